package dev.watchkeeper.catalog.difference;

import java.util.Locale;

/// What kind of thing differs.
public enum Kind {
    /// Something was changed: a deploy, a start, a setting.
    CHANGE,
    /// A kind of log message.
    LOG,
    /// A type of event.
    EVENT,
    /// What carries one value of a field: a worker, a version, a host.
    GROUP,
    /// What comes after what in the course of one request or job.
    ORDER,
    /// A measured quantity.
    METRIC;

    /// The word in answers and arguments.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
