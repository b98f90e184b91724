package dev.watchkeeper.catalog;

import dev.watchkeeper.source.LogSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log stream that tools.yaml declares.
///
/// @param sourceName the source it is read from
/// @param ids the fields that say which request or job an entry belongs to
/// @param notes what the operator says of certain messages
/// @param describe what the stream is, in the operator's words, or null
/// @param expectEvery how long it may be silent, or null where its own habit decides
public record LogStream(
        String name,
        String sourceName,
        LogSource source,
        List<String> ids,
        List<Note> notes,
        @Nullable String describe,
        @Nullable Duration expectEvery) {

    /// The same stream, read in another way.
    public LogStream readBy(LogSource other) {
        return new LogStream(name, sourceName, other, ids, notes, describe, expectEvery);
    }
}
