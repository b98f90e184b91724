package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// A file that was found, and when it was last written.
///
/// @param path its name as it was listed, which may be that of a link
/// @param size in bytes
/// @param place where it is
public record WrittenFile(Path path, Instant time, long size, Place place) {

    /// Its first bytes, at most that many.
    public byte[] head(int most) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(most, size));
        try (var channel = place.open()) {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
