package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls to an API against each declared limit of it.
public final class GetApiUsageTool implements Tool<GetApiUsageTool.Arguments> {

    private static final Duration USUAL_RANGE = Duration.ofHours(2);

    private final Catalog catalog;

    public GetApiUsageTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("API; default: the only one") @Nullable String api,
            @Doc("RFC 3339 or now-2h (default)") @Nullable String from,
            @Doc("default now") @Nullable String until) {}

    @Override
    public String name() {
        return "get_api_usage";
    }

    @Override
    public String title() {
        return "See calls to an API against its limits";
    }

    @Override
    public String description() {
        return """
        Are we near a rate limit? For each declared limit: used now, headroom, peak, when reached, time to limit, worst \
        key; 429s, errors, latency, tokens; calls against the usual, with a verdict. Rolling windows are exact.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        Api api = catalog.api(arguments.api());
        TimeRange range =
                TimeArgument.range(arguments.from(), arguments.until(), USUAL_RANGE, call.now());
        Deadline deadline = call.deadline();
        ApiUsage usage =
                ApiUsage.read(
                        api,
                        range,
                        deadline.within(deadline.remaining().multipliedBy(2).dividedBy(3)));
        boolean known = usage.report().complete();
        List<MetricGlance> glances =
                MetricGlance.of(api.metrics().values(), range, MetricJudgement.LONGEST, deadline);
        var remarks = new ArrayList<>(usage.remarks());
        if (!known) {
            remarks.add(
                    "time ran out at "
                            + usage.report().reached()
                            + ": the calls after it are not counted, so what is used now is not known");
        }
        remarks.addAll(LimitTable.remarks(usage));
        remarks.addAll(GlanceTable.remarks(glances));
        var table = GlanceTable.brief(20);
        glances.forEach(
                glance -> GlanceTable.brief(table, GlanceTable.part(glance.metric()), glance));
        return new Answer()
                .put("searched", MetricSearch.of("api", api.name(), range, null, known, remarks))
                .put("describe", api.describe())
                .put("calls", calls(usage, glances.getFirst(), known))
                .put(LimitTable.of(usage, known), null, null)
                .put("limits", limits(api))
                .put("statuses", usage.statuses())
                .put("status_429", usage.rateLimited())
                .put("latency", latency(usage))
                .put("tokens", usage.tokens())
                .put("parts", GlanceTable.nested(table))
                .put("usual_is", GlanceTable.usualIs(glances))
                .put("why", GlanceTable.sentences(glances))
                .put("notes", notes(api))
                .put(
                        "untrusted",
                        usage.limits().stream().anyMatch(use -> use.key() != null)
                                ? List.of("rows.worst_key")
                                : null);
    }

    private static Map<String, Object> calls(ApiUsage usage, MetricGlance rate, boolean known) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("in_range", usage.calls());
        if (known) {
            shown.put("last_minute", usage.perMinute().used());
        }
        shown.put("peak_minute", usage.perMinute().peak());
        String peakAt = Figures.time(usage.perMinute().peakAt());
        if (peakAt != null) {
            shown.put("peak_at", peakAt);
        }
        Number times = Figures.of(rate.timesUsual());
        if (times != null) {
            shown.put("times_usual", times);
        }
        return shown;
    }

    private static @Nullable String limits(Api api) {
        return api.limits().isEmpty()
                ? "none declared: apis." + api.name() + ".limits in tools.yaml, or a preset"
                : api.limitsFrom();
    }

    private static Map<String, Object> latency(ApiUsage usage) {
        var shown = new LinkedHashMap<String, Object>();
        QuantileSketch sketch = usage.latency();
        if (sketch.count() > 0) {
            shown.put("unit", usage.api().calls().latencyUnit());
            put(shown, "p50", sketch.quantile(0.5));
            put(shown, "p95", sketch.quantile(0.95));
            put(shown, "p99", sketch.quantile(0.99));
            put(shown, "max", sketch.quantile(1));
        }
        return shown;
    }

    private static void put(Map<String, Object> shown, String key, double value) {
        Number figure = Figures.of(value);
        if (figure != null) {
            shown.put(key, figure);
        }
    }

    private static List<String> notes(Api api) {
        var notes = new ArrayList<>(api.notes());
        api.metrics()
                .forEach((part, metric) ->
                        metric.notes().stream()
                                .filter(note -> !api.notes().contains(note))
                                .forEach(note -> notes.add(part + ": " + note)));
        return notes;
    }
}
