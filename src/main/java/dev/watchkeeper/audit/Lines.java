package dev.watchkeeper.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of one file, one at a time, whatever their length.
final class Lines implements AutoCloseable {

    /// Longer than any record; of what is longer only hash and length are known.
    private static final int LONGEST = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();
    private long end;

    /// A line.
    static final class Line {

        private final byte @Nullable [] bytes;
        private final long length;
        private final String sha256;
        private final long end;
        private final boolean whole;

        /// @param bytes without the line break; null when there are too many
        private Line(byte @Nullable [] bytes, long length, String sha256, long end, boolean whole) {
            this.bytes = bytes;
            this.length = length;
            this.sha256 = sha256;
            this.end = end;
            this.whole = whole;
        }

        /// In bytes, without the line break.
        long length() {
            return length;
        }

        /// Of all its bytes.
        String sha256() {
            return sha256;
        }

        /// Where the next one begins.
        long end() {
            return end;
        }

        /// Whether a line break ends it.
        boolean whole() {
            return whole;
        }

        /// The record that this line holds, or null.
        @Nullable ChainLine read() {
            return bytes == null ? null : ChainLine.read(bytes);
        }

        /// The record that this line holds, if it is as it was written.
        @Nullable ChainLine sound() {
            ChainLine read = read();
            return read != null && bytes != null && read.hash().equals(ChainLine.rightHash(bytes))
                    ? read
                    : null;
        }

        /// The record that this line holds, if it is that which follows.
        @Nullable ChainLine after(long number, String hash) {
            ChainLine sound = sound();
            return sound != null && sound.follows(number, hash) ? sound : null;
        }
    }

    private Lines(FileChannel channel, long start) {
        this.channel = channel;
        this.end = start;
    }

    /// @param start where to begin
    static Lines of(Path file, long start) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        channel.position(start);
        return new Lines(channel, start);
    }

    /// The next line; null at the end.
    @Nullable Line next() throws IOException {
        var kept = new ByteArrayOutputStream(512);
        MessageDigest digest = ChainLine.sha256();
        long length = 0;
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                return length == 0 ? null : line(kept, length, digest, false);
            }
            byte[] array = buffer.array();
            int from = buffer.position();
            int to = from;
            while (to < buffer.limit() && array[to] != '\n') {
                to++;
            }
            digest.update(array, from, to - from);
            if (length + to - from <= LONGEST) {
                kept.write(array, from, to - from);
            }
            length += to - from;
            if (to < buffer.limit()) {
                buffer.position(to + 1);
                return line(kept, length, digest, true);
            }
            buffer.position(to);
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        return read > 0;
    }

    private Line line(
            ByteArrayOutputStream kept, long length, MessageDigest digest, boolean whole) {
        end += length + (whole ? 1 : 0);
        return new Line(
                length <= LONGEST ? kept.toByteArray() : null,
                length,
                HexFormat.of().formatHex(digest.digest()),
                end,
                whole);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
