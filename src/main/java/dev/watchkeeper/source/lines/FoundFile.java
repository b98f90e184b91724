package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A file as it was found at the beginning of a read.
///
/// @param path its name as it was listed, which may be that of a link
/// @param place where it is
/// @param inode what the file system calls it, or 0 where it has no such name
/// @param size in bytes, packed if it is
/// @param modified milliseconds since 1970
record FoundFile(Path path, Place place, long inode, long size, long modified) {

    private static final Duration SETTLED = Duration.ofSeconds(5);

    String name() {
        return String.valueOf(path.getFileName());
    }

    /// Its bytes, if it is still where it was found.
    FileChannel open() throws IOException {
        return place.open();
    }

    boolean gzip() {
        return name().endsWith(".gz");
    }

    /// True when it has been left alone for so long that a last line without a line break is whole.
    boolean settled(Instant now) {
        return Duration.between(Instant.ofEpochMilli(modified), now).abs().compareTo(SETTLED) >= 0;
    }

    /// The path without the ending that compression adds.
    String unpackedPath() {
        String whole = path.toString();
        return gzip() ? whole.substring(0, whole.length() - 3) : whole;
    }

    /// The same for as long as the content is.
    String version() {
        return path + "|" + inode + "|" + size + "|" + modified;
    }
}
