package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.analysis.Sparkline;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One metric at a glance, for a line of a table: its numbers within a range, what is usual, the
/// verdict as of the range's end, and the line it makes.
///
/// @param history the range in at most [#MOST_POINTS] buckets; null when the source does not answer
/// @param figures the numbers of it
/// @param judgement the verdict as of the range's end; null when the source does not answer
/// @param failure why the source does not answer, or null
public record MetricGlance(
        Metric metric,
        TimeRange range,
        @Nullable MetricHistory history,
        @Nullable MetricFigures figures,
        @Nullable MetricJudgement judgement,
        @Nullable SourceUnavailable failure) {

    /// How many buckets a range is cut into at most.
    public static final int MOST_POINTS = 60;

    /// Reads it; a source that does not answer is told, not thrown.
    ///
    /// @param longest how much history before the range's end the verdict may rest on
    public static MetricGlance of(
            Metric metric, TimeRange range, Duration longest, Deadline deadline) {
        try {
            MetricHistory history = recent(metric, range, deadline);
            return new MetricGlance(
                    metric,
                    range,
                    history,
                    MetricFigures.of(history),
                    MetricJudgement.of(metric, range.until(), longest, deadline),
                    null);
        } catch (SourceUnavailable e) {
            return new MetricGlance(metric, range, null, null, null, e);
        }
    }

    /// Several of them, each with an equal share of the time that is left.
    public static List<MetricGlance> of(
            Collection<Metric> metrics, TimeRange range, Duration longest, Deadline deadline) {
        List<Metric> left = Together.of(metrics);
        var glances = new ArrayList<MetricGlance>();
        for (int i = 0; i < left.size(); i++) {
            Deadline share = deadline.within(deadline.remaining().dividedBy(left.size() - i));
            glances.add(of(left.get(i), range, longest, share));
        }
        return glances;
    }

    /// The range in at most [#MOST_POINTS] buckets, none finer than the metric's step.
    ///
    /// @throws SourceUnavailable when the source does not answer
    public static MetricHistory recent(Metric metric, TimeRange range, Deadline deadline) {
        return MetricHistory.read(
                metric,
                range,
                BucketWidth.of(range.length(), MOST_POINTS, metric.step()),
                deadline);
    }

    /// What is usual of it, or null where nothing is known.
    public @Nullable Comparison usual() {
        return judgement == null ? null : judgement.usual();
    }

    /// The value of the range's last bucket, or null where there is none of late: a value of long
    /// before is not the present one.
    public @Nullable Double now() {
        if (history == null || figures == null || figures.n() == 0) {
            return null;
        }
        long fresh = history.range().until().toEpochMilli() - 4 * history.width().toMillis();
        var series = history.series();
        return series.millis(series.size() - 1) < fresh ? null : figures.last();
    }

    /// How many times the usual middle the present value is; null where either is unknown or the
    /// middle is zero.
    public @Nullable Double timesUsual() {
        Comparison usual = usual();
        Double now = now();
        return usual == null || usual.median() == null || now == null || usual.median() == 0
                ? null
                : now / usual.median();
    }

    /// The range as a line of so many characters.
    public String sparkline(int characters) {
        return history == null
                ? ""
                : Sparkline.of(
                        history.series(),
                        history.range(),
                        Math.min(
                                characters,
                                (int)
                                        Math.max(
                                                1,
                                                BucketWidth.buckets(
                                                        history.range().length(),
                                                        history.width()))),
                        metric.direction());
    }
}
