package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.mcp.TestTls;
import dev.watchkeeper.tool.Tools;
import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Somebody without a shell on the host: given a token for one stream, they paste the line that
/// came with it, and their Claude Code sees that stream over HTTPS and nothing else. `.ci/tools`
/// installs Claude Code; the model is a script.
@Tag("slow")
@Timeout(300)
final class ClaudeOverHttpsTest {

    private static final String TOOL = "mcp__watchkeeper__";

    /// What no token for one stream has.
    private static final Set<String> NEVER_SEEN = Set.of("get_host_metrics", "write_incident");

    private static final String SERVING = "serving ";

    @TempDir private Path folder;
    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CompletableFuture<String> endpoint = new CompletableFuture<>();
    private Thread serving = new Thread(() -> {});
    private Path home = Path.of(".");
    private String claude = "";
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serve() throws Exception {
        claude = RealClients.claude();
        home = Files.createDirectory(folder.resolve("home"));
        // so that the line can be run to the letter
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path script =
                Files.writeString(bin.resolve("claude"), "#!/bin/sh\nexec " + claude + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", bin + ":/usr/bin:/bin");

        Files.writeString(
                folder.resolve("tools.yaml"),
                """
                sources:
                  gateway: {type: jsonl, path: gateway.jsonl}
                  payments: {type: jsonl, path: payments.jsonl}
                logs:
                  gateway: {source: gateway}
                  payments: {source: payments}
                """);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(folder.resolve("gateway.jsonl"), entry(now, "upstream timed out"));
        Files.writeString(folder.resolve("payments.jsonl"), entry(now, "card 77 declined"));

        var tls = new HttpSettings.Tls(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        TestTls.write(tls, TestTls.pair(folder, "EC"));
        environment.put("NODE_EXTRA_CA_CERTS", tls.certificate().toString());
        run("tokens", "add", "ops", "--everything");
        serving =
                Thread.ofPlatform()
                        .start(() ->
                                endpoint.completeExceptionally(
                                        new AssertionError(
                                                run(
                                                        "serve",
                                                        "--http",
                                                        "--port",
                                                        "0",
                                                        "--tls-cert",
                                                        tls.certificate().toString(),
                                                        "--tls-key",
                                                        tls.key().toString()))));
    }

    @AfterEach
    void stop() throws InterruptedException {
        // Skipped before it served where Claude Code is not installed.
        if (serving.getState() != Thread.State.NEW) {
            serving.interrupt();
            assertThat(serving.join(Duration.ofSeconds(30))).isTrue();
        }
        // Main points it elsewhere; the other tests want it back
        System.setOut(stdout);
    }

    private static String entry(Instant now, String message) {
        return String.format(
                "{\"time\":\"%s\",\"level\":\"ERROR\",\"message\":\"%s\"}%n",
                now.minusSeconds(60), message);
    }

    /// Runs a command on this host, and gives what it wrote to stdout.
    private String run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.resolve("tools.yaml").toString()));
        all.addAll(List.of("--state", folder.resolve("state").toString()));
        var out = new ByteArrayOutputStream();
        var talk =
                new PrintStream(said, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        super.println(line);
                        if (line.startsWith(SERVING)) {
                            endpoint.complete(line.split(" ", -1)[1]);
                        }
                    }
                };
        Main.run(
                all.toArray(String[]::new),
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        talk,
                        Map.of("HOME", folder.toString(), "USER", "ops")));
        return out.toString(StandardCharsets.UTF_8);
    }

    private RealClients.Ended client(String... words) throws Exception {
        return new RealClients(home).run(List.of(words), environment);
    }

    @Test
    void thePastedLineConnectsAndOneStreamIsAllThatIsSeen() throws Exception {
        String url = endpoint.get(60, TimeUnit.SECONDS);
        assertThat(url).startsWith("https://127.0.0.1:");
        // while it serves: what is added opens at once
        List<String> letter =
                run(
                                "tokens",
                                "add",
                                "ann",
                                "--stream",
                                "gateway",
                                "--look-back",
                                "24h",
                                "--url",
                                url)
                        .lines()
                        .toList();

        RealClients.Ended added = client("sh", "-c", letter.get(1));
        assertThat(added.code()).as(added.said()).isZero();
        assertThat(client(claude, "mcp", "list").said())
                .containsPattern("(?m)^watchkeeper: .* - ✔ Connected$");

        try (var model =
                ScriptedModel.start(
                        Turn.calls(TOOL + "query_logs", Map.of("stream", "gateway")),
                        Turn.calls(TOOL + "query_logs", Map.of("stream", "payments")),
                        Turn.calls(TOOL + "get_host_metrics", Map.of()),
                        Turn.says("The upstream timed out once."))) {
            environment.put("ANTHROPIC_BASE_URL", model.address().toString());
            environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
            environment.put("ENABLE_TOOL_SEARCH", "false");
            RealClients.Ended ended =
                    client(
                            claude,
                            "-p",
                            "What fails?",
                            "--tools",
                            "",
                            "--allowedTools",
                            TOOL + "*",
                            "--max-turns",
                            "8");

            assertThat(ended.said()).contains("The upstream timed out once.");
            assertThat(tools(model))
                    .containsExactlyElementsOf(
                            Tools.NAMES.stream()
                                    .filter(name -> !NEVER_SEEN.contains(name))
                                    .map(TOOL::concat)
                                    .sorted()
                                    .toList());
            List<String> results = results(model);
            assertThat(results).hasSize(3);
            assertThat(results.get(0)).contains("upstream timed out", "evidence_id");
            assertThat(results.get(1)).contains("there is no log stream \\\"payments\\\"");
            assertThat(results.get(2)).contains("No such tool");
            assertThat(String.join("", results)).doesNotContain("card 77");
        }
        assertThat(run("audit"))
                .containsPattern("ann +127\\.0\\.0\\.1 +query_logs +1 rows")
                .containsPattern("ann +127\\.0\\.0\\.1 +query_logs +refused")
                .doesNotContain(letter.getFirst());
    }

    /// The names of the tools that the model is offered, the same in every request.
    private static List<String> tools(ScriptedModel model) {
        List<List<String>> offered =
                model.messages().stream()
                        .map(request ->
                                request.json()
                                        .path("tools")
                                        .valueStream()
                                        .map(tool -> tool.path("name").asString())
                                        .toList())
                        .distinct()
                        .toList();
        assertThat(offered).hasSize(1);
        return offered.getFirst();
    }

    /// What the model is told of its calls, as in its last request.
    private static List<String> results(ScriptedModel model) {
        var results = new ArrayList<String>();
        for (JsonNode message : model.messages().getLast().json().path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asString("").equals("tool_result")) {
                    results.add(block.toString());
                }
            }
        }
        return results;
    }
}
