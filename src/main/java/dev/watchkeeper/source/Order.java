package dev.watchkeeper.source;

/// The order in which entries are visited: that of the source (when they were written), which for a
/// sane log is that of time but for small disorder.
public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
}
