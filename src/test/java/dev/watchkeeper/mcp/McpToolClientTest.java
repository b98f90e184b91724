package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class McpToolClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TestTools tools = new TestTools();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        TestTools.settings(),
                        new BearerTokens(Map.of("token", new Session("run-1", "playbook")), tools),
                        DoorLog.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itListsAndCallsTheTools() {
        try (var client = McpToolClient.connect(server.endpoint(), "token", TIMEOUT)) {
            assertThat(client.tools()).containsExactly("wait", "echo", "fail", "break", "note");
            assertThat(client.call("echo", Map.of("limit", 3)).toString())
                    .isEqualTo(
                            "Answer[content={session=run-1, arguments={limit=3}, nothing=null}]");
            assertThat(client.call("fail", Map.of()))
                    .isEqualTo(new ToolReply.Failure("limit must be between 1 and 1000, got 0"));
            assertThat(client.call("nothing", Map.of()))
                    .isEqualTo(
                            new ToolReply.Failure(
                                    "there is no tool named nothing; the tools are: wait, echo, fail, break, note"));
        }
    }

    @Test
    void aWrongTokenIsSaidAtOnce() {
        assertThatThrownBy(() -> McpToolClient.connect(server.endpoint(), "other", TIMEOUT))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source mcp: " + server.endpoint() + " refused the token");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        var endpoint = server.endpoint();
        server.close();
        assertThatThrownBy(() -> McpToolClient.connect(endpoint, "token", TIMEOUT))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source mcp: " + endpoint + " does not answer");
    }

    @Test
    void interruptingACallStopsItInTheServer() throws Exception {
        try (var client = McpToolClient.connect(server.endpoint(), "token", TIMEOUT)) {
            var caller = Thread.ofVirtual().start(() -> callAndExpectInterruption(client));
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
            caller.join();
        }
    }

    private void callAndExpectInterruption(McpToolClient client) {
        assertThatThrownBy(() -> client.call("wait", Map.of()))
                .hasMessage("source mcp: " + server.endpoint() + ": interrupted while waiting");
    }
}
