package dev.watchkeeper.cli.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines of a stream as UTF-8, without their ends; bytes that are not UTF-8 become replacement
/// characters.
///
/// A line is kept up to a limit, so that a file without line ends cannot fill the memory.
final class LineReader {
    /// The longest line that is kept, in bytes; the rest of a longer one is skipped.
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int until;
    private byte[] line = new byte[1024];

    LineReader(InputStream in) {
        this.in = in;
    }

    /// The next line, or null at the end.
    @Nullable String next() throws IOException {
        int length = 0;
        boolean any = false;
        while (true) {
            if (at == until) {
                until = in.read(buffer);
                at = 0;
                if (until <= 0) {
                    until = 0;
                    return any ? text(line, 0, length) : null;
                }
            }
            any = true;
            int end = at;
            while (end < until && buffer[end] != '\n') {
                end++;
            }
            if (end < until && length == 0) {
                String text = text(buffer, at, Math.min(end - at, LONGEST));
                at = end + 1;
                return text;
            }
            length = keep(length, end);
            boolean ended = end < until;
            at = ended ? end + 1 : end;
            if (ended) {
                return text(line, 0, length);
            }
        }
    }

    private int keep(int length, int end) {
        int size = Math.min(end - at, LONGEST - length);
        if (length + size > line.length) {
            line = Arrays.copyOf(line, Math.max(length + size, 2 * line.length));
        }
        System.arraycopy(buffer, at, line, length, size);
        return length + size;
    }

    private static String text(byte[] bytes, int from, int length) {
        int size = length > 0 && bytes[from + length - 1] == '\r' ? length - 1 : length;
        return new String(bytes, from, size, StandardCharsets.UTF_8);
    }
}
