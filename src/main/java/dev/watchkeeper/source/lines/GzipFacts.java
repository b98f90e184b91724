package dev.watchkeeper.source.lines;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.watchkeeper.model.TimeRange;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipException;

/// What one pass over a packed file tells, so that the next read can pass over it.
///
/// @param version [FoundFile#version()] when it was read
/// @param first milliseconds since 1970 of the earliest entry seen
/// @param last of the latest
/// @param lines how many lines the file has
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
record GzipFacts(String version, long first, long last, long lines) {

    /// Neighbouring files may overlap by so much: writers are not quite in order.
    static final Duration SPARE = Duration.ofMinutes(1);

    private static final long STRIDE = 256 * 1024;

    /// Times are taken of one line in each stretch of some size, and of the last lines.
    static GzipFacts of(LogFile file, LineFormat<?> format) throws IOException {
        long first = file.first() == null ? Long.MAX_VALUE : file.first().toEpochMilli();
        long last = file.first() == null ? Long.MIN_VALUE : file.first().toEpochMilli();
        long count = 0;
        long sampled = 0;
        Line[] tail = new Line[64];
        try (var lines = new ForwardLines(ByteInput.gzip(file.file(), 0), 0)) {
            for (Line line; (line = lines.next()) != null; ) {
                tail[(int) (count++ % tail.length)] = line;
                if (line.offset() - sampled >= STRIDE) {
                    long at = millis(line, format, last);
                    first = Math.min(first, at);
                    last = Math.max(last, at);
                    sampled = line.offset();
                }
            }
        } catch (EOFException | ZipException damaged) {
            // What can be unpacked counts; whoever reads the file says that it is damaged.
            last = Long.MAX_VALUE;
        }
        for (Line line : tail) {
            if (line != null) {
                long at = millis(line, format, last);
                first = Math.min(first, at);
                last = Math.max(last, at);
            }
        }
        return new GzipFacts(file.file().version(), first, last, count);
    }

    /// True when the file may hold entries of a time range, or a little beside it.
    boolean lies(TimeRange range) {
        return !Instant.ofEpochMilli(first).minus(SPARE).isAfter(range.until())
                && !Instant.ofEpochMilli(last).plus(SPARE).isBefore(range.from());
    }

    private static long millis(Line line, LineFormat<?> format, long otherwise) {
        return line.oversized()
                ? otherwise
                : format.time(line).map(Instant::toEpochMilli).orElse(otherwise);
    }
}
