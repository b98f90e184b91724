package dev.watchkeeper.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Lines of bytes, ended by `\n` or by the end of the stream, in bounded memory.
final class LineReader {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[CHUNK];
    private byte[] line = new byte[0];
    private boolean tooLong;
    private int at;
    private int end;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /// Goes to the next line; false at the end of the stream.
    boolean next() throws IOException {
        int length = 0;
        boolean any = false;
        boolean ended = false;
        tooLong = false;
        while (!ended && (at < end || fill())) {
            any = true;
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            length = keep(length, stop - at);
            ended = stop < end;
            at = ended ? stop + 1 : stop;
        }
        line = Arrays.copyOf(line, length);
        return any;
    }

    /// The line without its end; empty when it was too long.
    byte[] line() {
        return line;
    }

    /// True when the line was over the limit, and skipped.
    boolean tooLong() {
        return tooLong;
    }

    /// Appends `part` bytes of the chunk to the line; how long that is now.
    private int keep(int length, int part) {
        if (tooLong || length + part > limit) {
            tooLong = true;
            line = new byte[0];
            return 0;
        }
        if (length + part > line.length) {
            line = Arrays.copyOf(line, Math.min(limit, Math.max(2 * length, length + part)));
        }
        System.arraycopy(chunk, at, line, length, part);
        return length + part;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }
}
