package dev.watchkeeper.source.sqlite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.LogChecks;
import dev.watchkeeper.fuzz.Seeds;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cursors and references into tables that nobody gave. When the first byte of an input is even the
/// rest is a cursor, otherwise the inside of one, whose checksum is made to fit.
class CursorFuzzTest {

    private static final Table TABLE =
            new Table("logs", List.of("time", "message"), "rowid", null, List.of());
    private static final LogSource LOGS = threeRows();

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("cursor");
    }

    private static LogSource threeRows() {
        Path file = LogChecks.folder().resolve("app.db");
        try {
            World.run(
                    file,
                    "CREATE TABLE logs (time TEXT, message TEXT)",
                    "INSERT INTO logs VALUES ('2026-11-22 10:00:00', 'a'),"
                            + " ('2026-11-22 10:00:00', 'b'), ('2026-11-22 10:00:01', 'c')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return World.source(file).logs("logs", World.GUESSED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsACursorOrRefused(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        String text = (input[0] & 1) == 0 ? new String(rest, StandardCharsets.UTF_8) : sealed(rest);
        Seeds.promptly(() -> {
            roundTrip(text);
            read(text);
            var key = Refs.key(text);
            var time = Refs.time(text);
            assertThat(key.isPresent() && time.isPresent() && text.startsWith("k")).isFalse();
            LOGS.entry(text).ifPresent(entry -> assertThat(entry.message()).isNotEmpty());
        });
    }

    /// The cursor whose inside begins with these bytes; its table is the one there is.
    private static String sealed(byte[] bytes) {
        byte[] inside = Arrays.copyOf(bytes, Math.max(5, bytes.length));
        ByteBuffer.wrap(inside).putInt(1, TABLE.name().hashCode());
        var crc = new CRC32();
        crc.update(inside);
        byte[] all = Arrays.copyOf(inside, inside.length + 4);
        ByteBuffer.wrap(all).putInt(inside.length, (int) crc.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private static void roundTrip(String text) {
        try {
            Cursor cursor = Cursor.read(text, TABLE);
            assertThat(Cursor.read(requireNonNull(cursor).text(), TABLE)).isEqualTo(cursor);
        } catch (BadRequest refused) {
            assertThat(refused).hasMessageStartingWith("cursor is not one ");
        }
    }

    private static void read(String text) {
        for (Order order : Order.values()) {
            try {
                var read =
                        World.read(
                                LOGS,
                                new LogQuery(World.DAY, order, LogFilter.ALL, text, World.soon()),
                                10);
                assertThat(read.found()).hasSizeLessThanOrEqualTo(3);
            } catch (BadRequest refused) {
                assertThat(refused).hasMessageStartingWith("cursor ");
            }
        }
    }
}
