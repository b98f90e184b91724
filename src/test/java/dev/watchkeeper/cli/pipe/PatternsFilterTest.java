package dev.watchkeeper.cli.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.analysis.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatternsFilterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private String run(boolean assign, Optional<LogFormat> format, byte[] input)
            throws IOException {
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream wrong = new PrintStream(problems, true, StandardCharsets.UTF_8)) {
            new PatternsFilter(new PatternsFilter.Options(assign, format, List.of()))
                    .run(new ByteArrayInputStream(input), print, wrong);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String assign(String input) throws IOException {
        return run(true, Optional.empty(), input.getBytes(StandardCharsets.UTF_8));
    }

    private static String object(int line, String template) {
        String escaped = template.replace("\"", "\\\"");
        return "{\"line\":"
                + line
                + ",\"pattern\":\""
                + Template.of(template).id()
                + "\",\"template\":\""
                + escaped
                + "\"}\n";
    }

    @Test
    void everyLineIsAssignedInItsOrder() throws IOException {
        assertThat(assign("took 5 ms\nsaid \"hi\"\r\n\ntook 6 ms"))
                .isEqualTo(
                        object(1, "took <*> ms")
                                + object(2, "said \"hi\"")
                                + object(3, "")
                                + object(4, "took <*> ms"));
    }

    @Test
    void loguruLinesAreRecognized() throws IOException {
        String line =
                "{\"text\": \"x | job 7 done\\n\", \"record\": {\"level\": {\"name\": \"INFO\"}, \"message\": \"job 7 done\"}}\n";
        assertThat(assign(line + line))
                .isEqualTo(object(1, "job <*> done") + object(2, "job <*> done"));
    }

    @Test
    void jsonLinesAreRecognizedAndTheForemostKeyWins() throws IOException {
        assertThat(
                        assign(
                                "{\"event\":\"e\",\"msg\":\"a 1\"}\n{\"log\":\"b\",\"extra\":{\"message\":\"no\"}}\n"))
                .isEqualTo(object(1, "a <*>") + object(2, "b"));
    }

    @Test
    void malformedJsonIsTakenAsTextAndCounted() throws IOException {
        assertThat(
                        assign(
                                "{\"msg\":\"a\"}\n{\"msg\":\"b\"}\n{\"msg\":\n{\"msg\":\"c\"} d\n{\"msg\":\"a\"}\n"))
                .startsWith(object(1, "a") + object(2, "b") + object(3, "{\"msg\":"));
        assertThat(problems.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "2 of 5 lines are not JSONL and were taken as plain text"
                                + System.lineSeparator());
    }

    @Test
    void withoutAssignTheTemplatesAreListedWithCountFirstLineAndExample() throws IOException {
        byte[] input = "start\ntook 5 ms\ntook 6 ms\n".getBytes(StandardCharsets.UTF_8);
        assertThat(run(false, Optional.of(LogFormat.PLAIN), input))
                .isEqualToNormalizingNewlines(
                        """
                             count first line  id          template
                                 2          2  %s  took <*> ms
                                                           took 5 ms
                                 1          1  %s  start
                        3 lines, 2 templates
                        """
                                .formatted(
                                        Template.of("took <*> ms").id(), Template.of("start").id())
                                .indent(0)
                                .replaceFirst("^     ", "     "));
    }

    @Test
    void bytesThatAreNoTextAndEndlessLinesDoNotHurt() throws IOException {
        byte[] input = new byte[3_000_000];
        java.util.Arrays.fill(input, (byte) 0xFF);
        input[10] = '\n';
        assertThat(run(true, Optional.empty(), input).lines()).hasSize(2);
    }

    @Test
    void noLinesGiveNoObjects() throws IOException {
        assertThat(assign("")).isEmpty();
    }
}
