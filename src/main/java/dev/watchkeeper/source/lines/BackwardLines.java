package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a plain file between two offsets, the last one first. Memory as in [ForwardLines].
final class BackwardLines implements LineWalk {

    private static final int BLOCK = 128 * 1024;
    private static final int SAMPLE = 1024;

    private final FileChannel channel;
    private final long from;
    private byte[] buffer = new byte[BLOCK];
    private String block = "";
    private long base;

    /// Where the line to be given next ends, its line break included.
    private long end;

    /// `from` and `until` must be the beginnings of lines, or the end of the file.
    BackwardLines(FileChannel channel, long from, long until) {
        this.channel = channel;
        this.from = from;
        this.end = until;
        this.base = until;
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (end > from) {
            if (end > base) {
                int stop = (int) (end - base);
                int text = block.charAt(stop - 1) == '\n' ? stop - 1 : stop;
                int start = block.lastIndexOf('\n', text - 1) + 1;
                if (start > 0 || base == from) {
                    Line line = Line.of(block, start, text, base + start, end);
                    end = base + start;
                    return line.oversized() ? sample(line) : line;
                }
                if (stop > Line.LONGEST) {
                    return oversized();
                }
            }
            if (!load()) {
                return null;
            }
        }
        return null;
    }

    private static Line sample(Line line) {
        return new Line(
                line.block(), line.start(), line.start() + SAMPLE, line.offset(), line.next());
    }

    private @Nullable Line oversized() throws IOException {
        long next = end;
        long searched = base;
        while (searched > from) {
            long start = Math.max(from, searched - BLOCK);
            int length = (int) (searched - start);
            if (read(start, length) < length) {
                return null;
            }
            int found = block.lastIndexOf('\n');
            if (found >= 0 || start == from) {
                long offset = start + found + 1;
                end = offset;
                base = end;
                int size = (int) Math.min(SAMPLE, next - offset);
                read(offset, size);
                String sample = block;
                block = "";
                return new Line(sample, 0, sample.length(), offset, next);
            }
            searched = start;
        }
        return null;
    }

    /// Loads the block that ends where the next line does, a larger one when that line did not fit.
    /// False when the file has shrunk meanwhile.
    private boolean load() throws IOException {
        boolean same = base < end;
        int wanted = same ? Math.max(BLOCK, (int) (end - base) * 2) : BLOCK;
        long start = Math.max(from, end - wanted);
        int length = (int) (end - start);
        base = start;
        return read(start, length) == length;
    }

    private int read(long start, int length) throws IOException {
        if (buffer.length < length || buffer.length > 2 * Math.max(length, BLOCK)) {
            buffer = new byte[Math.max(length, BLOCK)];
        }
        var target = ByteBuffer.wrap(buffer, 0, length);
        while (target.hasRemaining()) {
            if (channel.read(target, start + target.position()) < 0) {
                break;
            }
        }
        block = new String(buffer, 0, target.position(), StandardCharsets.ISO_8859_1);
        return target.position();
    }

    /// The channel stays open.
    @Override
    public void close() {}
}
