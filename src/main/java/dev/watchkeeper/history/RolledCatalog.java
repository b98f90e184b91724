package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.state.RollUps;
import java.util.LinkedHashMap;

/// A catalog whose log streams and metrics are read from roll-ups as far as there are any.
public final class RolledCatalog {

    private RolledCatalog() {}

    /// The same catalog with roll-ups.
    public static Catalog of(Catalog catalog, RollUps rollUps) {
        Catalog numbers =
                catalog.withEach(
                        metric -> metric.readBy(RolledMetric.of(metric.reader(), rollUps)));
        var logs = new LinkedHashMap<String, LogStream>();
        numbers.logs().forEach((name, log) -> logs.put(name, rolled(log, rollUps)));
        return new Catalog(
                logs,
                numbers.events(),
                numbers.queues(),
                numbers.apis(),
                numbers.metrics(),
                numbers.gauges(),
                numbers.runbooks(),
                numbers.changes(),
                numbers.questions(),
                numbers.sources());
    }

    private static LogStream rolled(LogStream log, RollUps rollUps) {
        return log.readBy(RolledLog.of(log.name(), log.source(), rollUps));
    }
}
