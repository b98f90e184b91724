package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Note;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.disclosure.redaction.MarkKey;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipts;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.jsonl.JsonlSource;
import dev.watchkeeper.source.sqlite.SqliteSource;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// A small host: the log `app` of JSON lines, the log `worker` beside it, the event table `metrics`
/// in SQLite, a state of its own, and the tools over them at a fixed time.
final class SmallHost implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Session SESSION = new Session("session-1", "tester");

    static final Redactor REDACTOR =
            Redactor.of(RedactionLevel.SECRETS, MarkKey.of(new byte[32]), List.of(), List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    final Catalog catalog;
    final StateDatabase state;
    final Receipts receipts;
    final FindingStore findings;
    final IncidentFiles incidents;
    final Toolbox toolbox;

    SmallHost(Path folder) {
        this(folder, Map.of());
    }

    SmallHost(Path folder, Map<String, Runbook> runbooks) {
        this.folder = folder;
        this.catalog = catalog(folder, runbooks);
        this.state = StateDatabase.open(folder.resolve("state"));
        this.receipts = new Receipts(state);
        this.findings = new FindingStore(state);
        this.incidents = new IncidentFiles(folder.resolve("incidents"), ZoneOffset.UTC);
        this.toolbox = toolbox(catalog);
    }

    Toolbox toolbox(Catalog over) {
        return new ReceiptedToolbox(
                Tools.of(
                        over,
                        findings::open,
                        incidents::list,
                        incidents,
                        new CitationCheck(receipts, row -> reread(over, row)),
                        stream -> List.<Template>of(),
                        new QuietMachine(NOW),
                        state),
                receipts,
                InstantSource.fixed(NOW),
                REDACTOR,
                Tools.INSTRUCTIONS);
    }

    private static Catalog catalog(Path folder, Map<String, Runbook> runbooks) {
        var sources = new LinkedHashMap<String, Source>();
        for (String log : List.of("app", "worker")) {
            sources.put(
                    log,
                    new JsonlSource.Config(log + ".jsonl*", JsonlSource.Format.AUTO)
                            .open(context(log, folder)));
        }
        sources.put("db", new SqliteSource.Config("metrics.db").open(context("db", folder)));
        var logs = new LinkedHashMap<String, LogStream>();
        logs.put(
                "app",
                new LogStream(
                        "app",
                        "app",
                        source(sources, "app").logs("app", mapping()),
                        List.of("request_id", "job_id"),
                        List.of(new Note("client disconnected", "Harmless: phones go away.")),
                        "The API.",
                        null));
        logs.put(
                "worker",
                new LogStream(
                        "worker",
                        "worker",
                        source(sources, "worker").logs("worker", mapping()),
                        List.of("job_id"),
                        List.of(),
                        null,
                        null));
        var events =
                Map.of(
                        "metrics",
                        new EventStream(
                                "metrics",
                                "db",
                                source(sources, "db")
                                        .events(
                                                "metrics",
                                                new EventMapping(
                                                        "event", null, Map.of(), "time", "type",
                                                        List.of())),
                                List.of("data.job_id"),
                                ordered("done", "a job was done", "failed", "a job failed"),
                                List.of(new Note("runpod", "Overflow costs more.")),
                                null,
                                null));
        return new Catalog(logs, events, runbooks, List.copyOf(sources.values()));
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Source source(Map<String, Source> sources, String name) {
        return Optional.ofNullable(sources.get(name)).orElseThrow();
    }

    private static LogMapping mapping() {
        return new LogMapping(null, null, Map.of(), null, null, null, null, null, List.of());
    }

    private static SourceContext context(String name, Path folder) {
        return new SourceContext(
                name,
                ZoneOffset.UTC,
                InstantSource.fixed(NOW),
                folder,
                folder.resolve("indexes").resolve(name));
    }

    /// What the shell does: a row as it is now.
    private static Optional<ShownRow> reread(Catalog catalog, ShownRow row) {
        return catalog.logs().containsKey(row.stream())
                ? catalog.log(row.stream()).source().entry(row.ref()).map(ShownRow::of)
                : catalog.event(row.stream()).source().event(row.ref()).map(ShownRow::of);
    }

    /// Appends an entry; `time` is of this day, such as `09:30:00`.
    void log(String stream, String time, String level, String message, String... fields) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("time", time.length() > 15 ? time : "2026-11-22T" + time + "Z");
        line.put("level", level);
        line.put("message", message);
        for (int i = 0; i < fields.length; i += 2) {
            line.put(fields[i], fields[i + 1]);
        }
        raw(stream, JSON.writeValueAsString(line) + "\n");
    }

    void raw(String stream, String text) {
        try {
            Files.writeString(
                    folder.resolve(stream + ".jsonl"),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Inserts an event; `data` is JSON.
    void event(String time, String type, String data) {
        sql(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO event(time,type,data) VALUES(?,?,?)")) {
                insert.setString(1, "2026-11-22 " + time);
                insert.setString(2, type);
                insert.setString(3, data);
                return insert.executeUpdate();
            }
        });
    }

    <T> T sql(StateDatabase.Work<T> work) {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metrics.db"))) {
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS event("
                                + "id INTEGER PRIMARY KEY, time TEXT, type TEXT, data TEXT)");
            }
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    ToolReply call(String tool, Map<String, Object> arguments) {
        return call(toolbox, SESSION, tool, arguments);
    }

    static ToolReply call(
            Toolbox toolbox, Session session, String tool, Map<String, Object> arguments) {
        return toolbox.call(tool, arguments, session, Deadline.after(Duration.ofMinutes(1)));
    }

    Map<String, Object> answer(String tool, Map<String, Object> arguments) {
        return content(call(tool, arguments));
    }

    static Map<String, Object> content(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Answer.class);
        return ((ToolReply.Answer) reply).content();
    }

    String failure(String tool, Map<String, Object> arguments) {
        return failure(call(tool, arguments));
    }

    static String failure(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Failure.class);
        return ((ToolReply.Failure) reply).text();
    }

    /// The whole answer as lines for a person to compare; see [AnswerText].
    String shown(String tool, Map<String, Object> arguments) {
        return AnswerText.of(answer(tool, arguments));
    }

    /// The cells of one column of an answer.
    @SuppressWarnings("unchecked") // a table is columns and rows
    static List<Object> column(Map<String, Object> content, String name) {
        int at = ((List<String>) content.getOrDefault("columns", List.of())).indexOf(name);
        assertThat(at).as("column " + name).isNotNegative();
        return ((List<List<Object>>) content.getOrDefault("rows", List.of()))
                .stream().map(row -> row.get(at)).toList();
    }

    @Override
    public void close() {
        catalog.close();
        state.close();
    }
}
