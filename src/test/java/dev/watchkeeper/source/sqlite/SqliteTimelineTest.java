package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.GUESSED;
import static dev.watchkeeper.source.sqlite.World.messages;
import static dev.watchkeeper.source.sqlite.World.read;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport.End;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of 200,000 rows, one a second, ending at noon of 22 November; every hundredth is an
/// error, every seventh is two seconds late.
@Tag("slow")
class SqliteTimelineTest {

    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeRange HOUR =
            new TimeRange(
                    Instant.parse("2026-11-21T12:00:00Z"), Instant.parse("2026-11-21T13:00:00Z"));

    // One of the first second after it is late enough to belong to it.
    private static final int ROWS = 3601;

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void fill() throws Exception {
        file = folder.resolve("app.db");
        run(
                file,
                "CREATE TABLE logs (id INTEGER PRIMARY KEY, time TEXT, level TEXT, message TEXT)",
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000)"
                        + " INSERT INTO logs SELECT x, strftime('%Y-%m-%dT%H:%M:%SZ', "
                        + END.getEpochSecond()
                        + " - 200000 + x - iif(x % 7 = 0, 2, 0), 'unixepoch'),"
                        + " iif(x % 100 = 0, 'ERROR', 'INFO'), x FROM n");
    }

    private World.Read<dev.watchkeeper.model.LogEntry> hour(Order order, LogFilter filter) {
        try (var source = source(file)) {
            return read(source.logs("l", GUESSED), HOUR, order, filter);
        }
    }

    @Test
    void anHourIsFoundWithoutLookingAtTheRest() {
        for (Order order : Order.values()) {
            var read = hour(order, LogFilter.ALL);
            assertThat(read.found()).hasSize(ROWS);
            assertThat(read.report().examined()).isBetween(3600L, 3600 + 3L * Timeline.SLACK);
            assertThat(read.report().remarks()).isEmpty();
            assertThat(hour(order, LogFilter.atLeast(Level.ERROR)).found()).hasSize(36);
        }
    }

    @Test
    void gapsInTheIdsDoNotMatter() throws Exception {
        run(
                file,
                "UPDATE logs SET id = -9000000000000000000 + 90000000000000 * id",
                "DELETE FROM logs WHERE message % 10 <> 0");
        var read = hour(Order.NEWEST_FIRST, LogFilter.ALL);
        assertThat(read.found()).hasSize(360);
        assertThat(read.report().examined()).isBetween(360L, 20_000L);
    }

    @Test
    void onlyAsMuchIsReadAsTheVisitorWants() {
        try (var source = source(file)) {
            var read =
                    read(
                            source.logs("l", GUESSED),
                            new LogQuery(
                                    HOUR,
                                    Order.NEWEST_FIRST,
                                    LogFilter.atLeast(Level.ERROR),
                                    World.soon()),
                            3);
            assertThat(messages(read)).containsExactly("117100", "117000", "116900");
            assertThat(read.report().end()).isEqualTo(End.VISITOR);
            assertThat(read.report().examined()).isLessThan(Timeline.SLACK + 400L);
        }
    }

    @Test
    void aTableInNoOrderIsReadWholeAndSaysSo() throws Exception {
        run(file, "UPDATE logs SET id = -((id * 77773) % 200003) - 1");
        var read = hour(Order.NEWEST_FIRST, LogFilter.atLeast(Level.ERROR));
        assertThat(read.found()).hasSize(36);
        assertThat(read.report().examined()).isEqualTo(200_000);
        assertThat(read.report().remarks())
                .containsExactly(
                        "the row ids of this table do not follow its times and no index on the time"
                                + " can be used: all rows were looked at");
    }

    @Test
    void anIndexOnTheTimeHelpsWhereTheIdsDoNot() throws Exception {
        run(
                file,
                "UPDATE logs SET id = -((id * 77773) % 200003) - 1",
                "CREATE INDEX t ON logs (time)");
        var read = hour(Order.NEWEST_FIRST, LogFilter.ALL);
        assertThat(read.found()).hasSize(ROWS);
        assertThat(read.found().getFirst().time()).isEqualTo(Instant.parse("2026-11-21T12:59:59Z"));
        assertThat(read.report().examined()).isLessThan(200_000);
        assertThat(read.report().remarks()).isEmpty();
    }

    @Test
    void aClockPutBackByAnHourLosesNothing() throws Exception {
        run(
                file,
                "UPDATE logs SET time = strftime('%Y-%m-%dT%H:%M:%SZ', time, '-1 hour')"
                        + " WHERE id > 117000");
        var read = hour(Order.OLDEST_FIRST, LogFilter.ALL);
        try (var source = source(file)) {
            long expected =
                    read(
                                    source.logs("l", GUESSED),
                                    new TimeRange(Instant.MIN, Instant.MAX),
                                    Order.OLDEST_FIRST,
                                    LogFilter.ALL)
                            .found()
                            .stream()
                            .filter(entry -> HOUR.contains(entry.time()))
                            .count();
            assertThat(read.found()).hasSize((int) expected);
            assertThat(expected).isGreaterThan(ROWS);
        }
    }

    @Test
    void theDeadlineSaysHowFarTheSearchGotAndTheCursorGoesOnFromThere() {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            var whole = new TimeRange(END.minus(Duration.ofDays(10)), END.plusSeconds(1));
            var deadline = Deadline.after(Duration.ofSeconds(20));
            var first =
                    logs.read(
                            new LogQuery(whole, Order.NEWEST_FIRST, LogFilter.ALL, deadline),
                            entry -> {
                                if (entry.message().equals("190000")) {
                                    deadline.cancel();
                                }
                                return true;
                            });
            assertThat(first.end()).isEqualTo(End.DEADLINE);
            assertThat(first.reached())
                    .isBefore(END.minusSeconds(9_990))
                    .isAfter(END.minusSeconds(80_000));
            var rest =
                    read(
                            logs,
                            new LogQuery(
                                    whole,
                                    Order.NEWEST_FIRST,
                                    LogFilter.atLeast(Level.ERROR),
                                    first.cursor(),
                                    World.soon()),
                            1);
            assertThat(rest.found()).hasSize(1);
            assertThat(Long.parseLong(messages(rest).getFirst())).isBetween(120_000L, 190_000L);
        }
    }

    @Test
    void theNewestIsFoundAtOnceAlsoInThePast() {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            assertThat(
                            List.of(
                                    logs.newest(END).orElseThrow(),
                                    logs.newest(HOUR.from()).orElseThrow()))
                    .containsExactly(END, HOUR.from());
            assertThat(logs.newest(END.minus(Duration.ofDays(10)))).isEmpty();
        }
    }
}
