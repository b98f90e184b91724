package dev.watchkeeper.demo;

/// Takes down what the service says, in any order, also ahead of time.
interface Tape {

    void log(LogLine line);

    void event(MetricsEvent event);
}
