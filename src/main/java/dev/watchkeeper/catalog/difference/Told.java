package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was changed, as a change stream has it or a log tells of it.
///
/// @param stream the change stream, or the log that tells of it
/// @param time when it took effect; of several the first
/// @param text what was changed, in a line; may be a stranger's
/// @param ref where it is in its stream
/// @param times how often the same was changed within a few minutes
/// @param routine whether the same is told at that time of most days
/// @param entry the log entry that tells of it, or null
public record Told(
        String stream,
        Instant time,
        String text,
        String ref,
        int times,
        boolean routine,
        @Nullable LogEntry entry) {

    /// Whether it is the same entry, read twice.
    boolean same(Told other) {
        return stream.equals(other.stream) && ref.equals(other.ref);
    }
}
