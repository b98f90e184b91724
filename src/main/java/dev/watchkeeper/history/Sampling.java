package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Gauge;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.DiagnosticException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Looks at everything that has to be sampled, all at about the same time. What is slow or fails
/// leaves a gap of its own and holds nothing else up.
public final class Sampling implements AutoCloseable {

    // A few that hang must not take the place of all others.
    private static final int AT_ONCE = 4;

    private final List<Gauge> gauges;
    private final Duration patience;
    private final Troubles troubles;
    private final List<Group> groups;
    private final Map<Object, Future<Map<String, Double>>> running = new HashMap<>();

    /// Platform threads: the native code of a database holds the thread that runs it, and there are
    /// only as many threads for virtual ones as there are cores.
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    AT_ONCE, Thread.ofPlatform().daemon().name("sampling-", 0).factory());

    /// @param groups quantities that are sampled together, such as those of the host
    /// @param patience how long one of them may take
    Sampling(List<Group> groups, List<Gauge> gauges, Duration patience, Troubles troubles) {
        this.groups = groups;
        this.gauges = new ArrayList<>(gauges);
        this.patience = patience;
        this.troubles = troubles;
    }

    /// Quantities that are sampled together.
    ///
    /// @param name for people, when they cannot be sampled
    /// @param values finite numbers by name; what cannot be read is not among them
    public record Group(String name, Supplier<Map<String, Double>> values) {}

    /// How many values are asked for one by one.
    int gauges() {
        return gauges.size();
    }

    /// One round.
    ///
    /// @return what could be told in time
    Map<String, Double> round() throws InterruptedException {
        var found = new ConcurrentHashMap<String, Double>();
        var asked = new ArrayList<Asked>();
        for (Group group : groups) {
            ask(group, group.name(), group.values(), asked);
        }
        for (Gauge gauge : gauges) {
            ask(
                    gauge,
                    gauge.name(),
                    () -> Map.of(gauge.name(), gauge.now(Deadline.after(patience))),
                    asked);
        }
        // whoever waited behind slow ones comes first the next time
        Collections.rotate(gauges, -1);
        Deadline end = Deadline.after(patience);
        for (Asked one : asked) {
            take(one, end, found);
        }
        return found;
    }

    private record Asked(String name, Future<Map<String, Double>> answer) {}

    private void ask(
            Object key, String name, Supplier<Map<String, Double>> values, List<Asked> asked) {
        Future<Map<String, Double>> before = running.get(key);
        if (before != null && !before.isDone()) {
            troubles.failed(name, "has not answered yet; left as a gap until it does");
            return;
        }
        Future<Map<String, Double>> answer = threads.submit(values::get);
        running.put(key, answer);
        asked.add(new Asked(name, answer));
    }

    private void take(Asked one, Deadline end, Map<String, Double> found)
            throws InterruptedException {
        try {
            found.putAll(one.answer().get(end.remaining().toMillis(), TimeUnit.MILLISECONDS));
            troubles.worked(one.name());
        } catch (TimeoutException e) {
            troubles.failed(
                    one.name(),
                    "no answer within "
                            + patience.toMillis()
                            + " ms; left as a gap until there is one");
        } catch (ExecutionException e) {
            troubles.failed(
                    one.name(),
                    (e.getCause() instanceof DiagnosticException known
                                    ? known.text()
                                    : "cannot be sampled: " + e.getCause())
                            + "; left as a gap until it can");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
