package dev.watchkeeper.workplace;

import dev.watchkeeper.access.RedactedEventSource;
import dev.watchkeeper.access.RedactedLogSource;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Note;
import dev.watchkeeper.catalog.NoteConfig;
import dev.watchkeeper.catalog.Objectives;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.SqlQuestion;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.runbook.Runbooks;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.tool.ToolArguments;
import dev.watchkeeper.workplace.Measures.Usual;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Opens the streams that tools.yaml declares. Opening touches no data.
final class Streams {

    private Streams() {}

    /// @param sources the opened sources; whoever opened them closes them
    /// @param redactor what nobody may see
    /// @param samples the history of what is sampled, by the metric's name
    /// @throws BadConfig when a stream's mapping cannot work with its source, all such problems at
    ///   once
    static Catalog open(
            Configuration configuration,
            Map<String, Source> sources,
            Redactor redactor,
            InstantSource clock,
            Path file,
            Function<String, MetricReader> samples) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file.toAbsolutePath() : parent;
        var problems = new ArrayList<String>();
        var logs = new LinkedHashMap<String, LogStream>();
        configuration
                .logs()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "logs." + name,
                                () ->
                                        logs.put(
                                                name,
                                                new LogStream(
                                                        name,
                                                        config.source(),
                                                        redacted(
                                                                source(sources, config.source())
                                                                        .logs(
                                                                                name,
                                                                                config.mapping()),
                                                                redactor),
                                                        lastParts(config.ids()),
                                                        notes(config.notes()),
                                                        config.describe(),
                                                        config.expectEvery()))));
        var events = new LinkedHashMap<String, EventStream>();
        configuration
                .events()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "events." + name,
                                () ->
                                        events.put(
                                                name,
                                                new EventStream(
                                                        name,
                                                        config.source(),
                                                        redacted(
                                                                source(sources, config.source())
                                                                        .events(
                                                                                name,
                                                                                config.mapping()),
                                                                redactor),
                                                        config.ids(),
                                                        config.describe(),
                                                        notes(config.notes()),
                                                        null,
                                                        config.expectEvery()))));
        var measures =
                new Measures(
                        events,
                        sources,
                        samples,
                        new TimeText(configuration.timezone(), clock),
                        configuration.collect().every());
        var metrics = new LinkedHashMap<String, Metric>();
        var queues = new LinkedHashMap<String, Queue>();
        configuration
                .queues()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "queues." + name,
                                () -> queues.put(name, Queues.open(name, config, measures))));
        queues.values().forEach(queue -> add(metrics, queue.parts().values()));
        var apis = new LinkedHashMap<String, Api>();
        configuration
                .apis()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "apis." + name,
                                () -> apis.put(name, Apis.open(name, config, measures))));
        apis.values().forEach(api -> add(metrics, api.metrics().values()));
        configuration
                .metrics()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "metrics." + name,
                                () ->
                                        metrics.put(
                                                name, measures.open(name, config, Usual.METRIC))));
        var changes = new LinkedHashMap<String, ChangeStream>();
        var opening =
                new Changes(
                        sources,
                        logs,
                        events,
                        redactor,
                        new TimeText(configuration.timezone(), clock));
        configuration
                .changes()
                .forEach((name, config) ->
                        attempt(
                                problems,
                                "changes." + name,
                                () -> changes.put(name, opening.open(name, config))));
        Map<String, Runbook> runbooks =
                Runbooks.read(
                        configuration.runbooks(),
                        folder,
                        new ToolArguments(configuration.tools()),
                        Set.copyOf(Checks.names()),
                        problems);
        Map<String, SqlQuestion> questions =
                Questions.open(configuration.tools(), sources, problems);
        var objectives =
                new Objectives(
                        Slos.open(configuration.slos(), logs, measures, problems),
                        Invariants.open(configuration, sources, problems));
        if (!problems.isEmpty()) {
            throw new BadConfig(file.toString(), problems);
        }
        return new Catalog(
                logs,
                events,
                queues,
                apis,
                metrics,
                measures.gauges(),
                runbooks,
                changes,
                questions,
                objectives,
                List.of());
    }

    private static LogSource redacted(LogSource source, Redactor redactor) {
        return redactor.level() == RedactionLevel.OFF
                ? source
                : new RedactedLogSource(source, redactor);
    }

    private static EventSource redacted(EventSource source, Redactor redactor) {
        return redactor.level() == RedactionLevel.OFF
                ? source
                : new RedactedEventSource(source, redactor);
    }

    private static void add(Map<String, Metric> metrics, Collection<Metric> more) {
        more.forEach(metric -> metrics.put(metric.name(), metric));
    }

    private static Source source(Map<String, Source> sources, String name) {
        return Objects.requireNonNull(
                sources.get(name), "tools.yaml was checked for dangling names");
    }

    /// A log's fields are called by the last part of their path, so its ids are too.
    private static List<String> lastParts(List<String> paths) {
        return paths.stream().map(path -> path.substring(path.lastIndexOf('.') + 1)).toList();
    }

    private static void attempt(List<String> problems, String path, Runnable opening) {
        try {
            opening.run();
        } catch (BadRequest e) {
            problems.add(path + ": " + e.text());
        }
    }

    private static List<Note> notes(List<NoteConfig> notes) {
        return notes.stream().map(note -> new Note(note.when(), note.note())).toList();
    }
}
