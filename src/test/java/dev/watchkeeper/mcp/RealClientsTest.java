package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Claude Code and MCP Inspector against both transports, without any network but loopback.
/// `.ci/tools` installs them.
@Tag("slow")
@Timeout(180)
class RealClientsTest {

    private static final List<String> TOOLS = List.of("wait", "echo", "fail", "break", "note");
    private static final List<String> STDIO =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")),
                    TestStdioMain.class.getName());

    @TempDir private Path home;
    private HttpServer server;

    /// What a process said and how it ended; its stderr goes with its stdout.
    private record Ended(int code, String said) {}

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        new TestTools(
                                new CountDownLatch(1),
                                new CountDownLatch(0),
                                new CountDownLatch(1)),
                        TestTools.settings(),
                        new BearerTokens(Map.of("token", new Session("http", "inspector"))),
                        0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theInspectorListsAndCallsEveryToolOverStdio() throws Exception {
        inspect(STDIO);
    }

    @Test
    void theInspectorListsAndCallsEveryToolOverHttp() throws Exception {
        inspect(
                List.of(
                        server.endpoint().toString(),
                        "--transport",
                        "http",
                        "--header",
                        "Authorization: Bearer token"));
    }

    @Test
    void claudeCodeConnectsOverStdio() throws Exception {
        String claude = claude();
        List<String> add =
                new ArrayList<>(
                        List.of(claude, "mcp", "add", "--scope", "user", "watchkeeper", "--"));
        add.addAll(STDIO);
        assertThat(run(add).code()).isZero();
        assertThat(run(List.of(claude, "mcp", "list")).said())
                .containsPattern("(?m)^watchkeeper: .* - ✔ Connected$");
    }

    @Test
    void claudeCodeConnectsOverHttpWithTheTokenAlone() throws Exception {
        String claude = claude();
        for (String token : List.of("token", "wrong")) {
            assertThat(
                            run(List.of(
                                            claude,
                                            "mcp",
                                            "add",
                                            "--scope",
                                            "user",
                                            "--transport",
                                            "http",
                                            "with-" + token,
                                            server.endpoint().toString(),
                                            "--header",
                                            "Authorization: Bearer " + token))
                                    .code())
                    .isZero();
        }
        assertThat(run(List.of(claude, "mcp", "list")).said())
                .containsPattern("(?m)^with-token: .* - ✔ Connected$")
                .containsPattern("(?m)^with-wrong: .* - ✘ Failed to connect");
    }

    private void inspect(List<String> server) throws Exception {
        var list = inspector(server, "--method", "tools/list");
        assertThat(list.code()).as(list.said()).isZero();
        assertThat(list.said())
                .contains(TOOLS.stream().map(tool -> "\"name\": \"" + tool).toList());
        for (String tool : TOOLS) {
            var called = inspector(server, "--method", "tools/call", "--tool-name", tool);
            assertThat(called.said())
                    .contains(
                            switch (tool) {
                                case "wait" -> "\"waited\": true";
                                case "echo" -> "\"arguments\": {}";
                                case "note" -> "\"written\": true";
                                case "fail" -> "limit must be between 1 and 1000, got 0";
                                default -> "internal error, id ";
                            });
        }
    }

    private Ended inspector(List<String> server, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                installed(
                                        "MCP_INSPECTOR",
                                        "inspector/node_modules/.bin/mcp-inspector"),
                                "--cli"));
        command.addAll(server);
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String claude() {
        return installed(
                "CLAUDE_CLI", "claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude");
    }

    /// Where a client is; skips the test when it is nowhere.
    private static String installed(String variable, String inTools) {
        String named = System.getenv(variable);
        Path path = named == null ? Path.of(".build", "tools", inTools) : Path.of(named);
        assumeTrue(
                Files.isExecutable(path),
                path + " is not there: run .ci/tools, or set " + variable);
        return path.toAbsolutePath().toString();
    }

    private Ended run(List<String> command) throws Exception {
        Path said = home.resolve("said");
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        for (String variable : List.of("HOME", "CLAUDE_CONFIG_DIR", "XDG_CACHE_HOME", "TMPDIR")) {
            environment.put(variable, home.toString());
        }
        environment.put("PATH", path);
        environment.put("LANG", "C.UTF-8");
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        var process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
