package dev.watchkeeper.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One table of everything: events, and errors and warnings as rows with their message and
/// traceback inside the JSON. What is merely informative is not kept.
final class JournalTable implements Storage {

    private static final String CHANGES =
            """
            changes:
              starts: {stream: all, types: [process.started], version: body.build, subject: body.service}
              settings: {stream: all, types: [settings.changed], kind: configuration, subject: body.service}
            """;

    @Override
    public Words.Style style() {
        return Words.Style.DOTTED;
    }

    @Override
    public void write(Path folder, List<Row> rows) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("journal.sqlite"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, at INTEGER NOT"
                            + " NULL, kind TEXT NOT NULL, origin TEXT, body TEXT NOT NULL)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO journal (at, kind, origin, body) VALUES (?, ?, ?, ?)")) {
                for (Row row : rows) {
                    insert(insert, row);
                }
            }
            connection.commit();
        }
    }

    private static void insert(PreparedStatement insert, Row row) throws SQLException {
        switch (row) {
            case Row.Log log when log.level().equals("INFO") -> {}
            case Row.Log log -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("message", log.message());
                if (log.trace() != null) {
                    body.put("traceback", log.trace().text());
                }
                body.put("module", log.module());
                body.putAll(log.extra());
                put(
                        insert,
                        log.at(),
                        log.level().toLowerCase(Locale.ROOT),
                        log.process().name(),
                        body);
            }
            case Row.Start start -> {
                var body =
                        Plant.values(
                                "service",
                                start.process().name(),
                                "build",
                                start.version(),
                                "before",
                                start.previous());
                if (!start.remark().isEmpty()) {
                    body.put("remark", start.remark());
                }
                put(insert, start.at(), "process.started", start.process().name(), body);
            }
            case Row.Setting set ->
                    put(
                            insert,
                            set.at(),
                            "settings.changed",
                            set.process().name(),
                            Plant.values(
                                    "service",
                                    set.process().name(),
                                    "key",
                                    set.key(),
                                    "what",
                                    set.text()));
            case Row.Event event -> put(insert, event.at(), event.type(), "app", event.values());
        }
    }

    private static void put(
            PreparedStatement insert, long at, String kind, String origin, Map<String, Object> body)
            throws SQLException {
        var json = new StringBuilder();
        Json.object(body, json);
        insert.setLong(1, at);
        insert.setString(2, kind);
        insert.setString(3, origin);
        insert.setString(4, json.toString());
        insert.executeUpdate();
    }

    @Override
    public String toolsYaml(Words words, Knobs knobs, boolean careful) {
        return """
        sources:
          journal: {type: sqlite, path: journal.sqlite}
        logs:
          problems:
            source: journal
            table: journal
            where: {kind: [error, warning]}
            time: at
            level: kind
            logger: origin
            message: body.message
            exception: body.traceback
            ids: [req, job]
            notes:
              - {when: quota of free plan used up, note: expected for free users}
              - {when: client went away, note: phones on trains; nothing is lost}
        events:
          all:
            source: journal
            table: journal
            where: {kind: [%s]}
            time: at
            type: kind
            ids: [body.job, body.req]
        """
                        .formatted(String.join(", ", Declared.types(words)))
                + Declared.sections(words, knobs)
                + (careful ? CHANGES + Declared.promises(words) : "")
                + Declared.ignores(words);
    }
}
