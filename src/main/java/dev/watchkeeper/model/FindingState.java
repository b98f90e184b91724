package dev.watchkeeper.model;

/// Where a finding is in its life, in Sentry's words.
public enum FindingState {
    /// Not seen in the baseline before.
    NEW,
    /// Seen before, at about this rate.
    ONGOING,
    /// Seen before, and now far more often.
    ESCALATING,
    /// Was resolved, and is back.
    REGRESSED,
    /// Measured gone.
    RESOLVED
}
