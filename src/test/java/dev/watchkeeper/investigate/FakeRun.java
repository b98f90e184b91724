package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// One run of a program that stands in for Claude Code, with nothing behind the endpoint.
class FakeRun {

    @TempDir Path folder;

    final Map<String, String> environment = new HashMap<>(Map.of("ANTHROPIC_API_KEY", "k"));
    boolean incident;
    Duration time = Duration.ofSeconds(20);

    Outcome investigate(Path claude) {
        var settings =
                new ClaudeSettings(
                        claude,
                        "sonnet",
                        5,
                        time,
                        1.0,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(300));
        return new ClaudeInvestigator(settings, environment)
                .investigate(
                        new Assignment(
                                "r1",
                                new Task.Investigation(List.of()),
                                new Endpoint.Http(URI.create("http://127.0.0.1:9/mcp")),
                                "token",
                                List.of("get_overview"),
                                Instant.EPOCH,
                                folder.resolve("run"),
                                () -> incident),
                        StepListener.NOBODY);
    }

    Outcome investigate(String... script) throws IOException {
        return investigate(FakeClaude.write(folder, FakeClaude.HELP, String.join("\n", script)));
    }

    static void assertFailed(Outcome outcome, FailureKind kind, String reason) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var failed = (Outcome.Failed) outcome;
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.kind()).isEqualTo(kind);
    }
}
