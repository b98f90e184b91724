package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Objectives;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.state.TemplateHours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rounds of the check on streams held in lists, over a real state.
final class Rounds implements AutoCloseable {

    /// On a Wednesday, at a quarter past the hour.
    static final Instant NOW = Instant.parse("2026-03-11T12:15:00Z");

    final StateDatabase state;
    final FindingStore findings;
    final List<ListedLog> logs = new ArrayList<>();
    final List<ListedMetric> metrics = new ArrayList<>();
    final List<ListedEvents> events = new ArrayList<>();
    final List<Api> apis = new ArrayList<>();
    final List<Queue> queues = new ArrayList<>();
    final List<Slo> slos = new ArrayList<>();
    final List<IgnoreConfig> ignores = new ArrayList<>();
    final Map<String, Duration> expectEvery = new LinkedHashMap<>();
    Deadline deadline = Deadline.after(Duration.ofMinutes(1));

    Rounds(Path folder) {
        state = StateDatabase.open(folder);
        findings = new FindingStore(state);
    }

    ListedLog log(String name) {
        var log = new ListedLog(name);
        logs.add(log);
        return log;
    }

    ListedEvents events(String name) {
        var stream = new ListedEvents(name);
        events.add(stream);
        return stream;
    }

    ListedMetric metric(ListedMetric metric) {
        metrics.add(metric);
        return metric;
    }

    /// A round, after which a person is told of what is open.
    List<Finding> toldAt(Instant now) {
        List<Finding> found = at(now).findings();
        findings.markNotified(found, now);
        return found;
    }

    private Map<String, Metric> numbers() {
        var all = new LinkedHashMap<String, Metric>();
        queues.forEach(queue -> queue.parts().values().forEach(m -> all.put(m.name(), m)));
        apis.forEach(api -> api.metrics().values().forEach(m -> all.put(m.name(), m)));
        metrics.forEach(metric -> all.put(metric.name, metric.metric()));
        return all;
    }

    private static <T> Map<String, T> named(List<T> all, Function<T, String> name) {
        var named = new LinkedHashMap<String, T>();
        all.forEach(one -> named.put(name.apply(one), one));
        return named;
    }

    CheckReport at(Instant now) {
        var streams = new LinkedHashMap<String, LogStream>();
        logs.forEach(log ->
                streams.put(
                        log.name,
                        new LogStream(
                                log.name,
                                log.name,
                                log,
                                List.of(),
                                List.of(),
                                null,
                                expectEvery.get(log.name))));
        return CheckRun.run(
                Checks.all(),
                new Watch(
                        new Catalog(
                                streams,
                                named(
                                        events.stream().map(ListedEvents::stream).toList(),
                                        EventStream::name),
                                named(queues, Queue::name),
                                named(apis, Api::name),
                                numbers(),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                new Objectives(named(slos, Slo::name), Map.of()),
                                List.of()),
                        new Ignores(
                                ignores, new IgnoreStore(state).inForce(now), ZoneOffset.UTC, now),
                        findings,
                        new KnownTemplates(state),
                        new TemplateHours(state),
                        now,
                        Duration.ofHours(2),
                        Duration.ofDays(14),
                        Level.WARN,
                        deadline,
                        doing -> {}));
    }

    /// The finding with this title in the round.
    static @Nullable Finding of(CheckReport report, String title) {
        return report.findings().stream()
                .filter(f -> f.title().startsWith(title))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        state.close();
    }
}
