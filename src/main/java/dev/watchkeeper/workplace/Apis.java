package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiConfig;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LimitPresets;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.RateLimit;
import dev.watchkeeper.catalog.RateLimits;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.schema.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens the APIs that tools.yaml declares.
final class Apis {

    private static final String CALLS_UNIT = "per minute";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Apis() {}

    static Api open(String name, ApiConfig config, Measures measures) {
        ApiConfig.Calls said = config.calls();
        EventStream stream = measures.stream(said.stream());
        var calls =
                new Api.Calls(
                        stream,
                        Set.copyOf(said.event()),
                        said.where(),
                        said.status(),
                        said.latency(),
                        said.latencyUnit(),
                        said.tokens(),
                        said.by());
        LimitPresets.@Nullable Preset preset = preset(config.preset());
        List<RateLimit> limits =
                RateLimits.of(config.limits(), preset == null ? null : preset.limits());
        if (limits.stream().anyMatch(RateLimit::each) && said.by() == null) {
            throw new BadRequest(
                    "limits.each: calls.by must name the field that the limits are kept by");
        }
        if (limits.stream().anyMatch(RateLimit::tokens) && said.tokens().isEmpty()) {
            if (config.limits() != null
                    && (config.limits().tokensPerMinute() != null
                            || config.limits().tokensPerDay() != null)) {
                throw new BadRequest(
                        "limits of tokens need calls.tokens, the fields that hold them");
            }
            limits = limits.stream().filter(limit -> !limit.tokens()).toList();
        }
        return new Api(
                name,
                calls,
                metrics(name, config, calls, limits),
                limits,
                preset == null ? null : preset.origin(),
                config.describe(),
                config.notes());
    }

    private static LimitPresets.@Nullable Preset preset(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Map<String, LimitPresets.Preset> all = LimitPresets.all();
        LimitPresets.Preset preset = all.get(name);
        if (preset == null) {
            throw new BadRequest(
                    "preset: no preset \"" + name + "\"" + Words.orMeant(name, all.keySet()));
        }
        return preset;
    }

    private static Map<String, Metric> metrics(
            String api, ApiConfig config, Api.Calls calls, List<RateLimit> limits) {
        Measures.fits("normal", config.normal(), CALLS_UNIT);
        Measures.fits("concerning", config.concerning(), CALLS_UNIT);
        var metrics = new LinkedHashMap<String, Metric>();
        metrics.put(
                "calls",
                new Metric(
                        api + ".calls",
                        CALLS_UNIT,
                        Direction.HIGH,
                        Aggregate.COUNT,
                        MINUTE,
                        config.normal(),
                        config.concerning(),
                        perMinute(limits),
                        "calls a minute",
                        config.notes(),
                        Origin.of(calls.stream()),
                        reader(Aggregate.COUNT, calls, List.of(), null)));
        if (calls.status() != null) {
            metrics.put(
                    "errors",
                    part(
                            api + ".errors",
                            calls,
                            "calls a minute with a status of 400 or above, 429 apart",
                            null,
                            Aggregate.COUNT,
                            reader(
                                    Aggregate.COUNT,
                                    calls,
                                    List.of(),
                                    new EventMeasure.Between(calls.status(), 400, 599, 429.0))));
            metrics.put(
                    "rate_limited",
                    part(
                            api + ".rate_limited",
                            calls,
                            "calls a minute refused with 429",
                            null,
                            Aggregate.COUNT,
                            reader(
                                    Aggregate.COUNT,
                                    calls,
                                    List.of(),
                                    new EventMeasure.Between(calls.status(), 429, 429, null))));
        }
        if (calls.latency() != null) {
            metrics.put(
                    "latency",
                    part(
                            api + ".latency",
                            calls,
                            "95th percentile of the latency of calls",
                            calls.latencyUnit(),
                            Aggregate.P95,
                            reader(Aggregate.P95, calls, List.of(calls.latency()), null)));
        }
        if (!calls.tokens().isEmpty()) {
            metrics.put(
                    "tokens",
                    part(
                            api + ".tokens",
                            calls,
                            "tokens a minute",
                            "tokens",
                            Aggregate.SUM,
                            reader(Aggregate.SUM, calls, calls.tokens(), null)));
        }
        return metrics;
    }

    private static Metric part(
            String name,
            Api.Calls calls,
            String describe,
            @Nullable String unit,
            Aggregate aggregate,
            MetricReader reader) {
        return new Metric(
                name,
                aggregate.unit(unit),
                Direction.HIGH,
                aggregate,
                MINUTE,
                null,
                null,
                null,
                describe,
                List.of(),
                Origin.of(calls.stream()),
                reader);
    }

    private static MetricReader reader(
            Aggregate aggregate,
            Api.Calls calls,
            List<String> values,
            EventMeasure.@Nullable Between between) {
        return new EventMetricReader(
                EventMeasure.of(calls.stream(), calls.types(), calls.where(), values, between),
                aggregate.quantile());
    }

    /// The limit of all calls a minute, where there is one for all of them together.
    private static @Nullable Double perMinute(List<RateLimit> limits) {
        return limits.stream()
                .filter(limit -> limit.name().equals("requests_per_minute") && !limit.each())
                .map(limit -> (double) limit.most())
                .findFirst()
                .orElse(null);
    }
}
