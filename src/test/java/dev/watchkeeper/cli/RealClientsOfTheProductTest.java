package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.DemoWorld;
import dev.watchkeeper.mcp.RealClients;
import dev.watchkeeper.tool.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `watchkeeper serve --stdio` as a stranger would connect it: MCP Inspector lists and calls every
/// tool, and Claude Code shows it connected. `.ci/tools` installs both.
@Tag("slow")
@Timeout(300)
class RealClientsOfTheProductTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @TempDir private static Path world;
    @TempDir private Path home;

    @BeforeAll
    static void write() {
        DemoWorld.write(world.resolve("service"), NOW, 5, (share, what) -> {});
    }

    @Test
    void theInspectorListsEveryToolAndGetsAnAnswerFromEach() throws Exception {
        RealClients.Ended list = inspect("--method", "tools/list");
        assertThat(list.said())
                .contains(Tools.NAMES.stream().map(name -> "\"name\": \"" + name + "\"").toList());
        var expected = new LinkedHashMap<String, Map.Entry<List<String>, String>>();
        expected.put("get_overview", Map.entry(List.of(), "look_first"));
        expected.put("find_changes", Map.entry(List.of(), "\"compared\""));
        expected.put(
                "query_logs", Map.entry(List.of("stream=gateway", "limit=2"), "\"returned\": 2"));
        expected.put("find_log_patterns", Map.entry(List.of("stream=gateway"), "RateLimited"));
        expected.put("get_log_context", Map.entry(List.of("id=req_nowhere"), "\"found\": 0"));
        expected.put("query_events", Map.entry(List.of(), "page_extraction_error"));
        expected.put("get_queue_stats", Map.entry(List.of("queue=speech"), "\"part\""));
        expected.put("get_api_usage", Map.entry(List.of("api=gemini"), "requests_per_minute"));
        expected.put("get_host_metrics", Map.entry(List.of(), "not_live_because"));
        expected.put("query_metric", Map.entry(List.of("metric=speech.depth"), "\"figures\""));
        expected.put("assess_metric", Map.entry(List.of("metric=gemini.calls"), "\"verdict\""));
        expected.put("get_runbook", Map.entry(List.of(), "api-rate-limit"));
        expected.put("search_incidents", Map.entry(List.of(), "\"searched\""));
        expected.put("get_slo_status", Map.entry(List.of(), "\"slos\""));
        expected.put("write_incident", Map.entry(List.of("title=nothing"), "missing argument"));
        assertThat(expected.keySet()).containsExactlyElementsOf(Tools.NAMES);
        for (var call : expected.entrySet()) {
            var arguments =
                    new ArrayList<>(
                            List.of("--method", "tools/call", "--tool-name", call.getKey()));
            call.getValue()
                    .getKey()
                    .forEach(argument -> arguments.addAll(List.of("--tool-arg", argument)));
            assertThat(inspect(arguments.toArray(String[]::new)).said())
                    .as(call.getKey())
                    .contains(call.getValue().getValue());
        }
    }

    @Test
    void claudeCodeShowsTheServerConnected() throws Exception {
        String claude = RealClients.claude();
        var add =
                new ArrayList<>(
                        List.of(claude, "mcp", "add", "--scope", "user", "watchkeeper", "--"));
        add.addAll(serve());
        assertThat(new RealClients(home).run(add).code()).isZero();
        assertThat(new RealClients(home).run(List.of(claude, "mcp", "list")).said())
                .containsPattern("(?m)^watchkeeper: .* - ✔ Connected$");
    }

    @Test
    void claudeCodeShowsWhyThereAreNoTools() throws Exception {
        String claude = RealClients.claude();
        Path broken = Files.writeString(home.resolve("broken.yaml"), "sorces: {}\n");
        var add = new ArrayList<>(List.of(claude, "mcp", "add", "--scope", "user", "broken", "--"));
        add.addAll(serve(broken));
        assertThat(new RealClients(home).run(add).code()).isZero();
        // Whether the handshake or the list of tools comes after the failure is theirs.
        assertThat(new RealClients(home).run(List.of(claude, "mcp", "list")).said())
                .containsPattern(
                        "(?m)^broken: .* - (✘ Failed to connect|! Connected · tools fetch failed) — .*did you mean sources\\?");
    }

    private RealClients.Ended inspect(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(RealClients.inspector());
        command.add("--cli");
        command.addAll(List.of(arguments));
        // what follows is the server's own, --config included, which is an option of the Inspector
        // too
        command.add("--");
        command.addAll(serve());
        return new RealClients(home).run(command);
    }

    private static List<String> serve() {
        return serve(world.resolve("service/tools.yaml"));
    }

    private static List<String> serve(Path tools) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--stdio",
                "--config=" + tools,
                "--state=" + world.resolve("state"),
                "--now=" + NOW);
    }
}
