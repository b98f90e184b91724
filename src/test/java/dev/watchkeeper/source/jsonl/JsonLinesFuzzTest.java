package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.fuzz.LogChecks;
import dev.watchkeeper.fuzz.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader of JSON lines over any file. The first byte of an input chooses how it is read.
class JsonLinesFuzzTest {

    private static final Path FILE = LogChecks.folder().resolve("app.jsonl");

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("jsonl");
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
        var formats = JsonlSource.Format.values();
        var format = formats[Math.floorMod(input[0], formats.length)];
        var checks =
                new LogChecks(
                        FILE,
                        context ->
                                new JsonlSource.Config(FILE.toString(), format)
                                        .open(context)
                                        .logs("app", LogChecks.USUAL));
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        int choice = Arrays.hashCode(content);
        Seeds.promptly(() -> {
            checks.check(content, choice);
            checks.checkGrowing(content, choice);
        });
    }
}
