package dev.watchkeeper.catalog;

import dev.watchkeeper.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event stream that tools.yaml declares.
///
/// @param sourceName the source it is read from
/// @param ids the fields that say which request or job an event belongs to
/// @param types what the operator says of an event type, by type
/// @param notes what the operator says of certain events
/// @param describe what the stream is, in the operator's words, or null
/// @param expectEvery how long it may be silent, or null where its own habit decides
public record EventStream(
        String name,
        String sourceName,
        EventSource source,
        List<String> ids,
        Map<String, String> types,
        List<Note> notes,
        @Nullable String describe,
        @Nullable Duration expectEvery) {

    /// The same stream, read in another way.
    public EventStream readBy(EventSource other) {
        return new EventStream(name, sourceName, other, ids, types, notes, describe, expectEvery);
    }
}
