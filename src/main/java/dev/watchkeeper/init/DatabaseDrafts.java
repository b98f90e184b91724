package dev.watchkeeper.init;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes proposals of SQLite files: which table is a log, which holds events, which holds jobs.
/// What is proposed was read once by the source that will read it.
final class DatabaseDrafts {

    private static final int MOST_TYPES_SHOWN = 12;

    private final Survey survey;
    private final SourceContext context;
    private final Patience patience;
    private final Instant now;

    /// `context` is that of a source; its clock says what "now" is.
    DatabaseDrafts(Survey survey, SourceContext context, Patience patience) {
        this.survey = survey;
        this.patience = patience;
        this.context = context;
        this.now = context.clock().instant();
    }

    /// The draft of a database; empty when nothing in it can be watched, which the survey is told.
    Optional<Draft> draft(DatabaseFile file) {
        Databases.Sampled sampled;
        try {
            sampled = Databases.sample(file.path(), patience);
        } catch (SourceUnavailable e) {
            survey.leaveOut(file.path().toString(), e.text().replaceFirst("^source init: ", ""));
            return Optional.empty();
        }
        sampled.unread().forEach((table, why) -> survey.leaveOut(file.path() + ", " + table, why));
        var streams = new ArrayList<Draft.Stream>();
        var jobs = new ArrayList<Draft.Jobs>();
        var others = new ArrayList<String>();
        try (Source source = new SqliteSource.Config(file.path().toString()).open(context)) {
            for (TableSample sample : sampled.samples()) {
                int before = streams.size() + jobs.size();
                table(file, source, sample, streams, jobs);
                if (streams.size() + jobs.size() == before) {
                    others.add(sample.table());
                }
            }
        }
        if (streams.isEmpty() && jobs.isEmpty()) {
            survey.leaveOut(
                    file.path().toString(),
                    sampled.tables() == 0
                            ? "a SQLite file without tables"
                            : "no table that looks like a log, events or jobs ("
                                    + Words.some(others, MOST_TYPES_SHOWN)
                                    + ")");
            return Optional.empty();
        }
        Owner owner = survey.owner(file.path());
        var seen = new ArrayList<String>();
        seen.add(
                Words.size(file.bytes())
                        + ", changed "
                        + Words.ago(file.changed(), now)
                        + "; "
                        + sampled.tables()
                        + (sampled.tables() == 1 ? " table." : " tables."));
        if (!others.isEmpty()) {
            seen.add("Not proposed of it: " + Words.some(others, MOST_TYPES_SHOWN) + ".");
        }
        return Optional.of(
                new Draft(
                        "sqlite",
                        file.path(),
                        Map.of(),
                        owner,
                        file.changed(),
                        seen,
                        streams,
                        jobs));
    }

    private void table(
            DatabaseFile file,
            Source source,
            TableSample sample,
            List<Draft.Stream> streams,
            List<Draft.Jobs> jobs) {
        TableShape shape = TableShape.of(sample, now);
        if (shape.isLog()) {
            log(source, sample, shape, Map.of()).ifPresent(streams::add);
        } else if (shape.isEvents() && !shape.isJobs()) {
            events(source, sample, shape).ifPresent(streams::add);
            errors(source, sample, shape).ifPresent(streams::add);
        }
        if (shape.isJobs() && !shape.isLog()) {
            new JobTable(source, sample, shape, patience)
                    .draft()
                    .ifPresentOrElse(
                            jobs::add,
                            () ->
                                    survey.leaveOut(
                                            file.path() + ", table " + sample.table(),
                                            "looks like jobs, but none waits now, so what waiting is called there"
                                                    + " cannot be seen"));
        }
    }

    private Optional<Draft.Stream> log(
            Source source, TableSample sample, TableShape shape, Map<String, List<String>> where) {
        var keys = new LinkedHashMap<String, String>();
        keys.put("table", YamlText.scalar(sample.table()));
        put(keys, "time", shape.time());
        put(keys, "level", shape.level());
        put(keys, "logger", shape.logger());
        put(keys, "message", shape.message());
        put(keys, "exception", shape.exception());
        List<String> ids = ids(sample);
        if (!ids.isEmpty()) {
            keys.put("ids", YamlText.list(ids));
        }
        var mapping =
                new LogMapping(
                        sample.table(),
                        null,
                        where,
                        shape.time(),
                        shape.level(),
                        shape.logger(),
                        shape.message(),
                        shape.exception(),
                        List.of());
        return newest(() -> source.logs("init", mapping).newest(now), sample)
                .map(found ->
                        new Draft.Stream(
                                false,
                                sample.table(),
                                keys,
                                seen(sample, shape, found),
                                found.at()));
    }

    private Optional<Draft.Stream> events(Source source, TableSample sample, TableShape shape) {
        String time = Objects.requireNonNull(shape.time());
        String type = Objects.requireNonNull(shape.type());
        var keys = new LinkedHashMap<String, String>();
        keys.put("table", YamlText.scalar(sample.table()));
        keys.put("time", YamlText.scalar(time));
        keys.put("type", YamlText.scalar(type));
        List<String> ids = ids(sample);
        if (!ids.isEmpty()) {
            keys.put("ids", YamlText.list(ids));
        }
        var mapping = new EventMapping(sample.table(), null, Map.of(), time, type, List.of());
        return newest(() -> source.events("init", mapping).newest(now), sample)
                .map(found -> {
                    var seen = new ArrayList<>(seen(sample, shape, found));
                    seen.add(
                            "Types among the newest "
                                    + sample.rows().size()
                                    + ": "
                                    + types(sample, type));
                    return new Draft.Stream(true, sample.table(), keys, seen, found.at());
                });
    }

    /// Rows of an event table whose type is that of an error are a log too, where they say
    /// something.
    private Optional<Draft.Stream> errors(Source source, TableSample sample, TableShape shape) {
        String type = Objects.requireNonNull(shape.type());
        List<String> grave =
                sample.values(type).stream()
                        .map(String::valueOf)
                        .distinct()
                        .filter(text ->
                                text.length() > 2
                                        && Level.parse(text)
                                                .filter(level -> level.atLeast(Level.WARN))
                                                .isPresent())
                        .sorted()
                        .toList();
        String message =
                shape.message() != null
                        ? shape.message()
                        : JsonColumns.path(sample, List.of("message", "msg", "error")).orElse(null);
        if (grave.isEmpty() || message == null) {
            return Optional.empty();
        }
        var where = Map.of(type, grave);
        var asLog =
                new TableShape(
                        shape.time(),
                        type,
                        message,
                        null,
                        JsonColumns.path(sample, List.of("traceback", "exception", "stack"))
                                .orElse(shape.exception()),
                        null,
                        null);
        return log(source, sample, asLog, where)
                .map(stream -> {
                    var keys = new LinkedHashMap<String, String>();
                    keys.put("table", YamlText.scalar(sample.table()));
                    keys.put("where", YamlText.map(Map.of(type, YamlText.list(grave))));
                    stream.keys().forEach(keys::putIfAbsent);
                    return new Draft.Stream(
                            false,
                            sample.table() + "-errors",
                            keys,
                            List.of(
                                    "The errors that the application keeps as rows of its event table "
                                            + sample.table()
                                            + "."),
                            stream.newest());
                });
    }

    /// The time of the newest entry as the source reads it.
    private record Found(@Nullable Instant at) {}

    @FunctionalInterface
    private interface Newest {
        Optional<Instant> ask();
    }

    private Optional<Found> newest(Newest question, TableSample sample) {
        try {
            return Optional.of(new Found(question.ask().orElse(null)));
        } catch (BadRequest | SourceUnavailable e) {
            survey.leaveOut("table " + sample.table(), e.text());
            return Optional.empty();
        }
    }

    private List<String> seen(TableSample sample, TableShape shape, Found found) {
        return List.of(
                (sample.count() == null
                                ? "Too many rows to count quickly"
                                : String.format("%,d rows", sample.count()))
                        + ", newest "
                        + (found.at() == null ? "unknown" : Words.ago(found.at(), now))
                        + ". By names and values: "
                        + shape.words()
                        + ".");
    }

    private static List<String> ids(TableSample sample) {
        var ids = new Identifiers();
        sample.columns().forEach(ids::add);
        JsonColumns.paths(sample).forEach(ids::add);
        return ids.names();
    }

    private static String types(TableSample sample, String column) {
        var counts = new TreeMap<String, Long>();
        sample.values(column).forEach(value -> counts.merge(String.valueOf(value), 1L, Long::sum));
        return Words.some(
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toList()),
                MOST_TYPES_SHOWN);
    }

    private static void put(Map<String, String> keys, String key, @Nullable String column) {
        if (column != null) {
            keys.put(key, YamlText.scalar(column));
        }
    }
}
