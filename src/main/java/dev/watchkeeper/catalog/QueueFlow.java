package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.Drain;
import dev.watchkeeper.analysis.series.Assessor;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.analysis.series.Trend;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a queue fills or drains at present: by what came and left where tools.yaml declares
/// both, else by how its depth moves.
///
/// @param over how long the present is
public record QueueFlow(Drain drain, Duration over) {

    /// The present: long enough that single jobs do not make a rate.
    private static final Duration PRESENT = Duration.ofMinutes(15);

    /// A depth that moves is judged by this many points.
    private static final int SLOPE_POINTS = 30;

    /// The flow as of the end of the glances' range; null where nothing tells it.
    ///
    /// @param glances of the queue's parts, by part
    public static @Nullable QueueFlow of(Map<String, MetricGlance> glances) {
        MetricGlance depth = glances.get("depth");
        MetricHistory came = history(glances.get("enqueued"));
        MetricHistory left = history(glances.get("completed"));
        Double waiting = depth == null ? null : depth.now();
        return came != null && left != null
                ? byCounts(waiting, came, left)
                : bySlope(waiting, history(depth));
    }

    private static @Nullable MetricHistory history(@Nullable MetricGlance glance) {
        return glance == null ? null : glance.history();
    }

    private static @Nullable QueueFlow byCounts(
            @Nullable Double waiting, MetricHistory came, MetricHistory left) {
        Duration width = came.width();
        long buckets = Math.max(1, Math.ceilDiv(PRESENT.toMillis(), width.toMillis()));
        Instant from = came.range().until().minus(width.multipliedBy(buckets));
        var leaving = new HashMap<Instant, Bucket>();
        left.buckets().forEach(bucket -> leaving.put(bucket.start(), bucket));
        double in = 0;
        double out = 0;
        int seen = 0;
        for (Bucket bucket : came.buckets()) {
            Bucket other = leaving.get(bucket.start());
            if (!bucket.start().isBefore(from) && other != null) {
                in += came.metric().aggregate().of(bucket);
                out += left.metric().aggregate().of(other);
                seen++;
            }
        }
        Duration over = width.multipliedBy(seen);
        return seen == 0 ? null : new QueueFlow(Drain.ofCounts(waiting, in, out, over), over);
    }

    private static @Nullable QueueFlow bySlope(
            @Nullable Double waiting, @Nullable MetricHistory depth) {
        if (waiting == null || depth == null) {
            return null;
        }
        Series all = depth.series();
        Series late = all.slice(Math.max(0, all.size() - SLOPE_POINTS), all.size());
        Trend trend =
                Assessor.assess(
                                late,
                                new Question(
                                        depth.range().until(),
                                        null,
                                        Direction.HIGH,
                                        depth.width(),
                                        null,
                                        null,
                                        null,
                                        List.of()))
                        .trend();
        return trend == null
                ? null
                : new QueueFlow(
                        Drain.ofSlope(waiting, trend.perHour() / 60, trend.significant()),
                        trend.over());
    }
}
