package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.state.RollUps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A catalog whose log streams and metrics are read from roll-ups as far as there are any.
public final class RolledCatalog {

    private RolledCatalog() {}

    /// The same catalog with roll-ups.
    public static Catalog of(Catalog catalog, RollUps rollUps) {
        UnaryOperator<Metric> rolled =
                metric -> metric.readBy(RolledMetric.of(metric.reader(), rollUps));
        return new Catalog(
                each(catalog.logs(), log -> rolled(log, rollUps)),
                catalog.events(),
                each(
                        catalog.queues(),
                        queue ->
                                new Queue(
                                        queue.name(),
                                        each(queue.parts(), rolled),
                                        queue.workers(),
                                        queue.describe(),
                                        queue.notes())),
                each(
                        catalog.apis(),
                        api ->
                                new Api(
                                        api.name(),
                                        api.calls(),
                                        each(api.metrics(), rolled),
                                        api.limits(),
                                        api.limitsFrom(),
                                        api.describe(),
                                        api.notes())),
                each(catalog.metrics(), rolled),
                catalog.gauges(),
                catalog.runbooks(),
                catalog.questions(),
                catalog.sources());
    }

    private static LogStream rolled(LogStream log, RollUps rollUps) {
        return log.readBy(RolledLog.of(log.name(), log.source(), rollUps));
    }

    private static <T> Map<String, T> each(Map<String, T> all, UnaryOperator<T> change) {
        var changed = new LinkedHashMap<String, T>();
        all.forEach((name, one) -> changed.put(name, change.apply(one)));
        return changed;
    }
}
