package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Shift;
import dev.watchkeeper.analysis.series.ChangePoint;
import dev.watchkeeper.analysis.series.ChangePoints;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What differs since before the window: what fills up, leaks or wears out was set in motion hours
/// before anybody noticed.
final class LongAgo {

    private static final Duration BACK = Duration.ofDays(4);
    private static final Duration CELL = Duration.ofMinutes(30);
    private static final int MOST_TOLD = 200;

    /// A check has said that it is no chance.
    private static final double FOUND = 1e-6;

    /// A logger that tells of changes more often than this in an hour or two tells of its work.
    private static final int MOST_OF_LOGGER = 6;

    private LongAgo() {}

    /// The metric with its true beginning; itself where there is none to be seen.
    static Moved begun(Moved moved, Metric metric, Instant until, Deadline deadline) {
        MetricHistory history =
                MetricHistory.read(metric, TimeRange.before(until, BACK), CELL, deadline);
        Instant onset = onset(history.series(), moved.shift().onset());
        if (onset == null) {
            return moved;
        }
        Shift shift =
                moved.shift().since(onset, onset.minus(CELL), onset.plus(CELL.multipliedBy(2)));
        return moved.at(shift);
    }

    /// What a check found of a metric, as something that differs: since its level or the way it
    /// grows last changed. Null where that is not to be seen.
    static @Nullable Moved found(Metric metric, TimeRange window, Deadline deadline) {
        MetricHistory history =
                MetricHistory.read(metric, TimeRange.before(window.until(), BACK), CELL, deadline);
        Series series = history.series();
        Instant onset = onset(series, window.until());
        if (onset == null) {
            return null;
        }
        double before = series.value(Math.max(0, series.indexFrom(onset.toEpochMilli()) - 1));
        double now = series.value(series.size() - 1);
        var shift =
                new Shift(
                        now >= before,
                        before,
                        now,
                        FOUND,
                        onset,
                        onset.minus(CELL),
                        onset.plus(CELL.multipliedBy(2)),
                        null,
                        new Shift.Cells(0, 1));
        return Moved.of(
                Kind.METRIC,
                metric.name(),
                null,
                shift,
                metric.unit(),
                series.within(window).values());
    }

    /// When the way it grows changed most, else when its level did.
    private static @Nullable Instant onset(Series series, Instant window) {
        int n = series.size();
        if (n < 2) {
            return null;
        }
        var times = new long[n - 1];
        var steps = new double[n - 1];
        for (int i = 1; i < n; i++) {
            times[i - 1] = series.millis(i);
            steps[i - 1] = series.value(i) - series.value(i - 1);
        }
        List<ChangePoint> turns = ChangePoints.of(Series.of(times, steps), CELL);
        List<ChangePoint> found = turns.isEmpty() ? ChangePoints.of(series, CELL) : turns;
        return found.stream()
                .filter(change -> change.time().isBefore(window))
                .max(
                        Comparator.comparingDouble(
                                change -> Math.abs(change.after() - change.before())))
                .map(ChangePoint::time)
                .orElse(null);
    }

    /// What logs tell of changes around a time of long ago.
    static List<Told> told(Collection<LogStream> logs, TimeRange range, Deadline deadline) {
        var told = new ArrayList<Told>();
        for (LogStream stream : logs) {
            var entries = new ArrayList<LogEntry>();
            try {
                stream.source()
                        .read(
                                new LogQuery(range, Order.OLDEST_FIRST, LogFilter.ALL, deadline),
                                entry -> {
                                    if (entry.exception() == null
                                            && ChangeWords.in(entry.message())) {
                                        entries.add(entry);
                                    }
                                    return entries.size() < MOST_TOLD;
                                });
            } catch (SourceUnavailable e) {
                // told where the window itself was read
                continue;
            }
            Map<String, Integer> often = new HashMap<>();
            entries.forEach(entry -> often.merge(entry.logger(), 1, Integer::sum));
            entries.removeIf(entry -> often.getOrDefault(entry.logger(), 0) > MOST_OF_LOGGER);
            for (LogEntry entry : entries) {
                told.add(
                        new Told(
                                stream.name(),
                                entry.time(),
                                entry.message(),
                                entry.ref(),
                                1,
                                false,
                                false,
                                entry));
            }
        }
        return told;
    }
}
