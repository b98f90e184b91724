package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The same log in three kinds of sources and an event stream beside it, with a secret in each
/// tenth entry; and whatever a scope makes of them.
final class ScopedWorld implements AutoCloseable {

    static final String SECRET = "Tr0ub4dor-3xyz";
    static final Session SOMEBODY = new Session("somebody", "somebody");

    private final Workplace workplace;

    ScopedWorld(Path folder) throws IOException, SQLException {
        var world = new SmallWorld(folder);
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  lines: {type: jsonl, path: app.jsonl}
                  plain: {type: text, path: app.log, pattern: '(?P<time>\\S+) (?P<level>\\S+) (?P<message>.*)'}
                  db: {type: sqlite, path: app.db}
                logs:
                  lines: {source: lines, time: time, level: level, logger: logger, message: message, ids: [user]}
                  plain: {source: plain}
                  rows: {source: db, table: log, time: time, level: level, message: message}
                  seen: {source: db, table: log_view, time: time, level: level, message: message}
                events:
                  app: {source: db, table: event, time: time, type: type}
                queues:
                  jobs: {depth: {event: job, value: depth}, worker: {event: job, by: worker}}
                apis:
                  mail: {calls: {event: mail}}
                metrics:
                  orders: {source: db, statement: "SELECT count(*) FROM event WHERE type = 'order'"}
                slos:
                  mails: {objective: 99%, event: mail, bad: {where: {worker: w1}}}
                invariants:
                  known: {source: db, statement: "SELECT id FROM event WHERE type IS NULL"}
                tools:
                  count_orders: {source: db, description: Counts all orders., statement: "SELECT count(*) AS n FROM event"}
                toolsets:
                  logs: [query_logs, find_log_patterns]
                runbooks:
                  jobs: {checks: [errors], text: "Call Ann at the office."}
                """);
        var lines = new StringBuilder();
        var plain = new StringBuilder();
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = db.createStatement()) {
            statement.execute(
                    "CREATE TABLE log (id INTEGER PRIMARY KEY, time TEXT, level TEXT, message TEXT)");
            statement.execute("CREATE VIEW log_view AS SELECT time, level, message FROM log");
            statement.execute(
                    "CREATE TABLE event (id INTEGER PRIMARY KEY, time TEXT, type TEXT, depth INTEGER,"
                            + " worker TEXT, api_key TEXT, customer TEXT)");
            db.setAutoCommit(false);
            try (PreparedStatement log =
                            db.prepareStatement(
                                    "INSERT INTO log (time, level, message) VALUES (?,?,?)");
                    PreparedStatement event =
                            db.prepareStatement(
                                    "INSERT INTO event (time, type, depth, worker, api_key, customer)"
                                            + " VALUES (?,?,?,?,?,?)")) {
                Instant first = SmallWorld.NOW.minus(Duration.ofHours(60));
                for (int i = 0; i < 600; i++) {
                    Instant time = first.plus(Duration.ofMinutes(6L * i));
                    String message =
                            "user u"
                                    + i % 7
                                    + (i % 10 == 0 ? " password=" + SECRET : " ok")
                                    + " in";
                    lines.append(
                            String.format(
                                    "{\"time\":\"%s\",\"level\":\"ERROR\",\"logger\":\"web\",\"message\":\"%s\","
                                            + "\"user\":\"u%d\",\"api_key\":\"%s\"}%n",
                                    time, message, i % 7, SECRET));
                    plain.append(time).append(" ERROR ").append(message).append('\n');
                    log.setString(1, time.toString());
                    log.setString(2, "ERROR");
                    log.setString(3, message);
                    log.executeUpdate();
                    event.setString(1, time.toString());
                    event.setString(2, List.of("job", "mail", "order").get(i % 3));
                    event.setInt(3, i % 5);
                    event.setString(4, "w" + i % 2);
                    event.setString(5, SECRET);
                    event.setString(6, "c" + i % 7);
                    event.executeUpdate();
                }
            }
            db.commit();
        }
        Files.writeString(folder.resolve("app.jsonl"), lines);
        Files.writeString(folder.resolve("app.log"), plain);
        workplace = world.open();
    }

    static Scope streams(String... streams) {
        return scope(List.of(), List.of(streams), null, null);
    }

    static Scope scope(
            List<String> sources,
            List<String> streams,
            @Nullable Duration lookBack,
            @Nullable RedactionLevel redaction) {
        return new Scope(null, List.of(), sources, streams, lookBack, redaction, 120, false);
    }

    List<String> tools(Scope scope) {
        return toolbox(scope).list().stream().map(ToolDescription::name).toList();
    }

    Toolbox toolbox(Scope scope) {
        return workplace.toolboxes().of(scope);
    }

    Workplace workplace() {
        return workplace;
    }

    ToolReply reply(Scope scope, String tool, Map<String, Object> arguments) {
        return toolbox(scope)
                .call(tool, arguments, SOMEBODY, Deadline.after(Duration.ofSeconds(60)));
    }

    /// The answer, without its id.
    Map<String, Object> content(Scope scope, String tool, Map<String, Object> arguments) {
        ToolReply reply = reply(scope, tool, arguments);
        assertThat(reply).isInstanceOf(ToolReply.Answer.class);
        var content = new LinkedHashMap<>(((ToolReply.Answer) reply).content());
        content.remove("evidence_id");
        return content;
    }

    String failure(Scope scope, String tool, Map<String, Object> arguments) {
        ToolReply reply = reply(scope, tool, arguments);
        assertThat(reply).isInstanceOf(ToolReply.Failure.class);
        return ((ToolReply.Failure) reply).text();
    }

    @Override
    public void close() {
        workplace.close();
    }
}
