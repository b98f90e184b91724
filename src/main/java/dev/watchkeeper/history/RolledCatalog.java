package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogLevelReader;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Objectives;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.state.RollUps;
import java.util.LinkedHashMap;
import java.util.Map;

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
                rolled(numbers.objectives(), logs, rollUps),
                numbers.sources());
    }

    private static Objectives rolled(
            Objectives objectives, Map<String, LogStream> logs, RollUps rollUps) {
        var slos = new LinkedHashMap<String, Slo>();
        objectives
                .slos()
                .forEach((name, slo) ->
                        slos.put(name, slo.readBy(reader -> rolled(reader, logs, rollUps))));
        return new Objectives(slos, objectives.invariants());
    }

    private static MetricReader rolled(
            MetricReader reader, Map<String, LogStream> logs, RollUps rollUps) {
        return reader instanceof LogLevelReader levels
                ? levels.of(logs.getOrDefault(levels.log().name(), levels.log()))
                : RolledMetric.of(reader, rollUps);
    }

    private static LogStream rolled(LogStream log, RollUps rollUps) {
        return log.readBy(RolledLog.of(log.name(), log.source(), rollUps));
    }
}
