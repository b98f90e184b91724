package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePagesTest {

    @TempDir Path folder = Path.of(".");

    @Test
    void thePageOfToolsYamlIsWhatTheProgramTakes() throws IOException {
        same("reference-tools-yaml.md", "schema", "--markdown");
    }

    @Test
    void thePageOfTheToolsIsWhatTheProgramOffers() throws IOException {
        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  app: {type: jsonl, path: app.jsonl}
                logs:
                  app: {source: app}
                events:
                  happened: {source: app}
                queues:
                  jobs: {depth: {event: queued, value: depth}}
                apis:
                  model: {calls: {event: called}}
                """);
        same(
                "reference-tools.md",
                "tools",
                "--markdown",
                "--config",
                folder.resolve("tools.yaml").toString(),
                "--state",
                folder.resolve("state").toString());
    }

    private void same(String name, String... command) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream stdout = System.out;
        int exitCode;
        try (var print = new PrintStream(out, true, StandardCharsets.UTF_8);
                var wrong = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exitCode =
                    Main.run(
                            command,
                            new Surroundings(
                                    InputStream.nullInputStream(),
                                    print,
                                    wrong,
                                    Map.of("HOME", folder.toString())));
        } finally {
            System.setOut(stdout);
        }
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
        Path page = Path.of("docs", name);
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(page, printed);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("write it anew with ./build -Dtest=ReferencePagesTest -Dreference.write=true")
                .isEqualTo(printed);
    }
}
