package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.source.host.HostMetric;
import dev.watchkeeper.source.host.HostMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A history of the host: a sample for each five minutes of some weeks.
final class HostSamples {

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Instant from;
    private final Instant until;

    HostSamples(Instant from, Instant until) {
        this.from = from;
        this.until = until;
    }

    /// @param value by the time in days since the first sample; NaN where there is a gap
    HostSamples with(String name, ToDoubleFunction<Double> value) {
        HostMetric metric = HostMetrics.describe(name).orElseThrow();
        metrics.put(
                name,
                new Metric(
                        name,
                        metric.unit(),
                        metric.direction(),
                        metric.counted() ? Aggregate.SUM : Aggregate.AVG,
                        Duration.ofMinutes(1),
                        null,
                        null,
                        metric.limit(),
                        metric.describe(),
                        List.of(),
                        Origin.HOST,
                        reader(value)));
        return this;
    }

    private MetricReader reader(ToDoubleFunction<Double> value) {
        return (range, width, deadline) -> {
            var buckets = new ArrayList<Bucket>();
            Instant begin = range.from().isAfter(from) ? range.from() : from;
            long step = width.toMillis();
            long first = Math.ceilDiv(begin.toEpochMilli(), step) * step;
            for (long at = first; at < range.until().toEpochMilli(); at += step) {
                Instant time = Instant.ofEpochMilli(at);
                double days = Duration.between(from, time).toMillis() / 86_400_000.0;
                double number = value.applyAsDouble(days);
                if (time.isBefore(until) && Double.isFinite(number)) {
                    buckets.add(Bucket.of(time, number));
                }
            }
            return new Measured(width, buckets, true, List.of());
        };
    }

    Catalog catalog() {
        return new Catalog(
                Map.of(), Map.of(), Map.of(), Map.of(), metrics, List.of(), Map.of(), Map.of(),
                Map.of(), List.of());
    }
}
