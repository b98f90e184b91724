package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.investigate.ScriptedModel.Turn;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everything around one investigation, all of it real but the model: Claude Code as installed, our
/// own HTTP server, and a scripted Messages API, all on loopback.
final class Scene implements AutoCloseable {

    static final String TOKEN = "token-of-this-run";

    final ScriptedModel model;
    final TestToolbox tools;
    final HttpServer server;
    final List<Step> steps = new CopyOnWriteArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    final Path run;

    Path claude = installedClaude();
    Endpoint endpoint;
    String token = TOKEN;
    List<String> expectedTools = TestToolbox.NAMES;
    int turns = 12;
    double dollars = 1.0;
    Duration time = Duration.ofSeconds(60);

    Scene(Path folder, TestToolbox tools, Turn... script) throws IOException {
        this.tools = tools;
        this.model = ScriptedModel.start(script);
        this.server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        new ServerSettings("0", System.err),
                        new BearerTokens(Map.of(TOKEN, new Session("run", "run")), tools),
                        DoorLog.NONE);
        this.endpoint = new Endpoint.Http(server.endpoint());
        this.run = folder.resolve("runs").resolve("r1");
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        environment.put("ANTHROPIC_BASE_URL", model.address().toString());
    }

    /// Where `.ci/tools` puts it, or where CLAUDE_CLI says.
    static Path installedClaude() {
        String given = System.getenv("CLAUDE_CLI");
        return given != null
                ? Path.of(given)
                : Path.of(
                        ".build/tools/claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude");
    }

    static void needsClaude() {
        assumeTrue(
                Files.isExecutable(installedClaude()),
                "SKIPPED: no Claude Code; run .ci/tools claude, or set CLAUDE_CLI");
    }

    Outcome investigate() {
        var settings =
                new ClaudeSettings(
                        claude,
                        "sonnet",
                        turns,
                        time,
                        dollars,
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10));
        Outcome outcome =
                new ClaudeInvestigator(settings, environment)
                        .investigate(
                                new Assignment(
                                        "r1",
                                        new Task.Investigation(List.of()),
                                        endpoint,
                                        token,
                                        expectedTools,
                                        Instant.parse("2026-11-22T02:00:00Z"),
                                        run,
                                        tools::incidentWritten),
                                steps::add);
        assertThat(run.resolve("scratch")).doesNotExist();
        assertThat(children()).as("processes left behind").isEmpty();
        return outcome;
    }

    Outcome.Failed failure() {
        return (Outcome.Failed) investigate();
    }

    /// The processes of Claude that run now.
    static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("claude"))
                .toList();
    }

    static String tool(String name) {
        return ClaudeCommand.TOOL_PREFIX + name;
    }

    @Override
    public void close() {
        model.close();
        server.close();
    }
}
