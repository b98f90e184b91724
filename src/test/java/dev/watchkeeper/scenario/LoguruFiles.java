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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Loguru's JSON lines, one file for each kind of process, and a table of events.
final class LoguruFiles implements Storage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String CHANGES =
            """
            changes:
              front-starts: {stream: front, contains: " started, version ", pattern: '^(?P<subject>\\S+) started, version (?P<version>\\w+)'}
              worker-starts: {stream: worker, contains: " started, version ", pattern: '^(?P<subject>\\S+) started, version (?P<version>\\w+)'}
              billing-starts: {stream: billing, contains: " started, version ", pattern: '^(?P<subject>\\S+) started, version (?P<version>\\w+)'}
              scheduler-starts: {stream: scheduler, contains: " started, version ", pattern: '^(?P<subject>\\S+) started, version (?P<version>\\w+)'}
              settings: {stream: front, kind: configuration, contains: settings read again}
            """;

    @Override
    public Words.Style style() {
        return Words.Style.SNAKE;
    }

    @Override
    public void write(Path folder, List<Row> rows) throws IOException, SQLException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row instanceof Row.Log log) {
                line(log, texts.computeIfAbsent(log.process().log(), _ -> new StringBuilder()));
            } else if (row instanceof Row.Start start) {
                line(
                        started(start),
                        texts.computeIfAbsent(start.process().log(), _ -> new StringBuilder()));
            } else if (row instanceof Row.Setting set) {
                line(
                        new Row.Log(
                                set.at(),
                                set.process(),
                                set.process().log() + ".settings",
                                "INFO",
                                set.text(),
                                Plant.values("key", set.key()),
                                null),
                        texts.computeIfAbsent(set.process().log(), _ -> new StringBuilder()));
            }
        }
        for (var text : texts.entrySet()) {
            Files.writeString(
                    logs.resolve(text.getKey() + ".jsonl"),
                    text.getValue(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        events(folder.resolve("app.db"), rows);
    }

    private static Row.Log started(Row.Start start) {
        return new Row.Log(
                start.at(),
                start.process(),
                start.process().log() + ".main",
                "INFO",
                start.process().name()
                        + " started, version "
                        + start.version()
                        + ", previous "
                        + start.previous()
                        + (start.remark().isEmpty() ? "" : ": " + start.remark()),
                Plant.values("version", start.version()),
                null);
    }

    private static void line(Row.Log log, StringBuilder to) {
        String time = TIME.format(Instant.ofEpochMilli(log.at()));
        to.append("{\"text\": \"").append(time, 0, 23).append(" | ").append(log.level());
        to.append(" | ").append(log.module()).append(" - ");
        Json.escape(log.message(), to);
        to.append("\\n");
        if (log.trace() != null) {
            Json.escape(log.trace().text(), to);
        }
        to.append("\", \"record\": {\"elapsed\": {\"repr\": \"1:00:00\", \"seconds\": 3600.0}");
        to.append(", \"exception\": ");
        if (log.trace() == null) {
            to.append("null");
        } else {
            to.append("{\"type\": \"").append(log.trace().type()).append("\", \"value\": ");
            Json.text(log.trace().value(), to);
            to.append(", \"traceback\": true}");
        }
        to.append(", \"extra\": ");
        Json.object(log.extra(), to);
        String file = log.module().substring(log.module().indexOf('.') + 1) + ".py";
        to.append(", \"file\": {\"name\": \"").append(file).append("\", \"path\": \"/srv/app/");
        to.append(file)
                .append("\"}, \"function\": \"run\", \"level\": {\"icon\": \"\", \"name\": \"");
        to.append(log.level()).append("\", \"no\": ").append(number(log.level()));
        to.append("}, \"line\": 41, \"message\": ");
        Json.text(log.message(), to);
        to.append(", \"module\": \"").append(file, 0, file.length() - 3);
        to.append("\", \"name\": \"").append(log.module()).append("\", \"process\": {\"id\": ");
        to.append(log.process().number()).append(", \"name\": \"").append(log.process().name());
        to.append(
                "\"}, \"thread\": {\"id\": 1, \"name\": \"MainThread\"}, \"time\": {\"repr\": \"");
        to.append(time).append("+00:00\", \"timestamp\": ").append(log.at() / 1000).append('.');
        to.append(String.format("%03d", log.at() % 1000)).append("}}}\n");
    }

    private static int number(String level) {
        return switch (level) {
            case "ERROR" -> 40;
            case "WARNING" -> 30;
            default -> 20;
        };
    }

    private static void events(Path file, List<Row> rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS metrics_event (id INTEGER PRIMARY KEY, timestamp"
                            + " TEXT NOT NULL, event_type TEXT NOT NULL, user_id TEXT, data JSON)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO metrics_event (timestamp, event_type, user_id, data)"
                                    + " VALUES (?, ?, ?, ?)")) {
                for (Row row : rows) {
                    if (row instanceof Row.Event event) {
                        var json = new StringBuilder();
                        Json.object(event.values(), json);
                        insert.setString(1, TIME.format(Instant.ofEpochMilli(event.at())));
                        insert.setString(2, event.type());
                        insert.setObject(3, event.values().get("tenant"));
                        insert.setString(4, json.toString());
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
          front-log: {type: jsonl, path: logs/front.jsonl, format: loguru}
          worker-log: {type: jsonl, path: logs/worker.jsonl, format: loguru}
          biller-log: {type: jsonl, path: logs/biller.jsonl, format: loguru}
          scheduler-log: {type: jsonl, path: logs/scheduler.jsonl, format: loguru}
          db: {type: sqlite, path: app.db}
        logs:
          front:
            source: front-log
            ids: [request_id]
            notes:
              - {when: quota of free plan used up, note: expected for free users}
              - {when: client went away, note: phones on trains; nothing is lost}
          worker: {source: worker-log, ids: [job_id]}
          billing: {source: biller-log, ids: [job_id]}
          scheduler: {source: scheduler-log}
        events:
          app:
            source: db
            table: metrics_event
            time: timestamp
            type: event_type
            ids: [data.job_id, data.request_id]
        """
                + Declared.sections(words, knobs)
                + (careful ? CHANGES + Declared.promises(words) : "")
                + Declared.ignores(words);
    }
}
