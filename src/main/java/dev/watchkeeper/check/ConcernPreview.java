package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// When a metric would have been concerning, had its bound been known.
///
/// @param range what was looked at
/// @param points how many points of it there are
/// @param alarms from when until when it would have been, in the order of time
/// @param remarks what whoever reads it must know, as sentences of our own
public record ConcernPreview(
        TimeRange range, int points, List<TimeRange> alarms, List<String> remarks) {

    /// Reads the metric's history against what is concerning of it.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static ConcernPreview of(Metric metric, TimeRange asked, Deadline deadline) {
        Condition concerning = Objects.requireNonNull(metric.concerning());
        MetricHistory history = MetricHistory.read(metric, asked, metric.step(), deadline);
        Series series = history.series();
        Duration width = history.width();
        var alarms = new ArrayList<TimeRange>();
        int begin = -1;
        for (int i = 0; i <= series.size(); i++) {
            boolean goesOn =
                    begin >= 0
                            && i < series.size()
                            && series.time(i).equals(series.time(i - 1).plus(width));
            boolean holds = i < series.size() && concerning.holds(series.value(i), metric.unit());
            if (begin >= 0 && !(holds && goesOn)) {
                add(
                        alarms,
                        new TimeRange(series.time(begin), series.time(i - 1).plus(width)),
                        concerning.sustained());
                begin = -1;
            }
            if (holds && begin < 0) {
                begin = i;
            }
        }
        var remarks = new ArrayList<>(history.remarks());
        if (!history.complete()) {
            remarks.add(
                    metric.name()
                            + " was read back to "
                            + history.range().from()
                            + " in the time given");
        }
        return new ConcernPreview(
                history.range(), series.size(), List.copyOf(alarms), List.copyOf(remarks));
    }

    /// What held long enough is an alarm; what moves about its bound is one.
    private static void add(List<TimeRange> alarms, TimeRange held, Duration sustained) {
        if (held.length().compareTo(sustained) < 0) {
            return;
        }
        TimeRange last = alarms.isEmpty() ? null : alarms.getLast();
        if (last != null && held.from().isBefore(last.until().plus(Life.OVER_AFTER))) {
            alarms.set(alarms.size() - 1, new TimeRange(last.from(), held.until()));
        } else {
            alarms.add(held);
        }
    }

    /// Whether an alarm was there at this time, or within an hour of it.
    public boolean shows(Instant time) {
        return alarms.stream()
                .anyMatch(alarm ->
                        alarm.from().minus(Duration.ofHours(1)).isBefore(time)
                                && alarm.until().plus(Duration.ofHours(1)).isAfter(time));
    }
}
