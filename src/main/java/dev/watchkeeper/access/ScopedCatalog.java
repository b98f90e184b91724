package dev.watchkeeper.access;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Objectives;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.Queue;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A catalog as it looks through a scope. What is out of scope is not in it, so for whoever works
/// with it that does not exist.
public final class ScopedCatalog {

    private final Scope scope;
    private final @Nullable LookBack lookBack;
    private final Map<String, EventStream> events;

    private ScopedCatalog(Catalog all, Scope scope, InstantSource clock) {
        this.scope = scope;
        this.lookBack = scope.lookBack() == null ? null : new LookBack(scope.lookBack(), clock);
        this.events =
                seen(
                        all.events(),
                        stream -> scope.sees(stream.name(), stream.sourceName()),
                        this::limited);
    }

    /// The part of `all` that is in scope.
    ///
    /// @param all stays open, and has to be closed by whoever opened it
    /// @param clock which says how far back a look goes
    public static Catalog of(Catalog all, Scope scope, InstantSource clock) {
        return scope.allSources() && scope.lookBack() == null
                ? all
                : new ScopedCatalog(all, scope, clock).of(all);
    }

    private Catalog of(Catalog all) {
        return new Catalog(
                seen(all.logs(), log -> scope.sees(log.name(), log.sourceName()), this::limited),
                events,
                seen(all.queues(), queue -> !parts(queue.parts()).isEmpty(), this::limited),
                seen(
                        all.apis(),
                        api -> events.containsKey(api.calls().stream().name()),
                        this::limited),
                parts(all.metrics()),
                List.of(),
                // They tell of all of the service.
                scope.allSources() ? all.runbooks() : Map.of(),
                seen(
                        all.changes(),
                        // A change says little without the rest of its past.
                        change -> lookBack == null && scope.sees(null, change.sourceName()),
                        UnaryOperator.identity()),
                seen(
                        all.questions(),
                        // How far back a statement looks, only its operator knows.
                        question ->
                                lookBack == null && scope.sees(null, question.config().source()),
                        UnaryOperator.identity()),
                objectives(all.objectives()),
                List.of());
    }

    private Objectives objectives(Objectives all) {
        return new Objectives(
                seen(
                        all.slos(),
                        slo -> sees(slo.origin()),
                        slo -> lookBack == null ? slo : slo.readBy(lookBack::over)),
                seen(
                        all.invariants(),
                        // How far back a statement looks, only its operator knows.
                        invariant ->
                                lookBack == null
                                        && invariant.sources().stream()
                                                .allMatch(source -> scope.sees(null, source)),
                        UnaryOperator.identity()));
    }

    private Map<String, Metric> parts(Map<String, Metric> metrics) {
        return seen(metrics, metric -> sees(metric.origin()), this::limited);
    }

    private boolean sees(Origin origin) {
        return scope.sees(origin.stream(), origin.source());
    }

    private LogStream limited(LogStream log) {
        return lookBack == null ? log : log.readBy(lookBack.over(log.source()));
    }

    private EventStream limited(EventStream stream) {
        return lookBack == null ? stream : stream.readBy(lookBack.over(stream.source()));
    }

    private Metric limited(Metric metric) {
        return lookBack == null
                ? metric
                : metric.readBy(lookBack.over(metric.reader())).with(lookBack.remark());
    }

    private Queue limited(Queue queue) {
        Queue.Workers workers = queue.workers();
        EventStream stream = workers == null ? null : events.get(workers.stream().name());
        return new Queue(
                queue.name(),
                parts(queue.parts()),
                workers == null || stream == null
                        ? null
                        : new Queue.Workers(stream, workers.types(), workers.by(), workers.value()),
                queue.describe(),
                queue.notes());
    }

    private Api limited(Api api) {
        Api.Calls calls = api.calls();
        EventStream stream = events.getOrDefault(calls.stream().name(), calls.stream());
        return new Api(
                api.name(),
                new Api.Calls(
                        stream,
                        calls.types(),
                        calls.where(),
                        calls.status(),
                        calls.latency(),
                        calls.latencyUnit(),
                        calls.tokens(),
                        calls.by()),
                parts(api.metrics()),
                api.limits(),
                api.limitsFrom(),
                api.describe(),
                api.notes());
    }

    private static <T> Map<String, T> seen(
            Map<String, T> all, Predicate<T> which, Function<T, T> limited) {
        var seen = new LinkedHashMap<String, T>();
        all.forEach((name, one) -> {
            if (which.test(one)) {
                seen.put(name, limited.apply(one));
            }
        });
        return seen;
    }
}
