package dev.watchkeeper.catalog;

import org.jspecify.annotations.Nullable;

/// Where something measured comes from, which decides who may see it.
///
/// @param stream the event stream it is made of, or null when it is of none
/// @param source the source it is read from; `host` for this machine
public record Origin(@Nullable String stream, String source) {

    /// This machine itself.
    public static final Origin HOST = new Origin(null, "host");

    /// Made of the events of a stream.
    public static Origin of(EventStream stream) {
        return new Origin(stream.name(), stream.sourceName());
    }

    /// Asked of a source directly, by a statement.
    public static Origin of(String source) {
        return new Origin(null, source);
    }
}
