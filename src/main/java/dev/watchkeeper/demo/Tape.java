package dev.watchkeeper.demo;

/// Takes down what the service says, in any order, also ahead of time, and does what is to be done
/// later when its time has come.
interface Tape {

    void log(LogLine line);

    void event(MetricsEvent event);

    /// The row of a job in the job table is like that from a moment on.
    void job(Micros at, JobRow row);

    /// Does something at a moment, with all that was due before already done.
    void then(Micros at, Runnable what);
}
