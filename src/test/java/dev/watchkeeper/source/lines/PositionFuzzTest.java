package dev.watchkeeper.source.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.LogChecks;
import dev.watchkeeper.fuzz.Seeds;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.jsonl.JsonlSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cursors and references into files of lines that nobody gave.
class PositionFuzzTest {

    private static final Path FILE = LogChecks.folder().resolve("app.jsonl");
    private static final LogChecks LOG =
            new LogChecks(
                    FILE,
                    context ->
                            new JsonlSource.Config(FILE.toString(), JsonlSource.Format.AUTO)
                                    .open(context)
                                    .logs("app", LogChecks.USUAL));

    static {
        LOG.writeThree();
    }

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("position");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsACursorOrRefused(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Seeds.promptly(() -> {
            for (Order order : Order.values()) {
                roundTrip(text, order);
            }
            LineRef.decoded(text)
                    .ifPresent(ref -> assertThat(LineRef.decoded(ref.encoded())).contains(ref));
            LOG.checkCursor(text);
        });
    }

    private static void roundTrip(String text, Order order) {
        try {
            Position position = Position.decoded(text, order);
            assertThat(Position.decoded(position.encoded(), order)).isEqualTo(position);
        } catch (BadRequest refused) {
            assertThat(refused).hasMessageStartingWith("cursor ");
        }
    }
}
