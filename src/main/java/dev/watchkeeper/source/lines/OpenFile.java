package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/// A plain file held open for one read, so that a rename meanwhile changes nothing.
///
/// @param found the file as it was found
/// @param channel its bytes
/// @param end where the last whole line ends; what follows is still being written
record OpenFile(FoundFile found, FileChannel channel, long end) implements AutoCloseable {

    private static final int BLOCK = 128 * 1024;

    /// Opens the file, under its new name when it was renamed since it was found.
    static OpenFile open(LogFile file, FileGlob glob, LineFormat<?> format, Instant now)
            throws IOException {
        FoundFile found = file.file();
        for (int attempt = 0; attempt < 3; attempt++) {
            FileChannel channel = null;
            try {
                channel = found.open();
                if (FileGlob.inode(found.place()) == found.inode()) {
                    return of(found, channel, format, now);
                }
                channel.close();
            } catch (NoSuchFileException renamed) {
                // Found again below.
            } catch (IOException e) {
                if (channel != null) {
                    channel.close();
                }
                throw e;
            }
            found =
                    glob.find().files().stream()
                            .filter(other -> other.inode() == file.file().inode())
                            .findFirst()
                            .orElseThrow(() -> new NoSuchFileException(file.file().name()));
        }
        throw new NoSuchFileException(file.file().name());
    }

    private static OpenFile of(
            FoundFile found, FileChannel channel, LineFormat<?> format, Instant now)
            throws IOException {
        long size = channel.size();
        if (size == 0) {
            return new OpenFile(found, channel, 0);
        }
        var last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        if (last.get(0) == '\n') {
            return new OpenFile(found, channel, size);
        }
        try (var lines = new BackwardLines(channel, 0, size)) {
            Line half = lines.next();
            if (half == null) {
                return new OpenFile(found, channel, 0);
            }
            boolean whole =
                    found.settled(now)
                            && !half.oversized()
                            && (format.multiline() || format.time(half).isPresent());
            return new OpenFile(found, channel, whole ? size : half.offset());
        }
    }

    /// The lines that begin at or after a place.
    LineWalk linesFrom(long at) throws IOException {
        long before = Math.max(0, at - 1);
        var lines = ForwardLines.probing(ByteInput.plain(channel, before, end), before);
        if (at > 0) {
            lines.next();
        }
        return lines;
    }

    /// Where the first line begins that does not begin before `at`.
    long lineStart(long at) throws IOException {
        if (at == 0 || at >= end) {
            return Math.min(at, end);
        }
        try (var lines = linesFrom(at)) {
            Line line = lines.next();
            return line == null ? end : line.offset();
        }
    }

    /// Whether a line begins at or after a place and before another.
    boolean lineBegins(long at, long before) throws IOException {
        if (at == 0) {
            return true;
        }
        var block = new byte[BLOCK];
        try (ByteInput input = ByteInput.plain(channel, at - 1, before - 1)) {
            for (int count = input.read(block, 0, BLOCK);
                    count >= 0;
                    count = input.read(block, 0, BLOCK)) {
                for (int i = 0; i < count; i++) {
                    if (block[i] == '\n') {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
