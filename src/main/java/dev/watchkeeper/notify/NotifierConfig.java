package dev.watchkeeper.notify;

/// What tools.yaml says of one channel: a record beside the notifier it configures.
public interface NotifierConfig {}
