package dev.watchkeeper.notify;

/// A way to reach people. Thread-safe.
public interface Notifier {

    /// Tries once, within some seconds; never repeats by itself and never throws for what the other
    /// side does.
    Delivery send(Notification notification);
}
