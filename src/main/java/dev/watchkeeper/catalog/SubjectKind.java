package dev.watchkeeper.catalog;

/// What the subject of a finding is.
public enum SubjectKind {
    /// A log stream.
    LOG,
    /// An event stream.
    EVENTS,
    /// A queue, or a metric of one.
    QUEUE,
    /// An API, or a metric of one.
    API,
    /// A metric of this machine.
    HOST,
    /// Any metric.
    METRIC
}
