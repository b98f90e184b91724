package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.DAY;
import static dev.watchkeeper.source.sqlite.World.GUESSED;
import static dev.watchkeeper.source.sqlite.World.messages;
import static dev.watchkeeper.source.sqlite.World.read;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.source;
import static dev.watchkeeper.source.sqlite.World.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.source.sqlite.wall.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteOpeningTest {

    private static final String ROW = "INSERT INTO logs VALUES ('2026-11-22 10:00:00', 'error', '";

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() throws SQLException {
        file = folder.resolve("app.db");
        run(file, "CREATE TABLE logs (time TEXT, level TEXT, message TEXT)");
    }

    @Test
    void rowsInTheLogOfAWriterThatIsRunningAreSeen() throws Exception {
        try (Connection app = writer(file);
                var source = source(file)) {
            run(app, "PRAGMA journal_mode = WAL", ROW + "a')");
            var logs = source.logs("l", GUESSED);
            assertThat(messages(logs, LogFilter.ALL)).containsExactly("a");
            run(app, ROW + "b')");
            var read = read(logs, DAY, Order.NEWEST_FIRST, LogFilter.ALL);
            assertThat(messages(read)).containsExactly("b", "a");
            assertThat(read.report().remarks()).isEmpty();
        }
    }

    @Test
    void aReadDoesNotHoldBackTheWritersLog() throws Exception {
        try (Connection app = writer(file);
                var source = source(file)) {
            run(app, "PRAGMA journal_mode = WAL", ROW + "a')");
            var logs = source.logs("l", GUESSED);
            var query = new LogQuery(DAY, Order.OLDEST_FIRST, LogFilter.ALL, World.soon());
            logs.read(
                    query,
                    entry -> {
                        try {
                            run(app, ROW + "b')", "PRAGMA wal_checkpoint(TRUNCATE)");
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                        return false;
                    });
            assertThat(Files.size(folder.resolve("app.db-wal"))).isZero();
        }
    }

    @Test
    void aStoppedApplicationsFileIsReadAsImmutableAndNothingIsMadeBesideIt() throws Exception {
        run(file, "PRAGMA journal_mode = WAL", ROW + "a')");
        Map<String, String> before = contents();
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            var read = read(logs, DAY, Order.OLDEST_FIRST, LogFilter.ALL);
            assertThat(messages(read)).containsExactly("a");
            assertThat(read.report().remarks()).containsExactly(Database.IMMUTABLE_REMARK);
            assertThat(contents()).isEqualTo(before);
            try (Connection app = writer(file)) {
                run(app, ROW + "b')");
                var again = read(logs, DAY, Order.OLDEST_FIRST, LogFilter.ALL);
                assertThat(messages(again)).containsExactly("a", "b");
                assertThat(again.report().remarks()).isEmpty();
            }
        }
    }

    /// What makes the index unreachable is simulated: where the tests run as root, permissions do
    /// not bind. The failure itself is SQLite's own.
    @Test
    void aLogWhoseIndexCannotBeReadIsRefusedWithTheRemedy() throws Exception {
        Path copy = folder.resolve("copy.db");
        try (Connection app = writer(file)) {
            run(app, "PRAGMA journal_mode = WAL", ROW + "a')");
            Files.copy(file, copy);
            Files.copy(folder.resolve("app.db-wal"), folder.resolve("copy.db-wal"));
        }
        Files.createSymbolicLink(folder.resolve("copy.db-shm"), folder.resolve("none/shm"));
        try (var source = source(copy)) {
            unavailable(
                    source.logs("l", GUESSED),
                    "source app: the write-ahead log of "
                            + copy
                            + " cannot be read by this user, and without it the newest rows would be"
                            + " missing; give the folder a group shared with the application, setgid"
                            + " (chmod 2770) and the application umask 007, or let the application's"
                            + " own user make a copy");
        }
    }

    @Test
    void aLockedFileIsBusyAfterThePatienceIsSpent() throws Exception {
        try (Connection app = writer(file);
                var source = source(file, Duration.ofMillis(50))) {
            run(app, "BEGIN EXCLUSIVE");
            unavailable(
                    source.logs("l", GUESSED),
                    "source app: source busy: another process kept "
                            + file
                            + " locked for 50 ms; ask again later");
            run(app, ROW + "a')", "COMMIT");
            assertThat(messages(source.logs("l", GUESSED), LogFilter.ALL)).containsExactly("a");
        }
    }

    @Test
    void whatIsNotADatabaseIsSaidToBeNone() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "hello ".repeat(1000));
        Path missing = folder.resolve("none.db");
        try (var first = source(text);
                var second = source(missing);
                var third = source(folder)) {
            unavailable(
                    first.logs("l", GUESSED),
                    "source app: " + text + " is not a SQLite database (or is encrypted)");
            unavailable(second.logs("l", GUESSED), "source app: there is no file " + missing);
            unavailable(
                    third.logs("l", GUESSED),
                    "source app: " + folder + " is a folder, not a database file");
        }
        assertThat(missing).doesNotExist();
    }

    @Test
    void aFileThatAppearsLaterIsRead() throws Exception {
        Path late = folder.resolve("late.db");
        try (var source = source(late)) {
            var logs = source.logs("l", GUESSED);
            assertThatThrownBy(() -> messages(logs, LogFilter.ALL))
                    .isInstanceOf(SourceUnavailable.class);
            Files.copy(file, late);
            assertThat(messages(logs, LogFilter.ALL)).isEmpty();
        }
    }

    @Test
    void whatTheMappingNamesAndIsNotThereIsNamed() throws Exception {
        try (var source = source(file)) {
            unavailable(
                    source.logs("l", World.log("log", Map.of())),
                    "source app: logs.l.table: there is no table log (tables: logs); did you mean"
                            + " logs?");
            unavailable(
                    source.logs("l", World.log("logs", Map.of("levl", List.of("x")))),
                    "source app: logs.l.where.levl: table logs has no column levl (columns: time,"
                            + " level, message); did you mean level?");
            run(file, "ALTER TABLE logs RENAME COLUMN message TO what");
            unavailable(
                    source.logs("l", World.log("logs", Map.of())),
                    "source app: logs.l.message: table logs has none of the usual columns (message,"
                            + " msg, text, log_message, body, event); name one (columns: time, level,"
                            + " what)");
        }
    }

    @Test
    void aColumnThatGoesAwayIsNoticedAtTheNextQuestion() throws Exception {
        run(file, ROW + "a')");
        try (var source = source(file)) {
            var logs = source.logs("l", World.log("logs", Map.of("level", List.of("error"))));
            assertThat(messages(logs, LogFilter.ALL)).containsExactly("a");
            run(file, "ALTER TABLE logs DROP COLUMN level");
            unavailable(
                    logs,
                    "source app: logs.l.where.level: table logs has no column level (columns: time,"
                            + " message)");
        }
    }

    @Test
    void anEndlessViewStopsAtTheDeadline() throws Exception {
        run(
                file,
                "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                        + " SELECT '2026-11-22 10:00:00' AS time, x AS message FROM n WHERE x < 0");
        try (var source = source(file)) {
            var report =
                    source.logs("l", World.log("endless", Map.of()))
                            .read(
                                    new LogQuery(
                                            DAY,
                                            Order.NEWEST_FIRST,
                                            LogFilter.ALL,
                                            Deadline.after(Duration.ofMillis(100))),
                                    _ -> true);
            assertThat(report.end()).isEqualTo(End.DEADLINE);
            assertThat(report.reached()).isNull();
        }
    }

    @Test
    void aDamagedPageGivesAPartialAnswerThatSaysSo() throws Exception {
        run(
                file,
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000)"
                        + " INSERT INTO logs SELECT '2026-11-22 10:00:00', 'error',"
                        + " x || ' ' || hex(randomblob(100)) FROM n");
        byte[] bytes = Files.readAllBytes(file);
        int page = 4096 * 40;
        java.util.Arrays.fill(bytes, page, page + 4096, (byte) 0x77);
        Files.write(file, bytes);
        try (var source = source(file)) {
            for (Order order : Order.values()) {
                var read = read(source.logs("l", GUESSED), DAY, order, LogFilter.ALL);
                assertThat(read.found().size()).isBetween(1900, 1999);
                assertThat(read.report().remarks())
                        .singleElement()
                        .asString()
                        .matches(
                                "the database file is damaged \\(corrupt page\\): rows from id \\d+"
                                        + " (on|down) could not be read, the answer is partial");
            }
        }
    }

    @Test
    void aRowTooLargeIsCountedAsBrokenAndPassed() throws Exception {
        run(file, ROW + "a')");
        run(file, "INSERT INTO logs SELECT time, level, hex(zeroblob(2500000)) FROM logs");
        run(file, ROW + "c')");
        try (var source = source(file)) {
            var read = read(source.logs("l", GUESSED), DAY, Order.OLDEST_FIRST, LogFilter.ALL);
            assertThat(messages(read)).containsExactly("a", "c");
            assertThat(read.report().broken()).isEqualTo(1);
            assertThat(read.report().brokenSamples().getFirst().toString())
                    .isEqualTo(
                            "BrokenSample[ref=2, problem=the row is larger than 4 MB and is not read,"
                                    + " text=]");
            assertThat(read.report().examined()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\"; DROP TABLE logs; --",
                "a b",
                "a]",
                "`a`",
                "a'b",
                "select",
                "{}",
                "%s",
                "a?b",
                "ünï"
            })
    void namesInTheSchemaMayBeAnything(String name) throws Exception {
        String quoted = Sql.quoted(name);
        run(
                file,
                "CREATE TABLE " + quoted + " (time TEXT, " + quoted + " TEXT, other TEXT)",
                "INSERT INTO " + quoted + " VALUES ('2026-11-22 10:00:00', 'm', 'o')");
        var mapping =
                new dev.watchkeeper.source.LogMapping(
                        name,
                        null,
                        Map.of(name, List.of("m")),
                        "time",
                        null,
                        null,
                        name,
                        null,
                        List.of());
        try (var source = source(file)) {
            var found =
                    read(source.logs("l", mapping), DAY, Order.NEWEST_FIRST, LogFilter.ALL).found();
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().message()).isEqualTo("m");
            assertThat(found.getFirst().fields()).isEqualTo(Map.of("other", "o"));
        }
    }

    @Test
    void aFileNameCannotChooseItsOwnMode() throws Exception {
        Path tricky = folder.resolve("a?mode=rwc&immutable=1#b %41.db");
        Files.copy(file, tricky);
        run(file, ROW + "not this')");
        try (var source = source(tricky)) {
            assertThat(messages(source.logs("l", GUESSED), LogFilter.ALL)).isEmpty();
        }
        assertThat(contents()).hasSize(2);
    }

    @Test
    void nothingThatIsAskedChangesAByteOrMakesAFile() throws Exception {
        run(file, ROW + "a')");
        Map<String, String> before = contents();
        List<String> hostile =
                List.of(
                        "'; DROP TABLE logs; --",
                        "\"; ATTACH 'other.db' AS x; --",
                        "') UNION SELECT sql FROM sqlite_schema --",
                        "backup to 'stolen.db'",
                        " VACUUM INTO 'copy.db'",
                        "PRAGMA query_only=0",
                        "%_*?",
                        "\u0000",
                        "$.\"a\"",
                        "x".repeat(5000));
        try (var source = source(file)) {
            for (String text : hostile) {
                var logs = source.logs("l", World.log("logs", Map.of("level", List.of(text))));
                assertThat(messages(logs, LogFilter.ALL)).isEmpty();
                var all = source.logs("l", GUESSED);
                assertThat(messages(all, new LogFilter(Level.ERROR, List.of(text), Map.of())))
                        .isEmpty();
                assertThat(messages(all, new LogFilter(null, List.of(), Map.of(text, text))))
                        .isEmpty();
                assertThat(all.entry(text)).isEmpty();
                assertThatThrownBy(() ->
                                messages(
                                        source.logs("l", World.log(text, Map.of())), LogFilter.ALL))
                        .isInstanceOf(SourceUnavailable.class);
                assertThatThrownBy(() ->
                                messages(
                                        source.logs(
                                                "l", World.log("logs", Map.of(text, List.of()))),
                                        LogFilter.ALL))
                        .isInstanceOf(SourceUnavailable.class);
            }
        }
        assertThat(contents()).isEqualTo(before);
    }

    private static void unavailable(LogSource logs, String message) {
        assertThatThrownBy(() -> messages(logs, LogFilter.ALL))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(message);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path path : new ArrayList<>(files.toList())) {
                all.put(
                        path.getFileName().toString(),
                        Files.isRegularFile(path)
                                ? java.util.HexFormat.of()
                                        .formatHex(
                                                java.security.MessageDigest.getInstance("SHA-256")
                                                        .digest(Files.readAllBytes(path)))
                                : "");
            }
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return all;
    }
}
