package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.DAY;
import static dev.watchkeeper.source.sqlite.World.GUESSED;
import static dev.watchkeeper.source.sqlite.World.NOW;
import static dev.watchkeeper.source.sqlite.World.insert;
import static dev.watchkeeper.source.sqlite.World.messages;
import static dev.watchkeeper.source.sqlite.World.read;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.source;
import static dev.watchkeeper.source.sqlite.World.writer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport.End;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogSourceTest {

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("app.db");
    }

    @Test
    void aTableOfLoguruIsReadWithoutAnyMapping() throws Exception {
        run(
                file,
                "CREATE TABLE logs (id INTEGER PRIMARY KEY, ts TEXT, level TEXT, logger TEXT,"
                        + " module TEXT, line INT, message TEXT, exception TEXT, extra JSON)",
                "INSERT INTO logs VALUES (7, '2026-11-22T11:00:00.123456Z', 'ERROR', 'gateway.ocr',"
                        + " 'ocr', 41, 'page failed', 'Traceback: boom',"
                        + " '{\"request_id\": \"r-1\", \"job\": {\"id\": 9, \"ok\": true}, \"line\": 2}')",
                "CREATE TABLE other (x)");
        try (var source = source(file)) {
            var read =
                    read(source.logs("gateway", GUESSED), DAY, Order.OLDEST_FIRST, LogFilter.ALL);
            assertThat(read.found())
                    .containsExactly(
                            new LogEntry(
                                    "gateway",
                                    "7",
                                    Instant.parse("2026-11-22T11:00:00.123456Z"),
                                    Level.ERROR,
                                    "gateway.ocr",
                                    "page failed",
                                    "Traceback: boom",
                                    Map.of(
                                            "module", "ocr",
                                            "line", "41",
                                            "request_id", "r-1",
                                            "job.id", "9",
                                            "job.ok", "true",
                                            "extra.line", "2")));
            assertThat(read.report().end()).isEqualTo(End.RANGE);
            assertThat(read.report().examined()).isEqualTo(1);
            assertThat(read.report().cursor()).isNull();
            assertThat(read.report().remarks()).isEmpty();
        }
    }

    @Test
    void errorsAreFoundInsideTheJsonOfAnEventTable() throws Exception {
        run(
                file,
                "CREATE TABLE metrics_event (timestamp TEXT, event_type TEXT, data TEXT)",
                "INSERT INTO metrics_event VALUES"
                        + " ('2026-11-22 10:00:00', 'error', '{\"message\": \"boom\","
                        + " \"traceback\": \"File x\", \"user\": \"u1\"}'),"
                        + " ('2026-11-22 10:00:01', 'synthesis_complete', '{\"ms\": 1}'),"
                        + " ('2026-11-22 10:00:02', 'warning', '{\"message\": \"slow\"}'),"
                        + " ('2026-11-22 10:00:03', 'error', 'no json at all')");
        var mapping =
                new LogMapping(
                        "metrics_event",
                        null,
                        Map.of("event_type", List.of("error", "warning")),
                        "timestamp",
                        "event_type",
                        null,
                        "data.message",
                        "data.traceback",
                        List.of());
        try (var source = source(file)) {
            var found =
                    read(source.logs("errors", mapping), DAY, Order.OLDEST_FIRST, LogFilter.ALL)
                            .found();
            assertThat(found)
                    .extracting(LogEntry::message)
                    .containsExactly("boom", "slow", "no json at all");
            assertThat(found)
                    .extracting(LogEntry::level)
                    .containsExactly(Level.ERROR, Level.WARN, Level.ERROR);
            assertThat(found.getFirst().exception()).isEqualTo("File x");
            assertThat(found.getFirst().fields()).containsExactly(Map.entry("user", "u1"));
            assertThat(
                            messages(
                                    source.logs("errors", mapping),
                                    new LogFilter(Level.ERROR, List.of("BOOM"), Map.of())))
                    .containsExactly("boom");
        }
    }

    @Test
    void timesOfEveryFormatMixInOneColumn() throws Exception {
        run(
                file,
                "CREATE TABLE logs (time, message)",
                "INSERT INTO logs VALUES ('2026-11-22T10:00:01Z', 'a'), ('2026-11-22 10:00:02', 'b'),"
                        + " ('2026-11-22T12:00:03.000004+02:00', 'c'), ('2026-11-22 10:00:04.5', 'd'),"
                        + " (1795341605, 'e'), (1795341606000, 'f'), (1795341607.25, 'g'),"
                        + " ('1795341608', 'h'), ('1795341609000', 'i'), ('yesterday', 'j'), (NULL, 'k')");
        try (var source = source(file)) {
            var read = read(source.logs("l", GUESSED), DAY, Order.OLDEST_FIRST, LogFilter.ALL);
            assertThat(read.found())
                    .extracting(e -> e.message() + " " + e.time())
                    .containsExactly(
                            "a 2026-11-22T10:00:01Z",
                            "b 2026-11-22T10:00:02Z",
                            "c 2026-11-22T10:00:03.000004Z",
                            "d 2026-11-22T10:00:04.500Z",
                            "e 2026-11-22T10:00:05Z",
                            "f 2026-11-22T10:00:06Z",
                            "g 2026-11-22T10:00:07.250Z",
                            "h 2026-11-22T10:00:08Z",
                            "i 2026-11-22T10:00:09Z");
            assertThat(read.report().broken()).isEqualTo(2);
            assertThat(read.report().brokenSamples().getFirst().toString())
                    .isEqualTo(
                            "BrokenSample[ref=10, problem=its time cannot be read, text=yesterday]");
        }
    }

    @Test
    void whatSqlSeesDifferentlyIsStillFound() throws Exception {
        run(file, "CREATE TABLE logs (time TEXT, level, message TEXT, exception TEXT, extra TEXT)");
        try (Connection app = writer(file)) {
            String sql = "INSERT INTO logs VALUES ('2026-11-22 10:00:00', ?, ?, ?, ?)";
            insert(app, sql, " Error ", "ÜBERLAST erreicht", null, "{\"user\":\"u\\u0062c\"}");
            insert(app, sql, "40", "\u212Aelvin", null, null);
            insert(app, sql, 50, "quiet", "Traceback TIMED OUT", null);
            insert(app, sql, "eRRoR", "a\u0000timed out", null, null);
            insert(app, sql, "info", "timed out", null, null);
            insert(app, sql, "unheard", "timed out", null, null);
            insert(app, sql, null, "timed out", null, null);
        }
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            assertThat(messages(logs, LogFilter.atLeast(Level.ERROR)))
                    .containsExactly(
                            "ÜBERLAST erreicht", "\u212Aelvin", "quiet", "a\u0000timed out");
            assertThat(messages(logs, new LogFilter(null, List.of("überlast"), Map.of())))
                    .hasSize(1);
            assertThat(messages(logs, new LogFilter(null, List.of("kelvin"), Map.of()))).hasSize(1);
            assertThat(messages(logs, new LogFilter(null, List.of("Timed Out"), Map.of())))
                    .hasSize(5);
            assertThat(messages(logs, new LogFilter(null, List.of(), Map.of("user", "ubc"))))
                    .hasSize(1);
        }
    }

    @Test
    void anEntryIsReadAgainByItsRefAsItIsNow() throws Exception {
        run(
                file,
                "CREATE TABLE logs (time TEXT, message TEXT)",
                "INSERT INTO logs VALUES ('2026-11-22 10:00:00', 'a')");
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            assertThat(logs.entry("1").orElseThrow().message()).isEqualTo("a");
            run(file, "UPDATE logs SET message = 'b'");
            assertThat(logs.entry("1").orElseThrow().message()).isEqualTo("b");
            assertThat(logs.entry("2")).isEmpty();
            assertThat(logs.entry("1 OR 1=1")).isEmpty();
            assertThat(logs.entry("")).isEmpty();
            assertThat(logs.entry("t.")).isEmpty();
        }
    }

    @Test
    void theNewestTimeIsThatOfTheStreamAndNotAfterNow() throws Exception {
        run(
                file,
                "CREATE TABLE logs (time TEXT, message TEXT, kind TEXT)",
                "INSERT INTO logs VALUES ('2026-11-22 10:00:00', 'a', 'x'),"
                        + " ('2026-11-22 11:00:01', 'b', 'x'), ('2026-11-22 11:00:00', 'c', 'x'),"
                        + " ('2026-11-22 13:00:00', 'future', 'x'), ('2026-11-22 11:30:00', 'd', 'y')");
        try (var source = source(file)) {
            assertThat(
                            source.logs("l", World.log("logs", Map.of("kind", List.of("x"))))
                                    .newest(NOW))
                    .contains(Instant.parse("2026-11-22T11:00:01Z"));
            assertThat(
                            source.logs("l", World.log("logs", Map.of("kind", List.of("z"))))
                                    .newest(NOW))
                    .isEmpty();
        }
    }

    @Test
    void viewsAndTablesWithoutRowIdsAreReadInOrderOfTime() throws Exception {
        run(
                file,
                "CREATE TABLE a (k TEXT PRIMARY KEY, time TEXT, message TEXT) WITHOUT ROWID",
                "INSERT INTO a VALUES ('z', '2026-11-22 10:00:00', 'first'),"
                        + " ('y', '2026-11-22 10:00:02', 'third'), ('x', '2026-11-22 10:00:01', 'second')",
                "CREATE VIEW b AS SELECT time AS ts, message AS msg FROM a");
        String all =
                "this is a view or a table without row ids and without a usable index on the time:"
                        + " all rows were looked at";
        try (var source = source(file)) {
            for (String table : List.of("a", "b")) {
                var logs = source.logs("l", World.log(table, Map.of()));
                var read = read(logs, DAY, Order.NEWEST_FIRST, LogFilter.ALL);
                assertThat(messages(read)).containsExactly("third", "second", "first");
                assertThat(read.report().remarks()).containsExactly(all);
                for (LogEntry entry : read.found()) {
                    assertThat(logs.entry(entry.ref())).contains(entry);
                }
            }
        }
    }
}
