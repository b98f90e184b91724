package dev.watchkeeper.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One file of JSON lines with keys of its own, and events in a table with a column for each thing
/// that is told: a schema that nothing was tuned on.
final class OwnLines implements Storage {

    @Override
    public Words.Style style() {
        return Words.Style.CAMEL;
    }

    @Override
    public void write(Path folder, List<Row> rows) throws IOException, SQLException {
        var lines = new StringBuilder();
        for (Row row : rows) {
            switch (row) {
                case Row.Log log -> {
                    var values =
                            line(log.at(), log.process(), log.level(), log.module(), log.message());
                    if (log.trace() != null) {
                        values.put("stack", log.trace().text());
                    }
                    values.putAll(log.extra());
                    add(values, lines);
                }
                case Row.Start start ->
                        add(
                                line(
                                        start.at(),
                                        start.process(),
                                        "NOTICE",
                                        "main",
                                        "booted "
                                                + start.process().name()
                                                + "@"
                                                + start.version()
                                                + (start.remark().isEmpty()
                                                        ? ""
                                                        : " with " + start.remark())),
                                lines);
                case Row.Setting set ->
                        add(line(set.at(), set.process(), "NOTICE", "settings", set.text()), lines);
                case Row.Event _ -> {}
            }
        }
        Files.writeString(
                folder.resolve("out.ndjson"),
                lines,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        events(folder.resolve("facts.db"), rows);
    }

    private static Map<String, Object> line(
            long at, ServiceProcess process, String level, String module, String text) {
        return Plant.values(
                "instant",
                Instant.ofEpochMilli(at),
                "sev",
                level.toLowerCase(Locale.ROOT),
                "unit",
                process.name(),
                "area",
                module,
                "said",
                text);
    }

    private static void add(Map<String, Object> values, StringBuilder to) {
        Json.object(values, to);
        to.append('\n');
    }

    private static void events(Path file, List<Row> rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS fact (n INTEGER PRIMARY KEY, happened REAL NOT"
                            + " NULL, name TEXT NOT NULL, detail TEXT NOT NULL)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO fact (happened, name, detail) VALUES (?, ?, ?)")) {
                for (Row row : rows) {
                    if (row instanceof Row.Event event) {
                        var json = new StringBuilder();
                        Json.object(event.values(), json);
                        insert.setDouble(1, event.at() / 1000.0);
                        insert.setString(2, event.type());
                        insert.setString(3, json.toString());
                        insert.executeUpdate();
                    }
                }
            }
            connection.commit();
        }
    }

    @Override
    public String toolsYaml(Words words, Knobs knobs, boolean careful) {
        return """
        sources:
          out: {type: jsonl, path: out.ndjson, format: json}
          facts: {type: sqlite, path: facts.db}
        logs:
          everything:
            source: out
            time: instant
            level: sev
            logger: area
            message: said
            exception: stack
            ids: [rid, task]
            notes:
              - {when: quota of free plan used up, note: expected for free users}
              - {when: client went away, note: phones on trains; nothing is lost}
        events:
          facts:
            source: facts
            table: fact
            time: happened
            type: name
            ids: [detail.task, detail.rid]
        """
                + Declared.sections(words, knobs)
                + (careful ? Declared.promises(words) : "")
                + Declared.ignores(words);
    }
}
