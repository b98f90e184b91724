package dev.watchkeeper.source.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.LogChecks;
import dev.watchkeeper.fuzz.Seeds;
import dev.watchkeeper.model.SourceUnavailable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader of text over any file. The first byte of an input chooses how it is read: as one of
/// the layouts, by a pattern, or by guessing.
class TextLinesFuzzTest {

    private static final Path FILE = LogChecks.folder().resolve("app.log");
    private static final String PATTERN =
            "^(?P<time>\\S+ \\S+) (?P<level>\\w+) (?:\\[(?P<thread>[^\\]]*)\\] )?(?P<message>.*)";

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("text");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyFileTellsTheSameHoweverItIsRead(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var formats = TextFormat.values();
        int chosen = Math.floorMod(input[0], formats.length + 2);
        @Nullable TextFormat format = chosen < formats.length ? formats[chosen] : null;
        @Nullable String pattern = chosen == formats.length ? PATTERN : null;
        var checks =
                new LogChecks(
                        FILE,
                        context ->
                                new TextSource.Config(FILE.toString(), format, pattern)
                                        .open(context)
                                        .logs("app", LogChecks.USUAL));
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        int choice = Arrays.hashCode(content);
        Seeds.promptly(() -> {
            if (format != null || pattern != null) {
                checks.check(content, choice);
                checks.checkGrowing(content, choice);
                return;
            }
            // What is guessed from half a file may be another layout, so it does not grow here.
            try {
                checks.check(content, choice);
            } catch (SourceUnavailable noLayout) {
                assertThat(noLayout).hasMessageContaining("none of the known formats");
            }
        });
    }
}
