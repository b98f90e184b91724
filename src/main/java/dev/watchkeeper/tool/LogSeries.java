package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many entries of a level and above a log had, as numbers over time. Where the log was silent
/// for long, nobody knows, and there is a gap.
///
/// @param level the least grave level counted: errors, or warnings where there are no errors
/// @param series per minute, for whole stretches of time
record LogSeries(Level level, Series series) {

    private static final Duration SILENT = Duration.ofMinutes(15);

    static LogSeries read(LogStream stream, TimeRange range, Duration width, Deadline deadline) {
        LevelCounts counted =
                stream.source().count(new LevelQuery(range, width, false, LogFilter.ALL, deadline));
        boolean errors = counted.counts().stream().anyMatch(count -> grave(count, Level.ERROR));
        Level level = errors ? Level.ERROR : Level.WARN;
        var wanted = new TreeMap<Instant, Long>();
        for (LevelCount count : counted.counts()) {
            wanted.merge(count.start(), grave(count, level) ? count.entries() : 0, Long::sum);
        }
        return new LogSeries(level, series(wanted, range, width, stream.expectEvery()));
    }

    private static boolean grave(LevelCount count, Level level) {
        return count.level() != null && count.level().atLeast(level);
    }

    private static Series series(
            TreeMap<Instant, Long> counts,
            TimeRange range,
            Duration width,
            @Nullable Duration expected) {
        Duration silent = expected != null && expected.compareTo(SILENT) > 0 ? expected : SILENT;
        long step = width.toMillis();
        long first = Math.ceilDiv(range.from().toEpochMilli(), step) * step;
        int size = (int) Math.max(0, (range.until().toEpochMilli() - first) / step);
        long[] times = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            Instant at = Instant.ofEpochMilli(first + i * step);
            times[i] = at.toEpochMilli();
            Instant before = counts.floorKey(at);
            Instant after = counts.ceilingKey(at);
            boolean alive =
                    before != null
                            && after != null
                            && Duration.between(before, after).compareTo(silent.plus(width)) <= 0;
            values[i] = alive ? counts.getOrDefault(at, 0L) / (step / 60_000.0) : Double.NaN;
        }
        return Series.of(times, values);
    }
}
