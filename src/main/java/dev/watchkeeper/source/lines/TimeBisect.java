package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the part of a plain file in which the entries of a time range are, by looking at few
/// lines.
final class TimeBisect {

    /// Entries are looked for this much further than their time says, on both sides: lines of
    /// several writers are not quite in order.
    private static final long SLACK = 256 * 1024;

    private static final int SAMPLES = 24;
    private static final Duration DISORDER = Duration.ofSeconds(10);
    private static final int PROBE_LINES = 4096;

    private final OpenFile file;
    private final LineFormat<?> format;
    private final Tally tally;
    private final long size;

    /// A stretch in which no line begins, so that an enormous line is crossed once.
    private long gapFrom = -1;

    private long gapUntil = -1;

    TimeBisect(OpenFile file, LineFormat<?> format, Tally tally) {
        this.file = file;
        this.format = format;
        this.size = file.end();
        this.tally = tally;
    }

    /// The stretch to read of a file that begins at `first`, where that is known.
    Stretch stretch(@Nullable Instant first, TimeRange range) throws IOException {
        if (size <= 4 * SLACK) {
            return new Stretch(0, size);
        }
        if (!ordered()) {
            tally.remark(
                    "The times in "
                            + file.found().name()
                            + " jump back, so it was read whole instead of by bisecting.");
            return new Stretch(0, size);
        }
        if (first != null && first.minus(GzipFacts.SPARE).isAfter(range.until())) {
            return new Stretch(0, 0);
        }
        long from = Math.max(0, firstAtOrAfter(range.from()) - SLACK);
        long until = Math.min(size, firstAtOrAfter(range.until()) + SLACK);
        return new Stretch(lineStart(from), lineStart(until));
    }

    private long lineStart(long at) throws IOException {
        long past = pastGap(at);
        return past > at ? past : file.lineStart(at);
    }

    /// A part of a file, from the beginning of a line to that of another or the end.
    record Stretch(long from, long until) {}

    private boolean ordered() throws IOException {
        Instant latest = Instant.MIN;
        for (int i = 0; i < SAMPLES; i++) {
            Probe probe = probe(size / SAMPLES * i, size);
            if (probe != null) {
                if (probe.time().plus(DISORDER).isBefore(latest)) {
                    return false;
                }
                latest = probe.time().isAfter(latest) ? probe.time() : latest;
            }
        }
        return true;
    }

    /// About where the first entry is whose time is not before `target`.
    private long firstAtOrAfter(Instant target) throws IOException {
        long low = 0;
        long high = size;
        while (high - low > SLACK / 4) {
            long middle = (low + high) >>> 1;
            Probe probe = probe(middle, high);
            if (probe == null || !probe.time().isBefore(target)) {
                high = middle;
            } else {
                low = Math.max(middle, probe.offset());
            }
        }
        return high;
    }

    private record Probe(long offset, Instant time) {}

    /// The first line with a time that begins in a stretch.
    private @Nullable Probe probe(long at, long until) throws IOException {
        long from = pastGap(at);
        if (from >= until) {
            return null;
        }
        try (var lines = file.linesFrom(from)) {
            for (int i = 0; i < PROBE_LINES; i++) {
                Line line = lines.next();
                if (i == 0) {
                    remember(from, line == null ? size : line.offset());
                }
                if (line == null || line.offset() >= until) {
                    return null;
                }
                if (line.oversized()) {
                    remember(line.offset() + 1, line.next());
                }
                tally.examined(1);
                Optional<Instant> time = line.oversized() ? Optional.empty() : format.time(line);
                if (time.isPresent()) {
                    return new Probe(line.offset(), time.get());
                }
            }
            return null;
        }
    }

    /// Where to look on for the first line that begins at or after a place: behind the gap, where
    /// no line begins before it either.
    private long pastGap(long at) throws IOException {
        if (at >= gapFrom) {
            return Math.max(at, gapUntil);
        }
        if (gapUntil - gapFrom < Line.LONGEST || file.lineBegins(at, gapFrom)) {
            return at;
        }
        gapFrom = at;
        return gapUntil;
    }

    private void remember(long from, long next) {
        if (next - from > gapUntil - gapFrom) {
            gapFrom = from;
            gapUntil = next;
        }
    }
}
