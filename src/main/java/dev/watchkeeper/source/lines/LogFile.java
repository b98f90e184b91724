package dev.watchkeeper.source.lines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file of a log and what its beginning says of it.
///
/// @param id a hash of the beginning up to and including the first line with a time: it stays when
///   the file grows, is renamed, copied or packed. Empty while there is no such line
/// @param first the time of that line; null while there is none
record LogFile(FoundFile file, String id, @Nullable Instant first) {

    Instant order() {
        return first == null ? Instant.ofEpochMilli(file.modified()) : first;
    }
}
