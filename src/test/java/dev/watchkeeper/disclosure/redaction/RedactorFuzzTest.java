package dev.watchkeeper.disclosure.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text through each level: what was redacted once stays as it is. The first byte of an input
/// chooses the level; its first line is the name of the rest, and the whole a text.
class RedactorFuzzTest {

    private static final String OWN = "our own secret+1";
    private static final Redactor[] REDACTORS =
            Arrays.stream(RedactionLevel.values())
                    .map(level ->
                            Redactor.of(
                                    level,
                                    MarkKey.of(new byte[32]),
                                    List.of(OWN),
                                    List.of("badge number")))
                    .toArray(Redactor[]::new);

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("redaction");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsRedactedStaysAsItIs(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var redactor = REDACTORS[Math.floorMod(input[0], REDACTORS.length)];
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        Seeds.promptly(() -> check(redactor, text));
    }

    private static void check(Redactor redactor, String text) {
        Redacted once = redactor.text(text);
        settled(once, redactor.text(once.text()));
        assertThat(once.text()).doesNotContain(OWN);
        assertThat(once.text().length()).isLessThan(64 + 40 * text.length());
        if (once.marks().isEmpty()) {
            assertThat(once.text()).isSameAs(text);
        }
        int line = text.indexOf('\n');
        if (line >= 0) {
            String name = text.substring(0, line);
            Redacted value = redactor.value(name, text.substring(line + 1));
            settled(value, redactor.value(name, value.text()));
            assertThat(value.text()).doesNotContain(OWN);
        }
    }

    private static void settled(Redacted once, Redacted twice) {
        assertThat(twice.text()).isEqualTo(once.text());
        assertThat(twice.marks()).isEmpty();
    }
}
