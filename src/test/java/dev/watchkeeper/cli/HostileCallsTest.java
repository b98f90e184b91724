package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that nobody means well, against every kind of source at once: nothing of what is declared
/// changes, nothing appears beside it, and nothing undeclared is ever in an answer.
///
/// `-Dwatchkeeper.calls=1000000` makes as many, `-Dwatchkeeper.seed=…` others.
class HostileCallsTest {

    private static final long CALLS = Long.getLong("watchkeeper.calls", 3_000);
    private static final long SEED = Long.getLong("watchkeeper.seed", 20_261_122);

    /// What is kept of answers lies in the state; begun anew now and then, it stays small.
    private static final long CALLS_PER_STATE = 100_000;

    /// Stands in every place that is not declared, and in no declared one.
    private static final String SECRET = "zebra-undeclared-7f3a";

    private static final String TOOLS =
            """
            sources:
              lines: {type: jsonl, path: "data/app.jsonl*"}
              plain: {type: text, path: "data/plain.log*"}
              db: {type: sqlite, path: data/app.db, tables: [log, event, shown]}
              wal: {type: sqlite, path: data/wal.db}
            logs:
              app: {source: lines}
              plain: {source: plain}
              rows: {source: db, table: log, where: {kind: [log]}}
            events:
              events: {source: db, table: event, time: time, type: type}
              old: {source: wal, table: event, time: time, type: type}
            metrics:
              waiting: {source: db, statement: "SELECT count(*) FROM event", unit: jobs}
              done: {source: wal, statement: "SELECT time, 1 AS value FROM event WHERE time >= :from AND time < :until"}
            queues:
              jobs:
                depth: {source: db, statement: "SELECT count(*) FROM event"}
            apis:
              api:
                calls: {stream: old, event: done}
            tools:
              by_type:
                source: db
                description: Events of a type, found by any text.
                statement: SELECT id, time, type, data FROM event WHERE type = :type OR data LIKE :like ORDER BY id LIMIT :most
                parameters:
                  - {name: type, type: string}
                  - {name: like, type: string, default: "x"}
                  - {name: most, type: integer, default: 5}
              in_list:
                source: wal
                description: Events of some types, told as a list.
                statement: SELECT * FROM event WHERE type IN (SELECT value FROM json_each(:types))
                parameters:
                  - {name: types, type: array, items: {type: string}, default: [done]}
            collect: {directories: [data]}
            """;

    @TempDir Path temp;

    @Test
    @Tag("slow")
    void callsThatNobodyMeansWellChangeNothingAndShowNothingUndeclared() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("host")).toRealPath();
        makeWorld(folder);
        Map<String, String> before = contents(folder);

        var outcome = new TreeMap<String, Long>();
        long begun = System.nanoTime();
        for (long first = 0; first < CALLS; first += CALLS_PER_STATE) {
            run(folder, first, Math.min(CALLS, first + CALLS_PER_STATE), outcome);
            assertThat(contents(folder)).isEqualTo(before);
        }
        System.out.printf(
                "hostile calls: %,d in %.0f s, seed %d: %s%n",
                CALLS, (System.nanoTime() - begun) / 1e9, SEED, outcome);
        assertThat(outcome.values().stream().mapToLong(n -> n).sum()).isEqualTo(CALLS);
        assertThat(outcome.keySet()).contains("query_logs answered", "query_logs refused");
    }

    private void run(Path folder, long first, long end, Map<String, Long> outcome)
            throws IOException {
        Path state = Files.createTempDirectory(temp, "state");
        var nothing = new PrintStream(new ByteArrayOutputStream());
        var surroundings =
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        nothing,
                        nothing,
                        Map.of("USER", "tester", "HOME", temp.toString()));
        try (var place =
                Workplace.open(
                        folder.resolve("tools.yaml"),
                        state,
                        InstantSource.system(),
                        surroundings)) {
            var calls = new HostileCalls(SEED, place.toolbox().list());
            var session = new Session("hostile", "stranger");
            for (long number = first; number < end; number++) {
                HostileCalls.Made call = calls.call(number);
                ToolReply reply =
                        place.toolbox()
                                .call(
                                        call.tool(),
                                        call.arguments(),
                                        session,
                                        Deadline.after(Duration.ofSeconds(20)));
                String text =
                        switch (reply) {
                            case ToolReply.Answer answer -> {
                                calls.saw(answer.content());
                                yield answer.content().toString();
                            }
                            case ToolReply.Failure failure -> failure.text();
                        };
                if (text.contains(SECRET) || text.contains("root:x:0:0")) {
                    throw new AssertionError("call " + number + " " + call + " gave " + text);
                }
                outcome.merge(
                        call.known()
                                + (reply instanceof ToolReply.Answer ? " answered" : " refused"),
                        1L,
                        Long::sum);
            }
        }
    }

    private static void makeWorld(Path folder) throws IOException, SQLException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("tools.yaml"), TOOLS);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var lines = new StringBuilder();
        var plain = new StringBuilder();
        for (int i = 40; i > 0; i--) {
            Instant at = now.minus(Duration.ofMinutes(i));
            String level = i % 7 == 0 ? "ERROR" : "INFO";
            lines.append(
                    """
                    {"time":"%s","level":"%s","message":"job %d ' OR 1=1","job_id":"j%d"}
                    """
                            .formatted(at, level, i, i % 5));
            plain.append(at).append(' ').append(level).append(" step ").append(i).append('\n');
        }
        Files.writeString(data.resolve("app.jsonl"), lines);
        Files.writeString(data.resolve("app.jsonl.1"), lines);
        Files.writeString(data.resolve("plain.log"), plain);
        String rows =
                "WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO ";
        for (String name : new String[] {"app.db", "wal.db"}) {
            try (Connection connection =
                            DriverManager.getConnection("jdbc:sqlite:" + data.resolve(name));
                    Statement statement = connection.createStatement()) {
                for (String sql :
                        new String[] {
                            "PRAGMA journal_mode = " + (name.equals("wal.db") ? "WAL" : "DELETE"),
                            "CREATE TABLE log (id INTEGER PRIMARY KEY, ts TEXT, level TEXT,"
                                    + " message TEXT, kind TEXT)",
                            "CREATE TABLE event (id INTEGER PRIMARY KEY, time TEXT, type TEXT, data"
                                    + " TEXT)",
                            "CREATE TABLE users (name TEXT, password TEXT)",
                            "CREATE VIEW shown AS SELECT name FROM users",
                            rows
                                    + "log SELECT i, datetime('now', '-' || i || ' minutes'),"
                                    + " 'INFO', 'row ' || i, 'log' FROM n",
                            rows
                                    + "event SELECT i, datetime('now', '-' || i || ' minutes'), "
                                    + "iif(i % 3, 'done', 'failed'), '{\"job_id\": \"j' || i ||"
                                    + " '\"}' FROM n",
                            "INSERT INTO log VALUES (99, datetime('now'), 'INFO', '"
                                    + SECRET
                                    + "', 'audit')",
                            "INSERT INTO users VALUES ('ann', '" + SECRET + "')"
                        }) {
                    statement.execute(sql);
                }
            }
        }
        Path secret = Files.writeString(folder.resolve("secret.log"), lines + SECRET + "\n");
        Files.writeString(data.resolve("other.jsonl"), SECRET + "\n");
        Files.createSymbolicLink(data.resolve("app.jsonl.2"), secret);
        Files.createSymbolicLink(data.resolve("plain.log.1"), Path.of("/etc/passwd"));
    }

    /// Every name with what is in it and when it was changed.
    private static Map<String, String> contents(Path folder) throws IOException {
        var all = new TreeMap<String, String>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        all.put(
                                folder.relativize(file).toString(),
                                attributes.size()
                                        + " "
                                        + attributes.lastModifiedTime()
                                        + " "
                                        + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                                ? sha256(Files.readAllBytes(file))
                                                : "link"));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return all;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
