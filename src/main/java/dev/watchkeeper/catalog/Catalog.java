package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The named things that tools.yaml declares: what may be asked about.
///
/// @param logs the log streams by name, in the order of the file
/// @param events the event streams by name, in the order of the file
/// @param queues the queues by name
/// @param apis the APIs by name
/// @param metrics every measured quantity by name: those of queues and APIs (`tts.depth`,
///   `gemini.calls`), those under `metrics`, and those of the host (`host.cpu_percent`)
/// @param gauges what has to be sampled for some of the metrics to have a history
/// @param runbooks the runbooks by name
/// @param changes the streams of changes by name
/// @param questions the operator's own questions by name, each of which is a tool
/// @param objectives what shall hold: objectives and invariants
/// @param sources the opened sources, closed with the catalog
public record Catalog(
        Map<String, LogStream> logs,
        Map<String, EventStream> events,
        Map<String, Queue> queues,
        Map<String, Api> apis,
        Map<String, Metric> metrics,
        List<Gauge> gauges,
        Map<String, Runbook> runbooks,
        Map<String, ChangeStream> changes,
        Map<String, SqlQuestion> questions,
        Objectives objectives,
        List<Source> sources)
        implements AutoCloseable {

    /// A catalog without objectives.
    public Catalog(
            Map<String, LogStream> logs,
            Map<String, EventStream> events,
            Map<String, Queue> queues,
            Map<String, Api> apis,
            Map<String, Metric> metrics,
            List<Gauge> gauges,
            Map<String, Runbook> runbooks,
            Map<String, ChangeStream> changes,
            Map<String, SqlQuestion> questions,
            List<Source> sources) {
        this(
                logs,
                events,
                queues,
                apis,
                metrics,
                gauges,
                runbooks,
                changes,
                questions,
                Objectives.NONE,
                sources);
    }

    /// A catalog of words alone: streams without numbers.
    public Catalog(
            Map<String, LogStream> logs,
            Map<String, EventStream> events,
            Map<String, Runbook> runbooks,
            List<Source> sources) {
        this(
                logs, events, Map.of(), Map.of(), Map.of(), List.of(), runbooks, Map.of(), Map.of(),
                sources);
    }

    /// The same with further metrics.
    public Catalog with(Collection<Metric> more) {
        var all = new LinkedHashMap<>(metrics);
        more.forEach(metric -> all.put(metric.name(), metric));
        return new Catalog(
                logs,
                events,
                queues,
                apis,
                all,
                gauges,
                runbooks,
                changes,
                questions,
                objectives,
                sources);
    }

    /// The same with other objectives.
    public Catalog with(Objectives others) {
        return new Catalog(
                logs, events, queues, apis, metrics, gauges, runbooks, changes, questions, others,
                sources);
    }

    /// The same with each metric changed, wherever it is found: by its name, and as a part of its
    /// queue or API.
    public Catalog withEach(UnaryOperator<Metric> change) {
        var changedQueues = new LinkedHashMap<String, Queue>();
        queues.forEach((name, queue) ->
                changedQueues.put(
                        name,
                        new Queue(
                                queue.name(),
                                each(queue.parts(), change),
                                queue.workers(),
                                queue.describe(),
                                queue.notes())));
        var changedApis = new LinkedHashMap<String, Api>();
        apis.forEach((name, api) ->
                changedApis.put(
                        name,
                        new Api(
                                api.name(),
                                api.calls(),
                                each(api.metrics(), change),
                                api.limits(),
                                api.limitsFrom(),
                                api.describe(),
                                api.notes())));
        return new Catalog(
                logs,
                events,
                changedQueues,
                changedApis,
                each(metrics, change),
                gauges,
                runbooks,
                changes,
                questions,
                objectives,
                sources);
    }

    private static Map<String, Metric> each(Map<String, Metric> all, UnaryOperator<Metric> change) {
        var changed = new LinkedHashMap<String, Metric>();
        all.forEach((name, metric) -> changed.put(name, change.apply(metric)));
        return changed;
    }

    /// The log stream of that name; a null name means the only one there is.
    ///
    /// @throws BadRequest when there is none, naming those there are
    public LogStream log(@Nullable String name) {
        return find("log stream", "stream", name, logs);
    }

    /// The event stream of that name; a null name means the only one there is.
    ///
    /// @throws BadRequest when there is none, naming those there are
    public EventStream event(@Nullable String name) {
        return find("event stream", "stream", name, events);
    }

    /// The queue of that name; a null name means the only one there is.
    ///
    /// @throws BadRequest when there is none, naming those there are
    public Queue queue(@Nullable String name) {
        return find("queue", "queue", name, queues);
    }

    /// The API of that name; a null name means the only one there is.
    ///
    /// @throws BadRequest when there is none, naming those there are
    public Api api(@Nullable String name) {
        return find("API", "api", name, apis);
    }

    /// The metric of that name; a null name means the only one there is.
    ///
    /// @throws BadRequest when there is none, naming those there are
    public Metric metric(@Nullable String name) {
        return find("metric", "metric", name, metrics);
    }

    /// Whether anything that findings are about has that name: a stream, queue, API, metric or
    /// invariant.
    public boolean has(String name) {
        return logs.containsKey(name)
                || events.containsKey(name)
                || queues.containsKey(name)
                || apis.containsKey(name)
                || metrics.containsKey(name)
                || objectives.invariants().containsKey(name);
    }

    /// Every stream's name, logs before events.
    public List<String> streamNames() {
        var names = new ArrayList<>(logs.keySet());
        names.addAll(events.keySet());
        return names;
    }

    /// The name of the runbook for a kind of check, whatever its finding is about; or null.
    public @Nullable String runbookFor(String check) {
        return runbookFor(check, "", "");
    }

    /// The name of the runbook for a finding, or null: an own one before a shipped one, and of
    /// those the one that says most closely what it is for.
    ///
    /// @param subject what the finding is about
    /// @param title what it says
    public @Nullable String runbookFor(String check, String subject, String title) {
        List<SubjectKind> kinds = new Subjects(this).kinds(subject);
        Runbook best = null;
        int closest = 0;
        for (Runbook runbook : runbooks.values()) {
            int closeness = runbook.fits().closeness(check, subject, title, kinds);
            boolean first = best != null && best.shipped() && !runbook.shipped();
            boolean other = best == null || best.shipped() == runbook.shipped();
            if (closeness > 0 && (first || (other && closeness > closest))) {
                best = runbook;
                closest = closeness;
            }
        }
        return best == null ? null : best.name();
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
    }

    private static <T> T find(
            String kind, String argument, @Nullable String name, Map<String, T> all) {
        if (name == null) {
            if (all.size() == 1) {
                return all.values().iterator().next();
            }
            throw new BadRequest(
                    all.isEmpty()
                            ? "tools.yaml declares no " + kind
                            : argument + " is needed, one of: " + String.join(", ", all.keySet()));
        }
        T found = all.get(name);
        if (found == null) {
            throw new BadRequest(
                    all.isEmpty()
                            ? "there is no " + kind + " \"" + name + "\": tools.yaml declares none"
                            : "there is no "
                                    + kind
                                    + " \""
                                    + name
                                    + "\"; there are: "
                                    + String.join(", ", all.keySet()));
        }
        return found;
    }
}
