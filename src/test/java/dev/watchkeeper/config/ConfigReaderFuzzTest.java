package dev.watchkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.fuzz.Seeds;
import dev.watchkeeper.model.BadConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text as tools.yaml: it is a configuration, or all that is wrong with it is said.
class ConfigReaderFuzzTest {

    private static final String SECRET = "tk_5f0c2b7e91";
    private static final ConfigReader READER =
            new ConfigReader(
                    new Vocabulary(
                            SourceTypes.all(),
                            NotifierTypes.all(),
                            Set.of("get_overview", "query_logs", "query_events", "write_incident"),
                            Set.of("errors", "freshness")),
                    Map.of("SECRET", SECRET, "NTFY_URL", "https://ntfy.example.com/topic"));

    static Stream<Named<byte[]>> seeds() {
        return Seeds.of("config");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsReadOrRefused(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Seeds.promptly(() -> check(text));
    }

    private static void check(String text) {
        try {
            assertThat(READER.read("tools.yaml", text, Path.of(""))).isNotNull();
        } catch (BadConfig refused) {
            assertThat(refused.problems()).isNotEmpty();
            for (String problem : refused.problems()) {
                assertThat(problem)
                        .isNotBlank()
                        .doesNotContain("\n", "\r")
                        .hasSizeLessThan(2_000 + text.length());
                if (!text.contains(SECRET)) {
                    assertThat(problem).doesNotContain(SECRET);
                }
                if (!text.contains("java") && !text.contains("dev.")) {
                    assertThat(problem).doesNotContain("java.", "dev.watchkeeper");
                }
            }
        }
    }
}
