package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service that strangers make say what they want: in the messages and fields of its logs, in the
/// types, workers and keys of its events. Somebody is told by ntfy and by Discord.
final class HostileWorld implements AutoCloseable {

    /// Every character that is not ASCII as an escape: so a log may hold what is no text.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String TOOLS =
            """
            sources:
              app: {type: jsonl, path: app.jsonl}
              plain: {type: text, path: app.log}
              db: {type: sqlite, path: app.db}
            logs:
              app: {source: app, time: time, level: level, logger: logger, message: message, ids: [job_id]}
              plain: {source: plain}
              rows: {source: db, table: log, time: time, level: level, message: message}
            events:
              events: {source: db, table: event, time: time, type: type}
            queues:
              jobs: {enqueued: {event: done}, worker: {event: done, by: worker}}
            apis:
              mail: {calls: {event: done, by: worker}, limits: {requests_per_minute: 1, each: true}}
            tools:
              by_worker:
                source: db
                description: Events of a worker.
                statement: SELECT id, type, worker FROM event WHERE worker = :worker ORDER BY id LIMIT 3
                parameters: [{name: worker, type: string}]
            checks: {window: 2h, baseline: 1d}
            investigate: {investigator: playbook}
            notify:
              phone: {type: ntfy, url: "PHONE", min: SEV4}
              chat: {type: discord, url: "CHAT", min: SEV4}
            """;

    final SmallWorld small;
    final Phone phone = new Phone();
    final Phone chat = new Phone();

    /// A world in which each text is said over and over in the last twenty minutes.
    HostileWorld(Path folder, List<String> texts) throws IOException, SQLException {
        small = new SmallWorld(Files.createDirectories(folder));
        Files.writeString(
                folder.resolve("tools.yaml"),
                TOOLS.replace("PHONE", phone.topic()).replace("CHAT", chat.webhook()));
        var lines = new ArrayList<String>();
        for (Instant at = SmallWorld.NOW.minus(Duration.ofDays(1));
                at.isBefore(SmallWorld.NOW);
                at = at.plusSeconds(300)) {
            lines.add(line(at, "INFO", "charge booked", "calm"));
        }
        var plain = new ArrayList<String>();
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = db.createStatement()) {
            statement.execute(
                    "CREATE TABLE log (id INTEGER PRIMARY KEY, time TEXT, level TEXT, message TEXT)");
            statement.execute(
                    "CREATE TABLE event (id INTEGER PRIMARY KEY, time TEXT, type TEXT, worker TEXT)");
            db.setAutoCommit(false);
            try (PreparedStatement log =
                            db.prepareStatement(
                                    "INSERT INTO log (time, level, message) VALUES (?,?,?)");
                    PreparedStatement event =
                            db.prepareStatement(
                                    "INSERT INTO event (time, type, worker) VALUES (?,?,?)")) {
                for (int i = 0; i < Math.max(20, texts.size()); i++) {
                    String text = texts.get(i % texts.size());
                    Instant at = SmallWorld.NOW.minusSeconds(1200).plusSeconds(i % 20 * 60L + 7);
                    lines.add(line(at, "ERROR", text, text));
                    plain.add(at + " ERROR " + text.replaceAll("\\R|\u000b|\f", " "));
                    log.setString(1, at.toString());
                    log.setString(2, "ERROR");
                    log.setString(3, text);
                    log.executeUpdate();
                    event.setString(1, at.toString());
                    event.setString(2, i % 2 == 0 ? "done" : text);
                    event.setString(3, text);
                    event.executeUpdate();
                }
            }
            db.commit();
        }
        Files.write(folder.resolve("app.jsonl"), lines);
        // what is no text becomes a question mark, as it does in a log of a program in Java
        Files.write(
                folder.resolve("app.log"),
                String.join("\n", plain).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Has each of these texts as a worker of an event of last week.
    void happened(List<String> texts) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + small.folder.resolve("app.db"));
                PreparedStatement event =
                        db.prepareStatement(
                                "INSERT INTO event (time, type, worker) VALUES (?,?,?)")) {
            db.setAutoCommit(false);
            for (String text : texts) {
                event.setString(1, SmallWorld.NOW.minus(Duration.ofDays(7)).toString());
                event.setString(2, text);
                event.setString(3, text);
                event.executeUpdate();
            }
            db.commit();
        }
    }

    private static String line(Instant at, String level, String message, String user) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", at.toString());
        line.put("level", level);
        line.put("logger", level.equals("ERROR") ? user : "gateway");
        line.put("message", message);
        line.put("job_id", "j1");
        line.put("user", user);
        line.put(level.equals("ERROR") ? "about " + user : "about", user);
        return JSON.writeValueAsString(line);
    }

    /// What the server writes to its client, line by line, when it is asked these things over
    /// stdio: an answer to `initialize`, and one for each call, in the order of the calls.
    List<String> served(List<Call> calls) throws IOException {
        var asked = new StringBuilder();
        asked.append(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                        + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}\n");
        for (int i = 0; i < calls.size(); i++) {
            asked.append(
                            JSON.writeValueAsString(
                                    Map.of(
                                            "jsonrpc",
                                            "2.0",
                                            "id",
                                            i + 1,
                                            "method",
                                            "tools/call",
                                            "params",
                                            Map.of(
                                                    "name",
                                                    calls.get(i).tool(),
                                                    "arguments",
                                                    calls.get(i).arguments()))))
                    .append('\n');
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try {
            var arguments = new ArrayList<>(List.of("serve", "--stdio"));
            arguments.addAll(small.options());
            int code =
                    Main.run(
                            arguments.toArray(String[]::new),
                            new Surroundings(
                                    new ByteArrayInputStream(
                                            asked.toString().getBytes(StandardCharsets.UTF_8)),
                                    new PrintStream(out, true, StandardCharsets.UTF_8),
                                    new PrintStream(err, true, StandardCharsets.UTF_8),
                                    small.environment));
            assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        } finally {
            System.setOut(before);
        }
        List<String> lines =
                List.of(out.toString(StandardCharsets.UTF_8).stripTrailing().split("\n", -1));
        return lines.stream().sorted(Comparator.comparingLong(HostileWorld::id)).toList();
    }

    private static long id(String line) {
        JsonNode id = JsonMapper.shared().readTree(line).get("id");
        return id.asLong();
    }

    /// A question to one tool.
    record Call(String tool, Map<String, Object> arguments) {}

    /// Every tool that shows what strangers wrote, asked for that.
    static List<Call> reading(String text) {
        return List.of(
                new Call("get_overview", Map.of()),
                new Call("query_logs", Map.of("stream", "app", "level", "ERROR")),
                new Call("query_logs", Map.of("stream", "plain")),
                new Call("query_logs", Map.of("stream", "rows")),
                new Call("find_log_patterns", Map.of("stream", "app", "from", "now-1h")),
                new Call("find_log_patterns", Map.of("stream", "rows", "from", "now-1h")),
                new Call("get_log_context", Map.of("id", "j1", "from", "now-30m")),
                new Call(
                        "query_events",
                        Map.of("stream", "events", "group_by", List.of("type", "worker"))),
                new Call("get_queue_stats", Map.of("queue", "jobs", "from", "now-1h")),
                new Call("get_api_usage", Map.of("api", "mail", "from", "now-1h")),
                new Call("query_metric", Map.of("metric", "mail.calls", "from", "now-1h")),
                new Call("assess_metric", Map.of("metric", "mail.calls")),
                worker(text));
    }

    /// The events of the worker of that name.
    static Call worker(String text) {
        return new Call("by_worker", Map.of("worker", text));
    }

    /// The text wherever a caller may put one.
    static List<Call> asking(String text) {
        return List.of(
                new Call("query_logs", Map.of("stream", text)),
                new Call("query_logs", Map.of("stream", "app", "contains", List.of(text))),
                new Call("query_logs", Map.of("stream", "app", "regex", text)),
                new Call("query_logs", Map.of("stream", "app", "cursor", text)),
                new Call("query_logs", Map.of("stream", "app", "from", text)),
                new Call("query_logs", Map.of("stream", "app", "x" + text, text)),
                new Call("get_log_context", Map.of("id", text)),
                new Call("get_log_context", Map.of("stream", "app", "ref", text)),
                new Call("query_events", Map.of("stream", "events", "group_by", List.of(text))),
                new Call("query_events", Map.of("stream", "events", "types", List.of(text))),
                new Call("get_queue_stats", Map.of("queue", text)),
                new Call("get_api_usage", Map.of("api", text)),
                new Call("query_metric", Map.of("metric", text)),
                new Call("assess_metric", Map.of("metric", text)),
                new Call("write_incident", Map.of("title", text, "slug", text)),
                new Call(text, Map.of()));
    }

    /// What somebody whom the text has won over would report.
    static Map<String, Object> report(String text, String evidence, String quote, String finding) {
        String longer = "text: " + text + " and so on, long enough.";
        var report = new LinkedHashMap<String, Object>();
        report.put("title", longer);
        report.put("severity", "SEV3");
        report.put("verdict", "issue");
        report.put("summary", longer);
        report.put("cause", "it comes from this: " + text);
        report.put("confidence", "low");
        report.put("claims", List.of(Map.of("text", longer, "evidence", List.of(evidence))));
        report.put(
                "evidence",
                List.of(Map.of("evidence_id", evidence, "quote", quote, "supports", longer)));
        report.put("impact", List.of(Map.of("text", "3 of 4: " + longer, "hypothesis", true)));
        report.put(
                "timeline",
                List.of(
                        Map.of(
                                "time",
                                "2026-03-11T12:00:00Z",
                                "what",
                                longer,
                                "evidence",
                                List.of(evidence))));
        report.put("disproved_by", longer);
        report.put("recovery", longer);
        report.put(
                "ruled_out",
                List.of(
                        Map.of(
                                "hypothesis",
                                longer,
                                "why",
                                longer,
                                "evidence",
                                List.of(evidence))));
        report.put("actions", List.of(Map.of("what", longer, "kind", "fix", "owner", text)));
        report.put(
                "proposed_checks",
                List.of(Map.of("condition", "3 times " + longer, "why", longer)));
        report.put("proposed_ignores", List.of(Map.of("pattern", longer, "reason", longer)));
        report.put("tooling_gaps", List.of(longer));
        report.put("findings", List.of(finding));
        return report;
    }

    @Override
    public void close() {
        phone.close();
        chat.close();
    }
}
