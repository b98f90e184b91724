package dev.watchkeeper.source.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines in the order of the file. Holds one block; a line that does not fit makes it grow up to
/// the longest line that is read, and what is longer is passed over.
final class ForwardLines implements LineWalk {

    private static final int BLOCK = 128 * 1024;
    private static final int PROBE = 8 * 1024;
    private static final int SAMPLE = 1024;

    private final ByteInput input;
    private final int size;
    private byte[] buffer;
    private String block = "";
    private int at;
    private long base;
    private boolean skipping;

    /// `offset` is where in the file the input begins.
    ForwardLines(ByteInput input, long offset) {
        this(input, offset, BLOCK);
    }

    private ForwardLines(ByteInput input, long offset, int size) {
        this.input = input;
        this.base = offset;
        this.size = size;
        this.buffer = new byte[size];
    }

    /// For a look at a few lines only.
    static ForwardLines probing(ByteInput input, long offset) {
        return new ForwardLines(input, offset, PROBE);
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (true) {
            int end = block.indexOf('\n', at);
            if (end >= 0) {
                Line line = Line.of(block, at, end, base + at, base + end + 1);
                at = end + 1;
                return line;
            }
            if (block.length() - at > Line.LONGEST) {
                return oversized();
            }
            if (!fill()) {
                return last();
            }
        }
    }

    private @Nullable Line last() {
        int start = at;
        at = block.length();
        return start == at ? null : Line.of(block, start, at, base + start, base + at);
    }

    private Line oversized() throws IOException {
        long offset = base + at;
        String sample = block.substring(at, at + SAMPLE);
        skipping = true;
        while (true) {
            int end = block.indexOf('\n', at);
            if (end >= 0) {
                at = end + 1;
                break;
            }
            at = block.length();
            if (!fill()) {
                break;
            }
        }
        skipping = false;
        return Line.of(sample, 0, SAMPLE, offset, base + at);
    }

    /// Reads on behind what is left of the block; false at the end.
    private boolean fill() throws IOException {
        int left = block.length() - at;
        byte[] target = buffer;
        if (left > buffer.length / 2) {
            target = new byte[buffer.length * 2];
        } else if (left == 0 && buffer.length > size && !skipping) {
            target = new byte[size];
        }
        System.arraycopy(buffer, at, target, 0, left);
        buffer = target;
        base += at;
        at = 0;
        int filled = left;
        boolean more = true;
        while (more && filled < buffer.length) {
            int count = input.read(buffer, filled, buffer.length - filled);
            more = count >= 0;
            filled += Math.max(0, count);
        }
        block = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
        return filled > left;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
