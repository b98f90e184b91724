package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.series.Against;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Assessor;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Point;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A metric's value now, what is usual of it, and the verdict: the one place where tools, checks,
/// `status` and `review` get them from, so that all say the same.
///
/// @param at as of when it is judged
/// @param history what it is judged by
/// @param series the history's numbers
public record MetricJudgement(
        Metric metric, Instant at, MetricHistory history, Series series, Assessment assessment) {

    /// How far back is looked: four weeks, so that each weekday has been there four times.
    public static final Duration LONGEST = Duration.ofDays(28);

    /// A point for each five minutes of four weeks, and room for finer ones of a shorter time.
    private static final int MOST_POINTS = 20_160;

    private static final Duration USUAL_WIDTH = Duration.ofMinutes(5);

    /// How many points should lie within the time for which a condition must hold.
    private static final int POINTS_SUSTAINED = 5;

    /// Reads up to four weeks before `at` and judges the metric as of then.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static MetricJudgement of(Metric metric, Instant at, Deadline deadline) {
        return of(metric, at, LONGEST, deadline);
    }

    /// The same over at most this much history.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static MetricJudgement of(
            Metric metric, Instant at, Duration longest, Deadline deadline) {
        Duration width = width(metric);
        Duration most = width.multipliedBy(MOST_POINTS);
        TimeRange range = TimeRange.before(at, most.compareTo(longest) < 0 ? most : longest);
        return of(MetricHistory.read(metric, range, width, deadline), at);
    }

    /// Judges by a history that is already there.
    public static MetricJudgement of(MetricHistory history, Instant at) {
        Metric metric = history.metric();
        Series series = history.series();
        return new MetricJudgement(
                metric,
                at,
                history,
                series,
                Assessor.assess(
                        series,
                        new Question(
                                at,
                                metric.unit(),
                                metric.direction(),
                                history.width(),
                                metric.normal(),
                                metric.concerning(),
                                metric.limit(),
                                List.of())));
    }

    /// Five minutes, or the metric's own step where that is longer; finer where a condition must
    /// hold for so short a time that five minutes would blur it.
    static Duration width(Metric metric) {
        Duration width = USUAL_WIDTH;
        for (Condition condition : conditions(metric)) {
            if (!condition.sustained().isZero()) {
                Duration fine =
                        BucketWidth.atMost(condition.sustained().dividedBy(POINTS_SUSTAINED));
                width = fine.compareTo(width) < 0 ? fine : width;
            }
        }
        return metric.step().compareTo(width) > 0 ? metric.step() : width;
    }

    private static List<Condition> conditions(Metric metric) {
        return Stream.of(metric.normal(), metric.concerning()).flatMap(Stream::ofNullable).toList();
    }

    /// The newest value, or null where there is none, or none that is fresh enough to be called the
    /// present one: it must be of one of the last four buckets before `at`.
    public @Nullable Double now() {
        Point latest = assessment.latest();
        Duration fresh = history.width().multipliedBy(4);
        return latest == null || latest.time().isBefore(at.minus(fresh)) ? null : latest.value();
    }

    /// What is usual of it: against the same hours of earlier days where they are known, else the
    /// recent level, else all history; null where nothing is known.
    public @Nullable Comparison usual() {
        return assessment.comparisons().stream()
                .filter(c -> c.against() != Against.DECLARED_NORMAL && c.median() != null)
                .min(Comparator.comparing(Comparison::against))
                .orElse(null);
    }
}
