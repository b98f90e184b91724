package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Sparkline;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.ChangePoint;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Point;
import dev.watchkeeper.analysis.series.Season;
import dev.watchkeeper.analysis.series.Trend;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether one measured quantity is as it should be.
public final class AssessMetricTool implements Tool<AssessMetricTool.Arguments> {

    private static final int MOST_SENTENCES = 4;
    private static final int SENTENCE = 220;
    private static final int MOST_CHANGES = 3;
    private static final int LINE = 28;

    private final Catalog catalog;

    public AssessMetricTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("such as tts.depth, host.cpu_percent") @Nullable String metric,
            @Doc("where history begins; default now-28d") @Nullable String from,
            @Doc("judged as of; default now") @Nullable String until) {}

    @Override
    public String name() {
        return "assess_metric";
    }

    @Override
    public String title() {
        return "Judge whether a metric is normal";
    }

    @Override
    public String description() {
        return """
        Is it normal? normal, unusual or concerning as of until, against what, since when, how sure, or cannot tell \
        because; trend, changes of level, season, when its limit is reached. Reads 28 days of history by itself.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        Metric metric = catalog.metric(arguments.metric());
        TimeRange range =
                TimeArgument.range(
                        arguments.from(), arguments.until(), MetricJudgement.LONGEST, call.now());
        MetricJudgement judgement =
                MetricJudgement.of(metric, range.until(), range.length(), call.deadline());
        MetricHistory history = judgement.history();
        Assessment assessment = judgement.assessment();
        var remarks = new ArrayList<>(history.remarks());
        if (!history.complete()) {
            remarks.add("time ran out: judged by history from " + history.range().from() + " on");
        } else if (history.range().from().isAfter(range.from().plus(history.width()))) {
            remarks.add(
                    "judged by the last "
                            + Span.words(history.range().length())
                            + ", in buckets of "
                            + Figures.length(history.width())
                            + " because of the time in its conditions");
        }
        return new Answer()
                .put(
                        "searched",
                        MetricSearch.of(
                                "metric",
                                metric.name(),
                                history.range(),
                                history.width(),
                                history.complete(),
                                remarks))
                .put("describe", metric.describe())
                .put("verdict", assessment.verdict().toString())
                .put("cannot_tell_because", assessment.cannotTellBecause())
                .put("confidence", confidence(assessment))
                .put("why", why(assessment))
                .put("n", assessment.n())
                .put("unit", metric.unit())
                .put("latest", latest(assessment.latest(), judgement))
                .put("since", Figures.time(assessment.since()))
                .put(comparisons(assessment), null, null)
                .put("trend", trend(assessment.trend()))
                .put("changes", changes(assessment.changes()))
                .put("season", season(assessment.season()))
                .put("forecast", forecast(assessment.forecast(), judgement.at()))
                .put("line", line(judgement))
                .put("normal", text(metric.normal()))
                .put("concerning", text(metric.concerning()))
                .put("limit", Figures.of(metric.limit()))
                .put("notes", metric.notes());
    }

    private static String confidence(Assessment assessment) {
        return assessment.confidence() + ": " + assessment.confidenceBecause();
    }

    private static List<String> why(Assessment assessment) {
        return assessment.why().stream()
                .limit(MOST_SENTENCES)
                .map(sentence -> Excerpt.head(sentence, SENTENCE))
                .toList();
    }

    private static @Nullable String latest(@Nullable Point latest, MetricJudgement judgement) {
        if (latest == null) {
            return null;
        }
        return Figures.of(latest.value())
                + " at "
                + Figures.time(latest.time())
                + (judgement.now() == null
                        ? ", "
                                + Span.words(Duration.between(latest.time(), judgement.at()))
                                + " before: not the present value"
                        : "");
    }

    private static Table comparisons(Assessment assessment) {
        var table =
                new Table(
                        List.of("against", "n", "low", "median", "high", "outside"),
                        Budget.ROWS,
                        20);
        for (Comparison comparison : assessment.comparisons()) {
            table.add(
                    comparison.against().toString(),
                    comparison.n() == 0 ? null : comparison.n(),
                    Figures.of(comparison.low()),
                    Figures.of(comparison.median()),
                    Figures.of(comparison.high()),
                    Figures.of(comparison.outside()));
        }
        return table;
    }

    private static @Nullable String trend(@Nullable Trend trend) {
        if (trend == null) {
            return null;
        }
        return trend.significant()
                ? Figures.of(trend.perDay())
                        + " a day (95%: "
                        + Figures.of(trend.lowPerDay())
                        + " to "
                        + Figures.of(trend.highPerDay())
                        + ") over "
                        + Span.words(trend.over())
                : "none over " + Span.words(trend.over()) + " beyond chance";
    }

    private static List<String> changes(List<ChangePoint> changes) {
        return changes.stream()
                .skip(Math.max(0, changes.size() - MOST_CHANGES))
                .map(change ->
                        Figures.time(change.time())
                                + ": "
                                + Figures.of(change.before())
                                + " -> "
                                + Figures.of(change.after()))
                .toList();
    }

    private static @Nullable String season(@Nullable Season season) {
        return season == null
                ? null
                : "every "
                        + Figures.length(season.period())
                        + ", explains "
                        + Figures.of(Math.rint(100 * season.strength()))
                        + "%, seen "
                        + season.cycles()
                        + " times";
    }

    private static Map<String, Object> forecast(@Nullable Forecast forecast, Instant at) {
        var shown = new LinkedHashMap<String, Object>();
        if (forecast != null) {
            shown.put("limit", String.valueOf(Figures.of(forecast.limit())));
            shown.put(
                    "reached_in",
                    Span.words(Duration.between(at, forecast.earliest()))
                            + " to "
                            + (forecast.latest() == null
                                    ? "never"
                                    : Span.words(Duration.between(at, forecast.latest()))));
            shown.put("likely", String.valueOf(Figures.time(forecast.likely())));
            shown.put("sure", Math.round(100 * forecast.level()) + "%");
        }
        return shown;
    }

    private static String line(MetricJudgement judgement) {
        return Sparkline.of(
                judgement.series(),
                judgement.history().range(),
                LINE,
                judgement.metric().direction());
    }

    private static @Nullable String text(@Nullable Object condition) {
        return condition == null ? null : condition.toString();
    }
}
