package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.DAY;
import static dev.watchkeeper.source.sqlite.World.GUESSED;
import static dev.watchkeeper.source.sqlite.World.insert;
import static dev.watchkeeper.source.sqlite.World.messages;
import static dev.watchkeeper.source.sqlite.World.read;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.soon;
import static dev.watchkeeper.source.sqlite.World.source;
import static dev.watchkeeper.source.sqlite.World.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteCursorTest {

    private static final String GONE =
            "the row at which the cursor stood is gone or has changed (deleted, its id used again,"
                    + " or the file was replaced): continued from its time, 2026-11-22T10:00:0";

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void fiveRows() throws Exception {
        file = folder.resolve("app.db");
        fill("", 1, 6);
    }

    private void fill(String prefix, int from, int until) throws Exception {
        run(file, "CREATE TABLE IF NOT EXISTS logs (time TEXT, message TEXT)");
        try (Connection app = writer(file)) {
            for (int i = from; i < until; i++) {
                insert(
                        app,
                        "INSERT INTO logs VALUES (?, ?)",
                        "2026-11-22 10:00:%02d".formatted(i),
                        prefix + i);
            }
        }
    }

    private static World.Read<LogEntry> page(
            LogSource logs, Order order, @Nullable String cursor, int limit) {
        return read(logs, new LogQuery(DAY, order, LogFilter.ALL, cursor, soon()), limit);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void pagesFollowEachOtherWithoutGapOrDouble(Order order) throws Exception {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            List<String> all = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                var page = page(logs, order, cursor, 2);
                all.addAll(messages(page));
                cursor = page.report().cursor();
                assertThat(page.report().remarks()).isEmpty();
            } while (cursor != null);
            List<String> expected = List.of("1", "2", "3", "4", "5");
            assertThat(all).isEqualTo(order == Order.OLDEST_FIRST ? expected : expected.reversed());
        }
    }

    @Test
    void vacuumMayRenumberTheRows() throws Exception {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            var first = page(logs, Order.OLDEST_FIRST, null, 4);
            run(file, "DELETE FROM logs WHERE rowid < 3", "VACUUM");
            fill("", 6, 8);
            var rest = page(logs, Order.OLDEST_FIRST, first.report().cursor(), 9);
            assertThat(messages(rest)).containsExactly("5", "6", "7");
            assertThat(rest.report().remarks())
                    .containsExactly(
                            "the rows were renumbered since the cursor was made (VACUUM, or the file"
                                    + " was replaced); it was found again by the content of its row");
        }
    }

    @Test
    void theHighestIdMayBeUsedAgain() throws Exception {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            var first = page(logs, Order.OLDEST_FIRST, null, 5);
            String cursor = cursorAfter(logs, 5);
            assertThat(first.report().cursor()).isNull();
            run(file, "DELETE FROM logs WHERE rowid = 5");
            fill("", 6, 8);
            var rest = page(logs, Order.OLDEST_FIRST, cursor, 9);
            assertThat(messages(rest)).containsExactly("6", "7");
            assertThat(rest.report().remarks()).containsExactly(GONE + "5Z");
        }
    }

    /// A cursor behind the n-th row, made while there is one more.
    private String cursorAfter(LogSource logs, int n) throws Exception {
        run(file, "INSERT INTO logs VALUES ('2026-11-22 11:00:00', 'one more')");
        String cursor = page(logs, Order.OLDEST_FIRST, null, n).report().cursor();
        run(file, "DELETE FROM logs WHERE message = 'one more'");
        return String.valueOf(cursor);
    }

    @Test
    void theFileMayBeDeletedAndMadeAnew() throws Exception {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            String cursor = page(logs, Order.OLDEST_FIRST, null, 4).report().cursor();
            Files.delete(file);
            fill("new ", 4, 9);
            var rest = page(logs, Order.OLDEST_FIRST, cursor, 9);
            assertThat(messages(rest)).containsExactly("new 4", "new 5", "new 6", "new 7", "new 8");
            assertThat(rest.report().remarks()).containsExactly(GONE + "4Z");
        }
    }

    @Test
    void rowsOfTheSameInstantAreNotDoubled() throws Exception {
        run(file, "UPDATE logs SET time = '2026-11-22 10:00:03'");
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            String cursor = page(logs, Order.OLDEST_FIRST, null, 3).report().cursor();
            run(file, "DELETE FROM logs WHERE rowid = 3");
            var rest = page(logs, Order.OLDEST_FIRST, cursor, 9);
            assertThat(messages(rest)).containsExactly("4", "5");
        }
    }

    @Test
    void aViewIsPagedByTime() throws Exception {
        run(
                file,
                "CREATE VIEW v AS SELECT * FROM logs",
                "UPDATE logs SET time = '2026-11-22 10:00:03' WHERE rowid IN (2, 4)");
        try (var source = source(file)) {
            var logs = source.logs("l", World.log("v", Map.of()));
            List<String> all = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                var page = page(logs, Order.OLDEST_FIRST, cursor, 2);
                all.addAll(messages(page));
                cursor = page.report().cursor();
            } while (cursor != null);
            assertThat(all).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "garbage", "AQAAAA", "' OR 1=1 --", "☃"})
    void aCursorOfAnotherMakingIsRefused(String cursor) throws Exception {
        try (var source = source(file)) {
            var logs = source.logs("l", GUESSED);
            assertThatThrownBy(() -> page(logs, Order.OLDEST_FIRST, cursor, 1))
                    .isInstanceOf(BadRequest.class)
                    .hasMessage(
                            "cursor is not one that a read of this stream gave; leave it out to"
                                    + " begin again");
        }
    }
}
