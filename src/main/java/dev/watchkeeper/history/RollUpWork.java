package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogLevelReader;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.state.RollUps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rolls up all declared streams that can be: a little of each in turn.
final class RollUpWork {

    /// How long one step may take.
    private static final Duration STEP = Duration.ofMinutes(5);

    private final List<Rolling> all;
    private final Troubles troubles;
    private final ArrayDeque<Rolling> left = new ArrayDeque<>();

    private RollUpWork(List<Rolling> all, Troubles troubles) {
        this.all = all;
        this.troubles = troubles;
    }

    /// What a catalog with roll-ups ([RolledCatalog]) reads from them.
    ///
    /// @param longest how far back to go
    static RollUpWork of(
            Catalog catalog,
            RollUps rollUps,
            InstantSource clock,
            Duration longest,
            Troubles troubles) {
        var all = new ArrayList<Rolling>(metrics(catalog, rollUps, clock, longest));
        for (LogStream stream : catalog.logs().values()) {
            if (stream.source() instanceof RolledLog log) {
                var rolled = new LogRolling(log.subject(), log.source());
                all.add(new Rolling(rolled, rollUps, clock, longest));
            }
        }
        return new RollUpWork(all, troubles);
    }

    /// The same for metrics, and for what objectives count, alone.
    static RollUpWork ofMetrics(
            Catalog catalog,
            RollUps rollUps,
            InstantSource clock,
            Duration longest,
            Troubles troubles) {
        var all = new ArrayList<Rolling>(metrics(catalog, rollUps, clock, longest));
        Set<String> counted = new LinkedHashSet<>();
        for (Slo slo : catalog.objectives().slos().values()) {
            if (slo.counted() instanceof LogLevelReader levels) {
                counted.add(levels.log().name());
            }
        }
        for (LogStream stream : catalog.logs().values()) {
            if (counted.contains(stream.name()) && stream.source() instanceof RolledLog log) {
                var rolled = new LogRolling(log.subject(), log.source());
                all.add(new Rolling(rolled, rollUps, clock, longest));
            }
        }
        return new RollUpWork(all, troubles);
    }

    private static List<Rolling> metrics(
            Catalog catalog, RollUps rollUps, InstantSource clock, Duration longest) {
        var all = new ArrayList<Rolling>();
        // two metrics may measure the same
        Map<String, RolledMetric> metrics = new LinkedHashMap<>();
        for (Metric metric : catalog.metrics().values()) {
            put(metrics, metric.reader());
        }
        for (Slo slo : catalog.objectives().slos().values()) {
            put(metrics, slo.counted());
            put(metrics, slo.part());
        }
        Map<String, List<RolledMetric>> streams =
                metrics.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        metric -> metric.stream().name(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (List<RolledMetric> ofOne : streams.values()) {
            var pass = new StreamPass(ofOne.getFirst().stream(), ofOne);
            for (RolledMetric metric : ofOne) {
                var rolled = new MetricRolling(metric, pass);
                all.add(new Rolling(rolled, rollUps, clock, longest));
            }
        }
        return all;
    }

    private static void put(Map<String, RolledMetric> metrics, MetricReader reader) {
        if (reader instanceof RolledMetric rolled) {
            metrics.putIfAbsent(rolled.subject(), rolled);
        }
    }

    /// Begins a pass over all streams.
    void begin() {
        left.clear();
        all.forEach(Rolling::forget);
        for (Rolling rolling : all) {
            attempt(
                    rolling,
                    () -> {
                        rolling.begin(Deadline.after(STEP));
                        left.add(rolling);
                    });
        }
    }

    /// Rolls up the next hours of one stream.
    ///
    /// @return how many; 0 when this pass is over
    int step() {
        while (!left.isEmpty()) {
            Rolling rolling = left.removeFirst();
            int[] hours = {0};
            attempt(rolling, () -> hours[0] = rolling.step(Deadline.after(STEP)));
            if (hours[0] > 0) {
                troubles.worked(rolling.name());
                left.addLast(rolling);
                return hours[0];
            }
        }
        return 0;
    }

    private void attempt(Rolling rolling, Runnable work) {
        try {
            work.run();
        } catch (DiagnosticException e) {
            troubles.failed(rolling.name(), e.text());
        }
    }
}
