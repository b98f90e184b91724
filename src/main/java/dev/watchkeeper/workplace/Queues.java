package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.MeasureConfig;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.QueueConfig;
import dev.watchkeeper.catalog.WorkerConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.workplace.Measures.Usual;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens the queues that tools.yaml declares.
final class Queues {

    private Queues() {}

    static Queue open(String name, QueueConfig config, Measures measures) {
        var parts = new LinkedHashMap<String, Metric>();
        add(parts, name, "depth", config.depth(), Direction.HIGH, Aggregate.AVG, measures);
        add(parts, name, "wait", config.waiting(), Direction.HIGH, Aggregate.P95, measures);
        add(parts, name, "oldest", config.oldest(), Direction.HIGH, Aggregate.MAX, measures);
        add(parts, name, "enqueued", config.enqueued(), Direction.BOTH, Aggregate.SUM, measures);
        add(parts, name, "completed", config.completed(), Direction.LOW, Aggregate.SUM, measures);
        add(parts, name, "retries", config.retries(), Direction.HIGH, Aggregate.SUM, measures);
        add(parts, name, "dead", dead(config.dead()), Direction.HIGH, Aggregate.SUM, measures);
        add(parts, name, "overflow", config.overflow(), Direction.HIGH, Aggregate.SUM, measures);
        return new Queue(
                name, parts, workers(config.worker(), measures), config.describe(), config.notes());
    }

    /// A job that was given up is one too many, unless somebody said otherwise.
    private static @Nullable MeasureConfig dead(@Nullable MeasureConfig config) {
        return config == null || config.normal() != null || config.concerning() != null
                ? config
                : new MeasureConfig(
                        config.stream(),
                        config.event(),
                        config.where(),
                        config.value(),
                        config.of(),
                        config.source(),
                        config.statement(),
                        config.aggregate(),
                        config.unit(),
                        config.bad(),
                        null,
                        Condition.parse("any"),
                        config.limit(),
                        config.every(),
                        config.describe(),
                        config.notes());
    }

    private static void add(
            Map<String, Metric> parts,
            String queue,
            String part,
            @Nullable MeasureConfig config,
            Direction bad,
            Aggregate valued,
            Measures measures) {
        if (config == null) {
            return;
        }
        try {
            parts.put(part, measures.open(queue + "." + part, config, new Usual(bad, valued)));
        } catch (BadRequest e) {
            throw new BadRequest(part + ": " + e.text());
        }
    }

    private static Queue.@Nullable Workers workers(
            @Nullable WorkerConfig config, Measures measures) {
        return config == null
                ? null
                : new Queue.Workers(
                        measures.stream(config.stream()),
                        Set.copyOf(config.event()),
                        config.by(),
                        config.value());
    }
}
