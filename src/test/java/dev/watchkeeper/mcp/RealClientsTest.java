package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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

    private RealClients clients() {
        return new RealClients(home);
    }

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        TestTools.settings(),
                        new BearerTokens(
                                Map.of("token", new Session("http", "inspector")),
                                new TestTools(
                                        new CountDownLatch(1),
                                        new CountDownLatch(0),
                                        new CountDownLatch(1))),
                        DoorLog.NONE);
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
        String claude = RealClients.claude();
        List<String> add =
                new ArrayList<>(
                        List.of(claude, "mcp", "add", "--scope", "user", "watchkeeper", "--"));
        add.addAll(STDIO);
        assertThat(clients().run(add).code()).isZero();
        assertThat(clients().run(List.of(claude, "mcp", "list")).said())
                .containsPattern("(?m)^watchkeeper: .* - ✔ Connected$");
    }

    @Test
    void claudeCodeConnectsOverHttpWithTheTokenAlone() throws Exception {
        String claude = RealClients.claude();
        for (String token : List.of("token", "wrong")) {
            assertThat(
                            clients()
                                    .run(
                                            List.of(
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
        assertThat(clients().run(List.of(claude, "mcp", "list")).said())
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

    private RealClients.Ended inspector(List<String> server, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(RealClients.inspector(), "--cli"));
        command.addAll(server);
        command.addAll(List.of(arguments));
        return clients().run(command);
    }
}
