package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.series.Against;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.chart.Chart;
import dev.watchkeeper.chart.Mark;
import dev.watchkeeper.chart.SvgChart;
import dev.watchkeeper.incident.Known.Drawing;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws what an incident is about, from well before its onset until now. What cannot be read in a
/// few seconds is not drawn: an incident never waits for its pictures.
///
/// @param onset when it began, as far as that is known
/// @param marks what is marked in each chart
record IncidentCharts(Catalog catalog, Instant onset, Instant now, List<Mark> marks) {

    private static final int MOST = 4;
    private static final int MOST_POINTS = 240;
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration LEAST_BEFORE = Duration.ofHours(1);
    private static final Duration MOST_AROUND = Duration.ofDays(7);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    List<Drawing> of(ChartSubjects subjects, Deadline callers) {
        Deadline deadline = callers.within(TIME);
        var drawings = new ArrayList<Drawing>();
        for (String name : subjects.metrics()) {
            if (drawings.size() < MOST && !deadline.passed()) {
                drawn(catalog.metric(name), deadline).ifPresent(drawings::add);
            }
        }
        for (String name : subjects.logs()) {
            if (drawings.size() < MOST && !deadline.passed()) {
                drawn(catalog.log(name), deadline).ifPresent(drawings::add);
            }
        }
        return drawings;
    }

    /// As long before the onset as after it, and at least an hour.
    TimeRange range() {
        Duration after = Duration.between(onset, now);
        Duration around = after.compareTo(MOST_AROUND) > 0 ? MOST_AROUND : after;
        Duration before = around.compareTo(LEAST_BEFORE) < 0 ? LEAST_BEFORE : around;
        Instant from = onset.minus(before);
        return after.compareTo(MOST_AROUND) > 0
                ? TimeRange.before(now, MOST_AROUND.multipliedBy(2))
                : new TimeRange(from, now);
    }

    private Optional<Drawing> drawn(Metric metric, Deadline deadline) {
        TimeRange range = range();
        try {
            MetricHistory history =
                    MetricHistory.read(metric, range, width(range, metric.step()), deadline);
            if (history.series().isEmpty()) {
                return Optional.empty();
            }
            MetricJudgement judgement = MetricJudgement.of(metric, now, deadline);
            boolean judged = judgement.history().complete();
            String svg =
                    SvgChart.draw(
                            new Chart(
                                    metric.name(),
                                    metric.unit(),
                                    range,
                                    history.width(),
                                    history.series(),
                                    judged ? expected(judgement.usual()) : null,
                                    concerning(metric),
                                    judged ? verdict(judgement.assessment()) : null,
                                    marks));
            return Optional.of(
                    new Drawing(
                            metric.name(),
                            metric.name() + (judged ? ", " + judgement.assessment().summary() : ""),
                            svg));
        } catch (SourceUnavailable e) {
            return Optional.empty();
        }
    }

    private Optional<Drawing> drawn(LogStream log, Deadline deadline) {
        TimeRange range = range();
        Duration width = width(range, Duration.ofMinutes(1));
        try {
            LogSeries counted = LogSeries.read(log, range, width, deadline);
            if (counted.series().isEmpty()) {
                return Optional.empty();
            }
            String what =
                    counted.level() == Level.ERROR
                            ? "entries at ERROR and above"
                            : "entries at WARN and above";
            return Optional.of(
                    new Drawing(
                            log.name() + "-errors",
                            log.name() + ", " + what,
                            SvgChart.draw(
                                    new Chart(
                                            log.name() + ": " + what,
                                            "per minute",
                                            range,
                                            width,
                                            counted.series(),
                                            null,
                                            null,
                                            null,
                                            marks))));
        } catch (SourceUnavailable e) {
            return Optional.empty();
        }
    }

    private static Duration width(TimeRange range, Duration step) {
        Duration least = step.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : step;
        return BucketWidth.of(range.length(), MOST_POINTS, least);
    }

    private static Chart.@Nullable Band expected(@Nullable Comparison usual) {
        if (usual == null || (usual.low() == null && usual.high() == null)) {
            return null;
        }
        return new Chart.Band(
                usual.low(),
                usual.high(),
                Figures.usual(usual)
                        + " by "
                        + (usual.against() == Against.RECENT_LEVEL ? "the " : "")
                        + usual.against());
    }

    private static Chart.@Nullable Band concerning(Metric metric) {
        Condition condition = metric.concerning();
        if (condition != null && condition.judges()) {
            return new Chart.Band(
                    condition.low() == null ? null : condition.low().in(metric.unit()),
                    condition.high() == null ? null : condition.high().in(metric.unit()),
                    condition.text());
        }
        Double limit = metric.limit();
        return limit == null ? null : new Chart.Band(limit, null, "its limit");
    }

    private Chart.Verdict verdict(Assessment assessment) {
        return new Chart.Verdict(
                assessment.verdict()
                        + (assessment.since() == null
                                ? " at " + CLOCK.format(now)
                                : " since " + CLOCK.format(assessment.since()))
                        + " UTC",
                assessment.verdict() == Verdict.CONCERNING);
    }
}
