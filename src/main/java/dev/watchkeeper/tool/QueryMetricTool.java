package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.analysis.Sparkline;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricFigures;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One measured quantity over time.
public final class QueryMetricTool implements Tool<QueryMetricTool.Arguments> {

    private static final Duration USUAL_RANGE = Duration.ofHours(2);
    private static final int MOST_GAPS = 6;

    private final Catalog catalog;

    public QueryMetricTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("such as tts.depth, host.cpu_percent") @Nullable String metric,
            @Doc("RFC 3339 or now-2h (default)") @Nullable String from,
            @Doc("default now") @Nullable String until,
            @Doc("such as 5m") @Nullable String bucket,
            @Doc("most points") @Default("60") @Range(min = 1, max = 500) int points,
            @Doc("adds min, p50, p95, p99 and max of each bucket") @Default("false")
                    boolean percentiles) {}

    @Override
    public String name() {
        return "query_metric";
    }

    @Override
    public String title() {
        return "Read one metric over time";
    }

    @Override
    public String description() {
        return """
        One metric as a series of buckets: counts and sums per minute; a bucket that is missing was not observed, which \
        is not zero. Whether it is normal: assess_metric.\
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
                TimeArgument.range(arguments.from(), arguments.until(), USUAL_RANGE, call.now());
        Duration width = width(arguments, metric, range);
        MetricHistory history = MetricHistory.read(metric, range, width, call.deadline());
        MetricFigures figures = MetricFigures.of(history);
        boolean quantiles = history.buckets().stream().anyMatch(bucket -> bucket.sketch() != null);
        Table table = table(arguments, history, quantiles);
        var remarks = new ArrayList<>(history.remarks());
        if (arguments.percentiles() && !quantiles && figures.n() > 0) {
            remarks.add("no percentiles are kept of this metric; min, avg and max are shown");
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
                .put("unit", metric.unit())
                .put("value_is", metric.aggregate() + " of each bucket")
                .put("n", figures.n())
                .put("figures", figures(figures))
                .put("line", line(history))
                .put(
                        "nothing",
                        figures.n() == 0
                                ? "nothing in "
                                        + metric.name()
                                        + " between "
                                        + range.from()
                                        + " and "
                                        + range.until()
                                : null)
                .put("gaps", figures.n() == 0 ? null : gaps(history))
                .put(table, null, table.cut() ? "ask for a longer bucket or a shorter range" : null)
                .put("normal", text(metric.normal()))
                .put("concerning", text(metric.concerning()))
                .put("limit", Figures.of(metric.limit()))
                .put("notes", metric.notes());
    }

    private static Duration width(Arguments arguments, Metric metric, TimeRange range) {
        if (arguments.bucket() == null) {
            return BucketWidth.of(range.length(), arguments.points(), metric.step());
        }
        Duration width = TimeArgument.duration("bucket", arguments.bucket());
        if (width.toMillis() % 1_000 != 0) {
            throw new BadRequest(
                    "bucket must be whole seconds, got \"" + arguments.bucket() + "\"");
        }
        long buckets = BucketWidth.buckets(range.length(), width);
        if (buckets > arguments.points()) {
            throw new BadRequest(
                    "bucket "
                            + arguments.bucket()
                            + " makes "
                            + buckets
                            + " points of this range and points allows "
                            + arguments.points()
                            + " (at most 500): ask for a bucket of at least "
                            + Figures.length(
                                    BucketWidth.of(
                                            range.length(), arguments.points(), metric.step()))
                            + ", more points or a shorter range");
        }
        return width;
    }

    private static String line(MetricHistory history) {
        return Sparkline.of(
                history.series(),
                history.range(),
                Math.clamp(BucketWidth.buckets(history.range().length(), history.width()), 1, 60),
                history.metric().direction());
    }

    private static Map<String, Object> figures(MetricFigures figures) {
        var shown = new LinkedHashMap<String, Object>();
        put(shown, "last", figures.last());
        put(shown, "min", figures.min());
        put(shown, "median", figures.median());
        put(shown, "p95", figures.p95());
        put(shown, "max", figures.max());
        put(shown, "mean", figures.mean());
        put(shown, "total", figures.total());
        return shown;
    }

    private static void put(Map<String, Object> shown, String key, double value) {
        Number figure = Figures.of(value);
        if (figure != null) {
            shown.put(key, figure);
        }
    }

    private static Table table(Arguments arguments, MetricHistory history, boolean quantiles) {
        boolean minutes = history.width().toMillis() % 60_000 == 0;
        var table =
                new Table(
                        List.of(
                                minutes ? "minute" : "second",
                                "value",
                                "min",
                                quantiles ? "p50" : "avg",
                                "p95",
                                "p99",
                                "max"),
                        Budget.ROWS,
                        arguments.points());
        Aggregate aggregate = history.metric().aggregate();
        boolean more = arguments.percentiles();
        for (Bucket bucket : history.buckets()) {
            Number value = Figures.of(aggregate.of(bucket, history.width()));
            if (value == null) {
                continue;
            }
            long offset = Duration.between(history.range().from(), bucket.start()).toSeconds();
            table.add(
                    minutes ? offset / 60 : offset,
                    value,
                    more ? Figures.of(bucket.min()) : null,
                    more
                            ? Figures.of((quantiles ? Aggregate.P50 : Aggregate.AVG).of(bucket))
                            : null,
                    more ? Figures.of(Aggregate.P95.of(bucket)) : null,
                    more ? Figures.of(Aggregate.P99.of(bucket)) : null,
                    more ? Figures.of(bucket.max()) : null);
        }
        return table;
    }

    /// The stretches without a value, as `from to until`.
    private static List<String> gaps(MetricHistory history) {
        Series series = history.series();
        long width = history.width().toMillis();
        var gaps = new ArrayList<String>();
        long at = history.range().from().toEpochMilli();
        int more = 0;
        for (int i = 0; i <= series.size(); i++) {
            long next =
                    i < series.size() ? series.millis(i) : history.range().until().toEpochMilli();
            if (next > at) {
                if (gaps.size() < MOST_GAPS) {
                    gaps.add(Instant.ofEpochMilli(at) + " to " + Instant.ofEpochMilli(next));
                } else {
                    more++;
                }
            }
            at = next + width;
        }
        if (more > 0) {
            gaps.add(more + " more");
        }
        return gaps;
    }

    private static @Nullable String text(@Nullable Object condition) {
        return condition == null ? null : condition.toString();
    }
}
