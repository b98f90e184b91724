package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that are let in, and the calls of tools that they are.
@Timeout(30)
class HttpCallsTest {

    private static final String PING = request(7, "ping", "{}");

    private HttpFixture http;

    @BeforeEach
    void start() throws IOException {
        http = new HttpFixture();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void aCancelledCallIsStopped() throws Exception {
        var answer =
                http.client.sendAsync(
                        http.post(call(1, "wait", "{}")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(http.tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        http.send(
                http.post(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}"));
        assertThat(http.tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.get().statusCode()).isEqualTo(202);
        assertThat(answer.get().body()).isEmpty();
    }

    @Test
    void anotherSessionCannotCancelACall() throws Exception {
        var answer =
                http.client.sendAsync(
                        http.post(call(1, "wait", "{}")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(http.tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        var response =
                http.send(
                        http.to("/mcp")
                                .header("Authorization", "Bearer token-b")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}")));
        assertThat(response.statusCode()).isEqualTo(202);
        http.tools.release().countDown();
        assertThat(answer.get().body()).contains("\"waited\":true");
    }

    @Test
    void aClientThatLeavesStopsItsCall() throws Exception {
        var answer =
                http.client.sendAsync(
                        http.post(call(1, "wait", "{}")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(http.tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        answer.cancel(true);
        assertThat(http.tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheServerStopsWhatRunsAndSaysSo() throws Exception {
        var answer =
                http.client.sendAsync(
                        http.post(call(1, "wait", "{}")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(http.tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        http.server.close();
        assertThat(http.tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.get().statusCode()).isEqualTo(503);
        assertThat(answer.get().body()).isEqualTo("{\"error\":\"the server is closing\"}");
    }

    @Test
    void aRequestIsAnsweredWithJson() throws Exception {
        var response = http.send(http.post(PING));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
        assertThat(response.headers().map())
                .containsOnlyKeys(
                        "cache-control", "content-length", "content-type", "x-content-type-options")
                .containsEntry("content-type", List.of("application/json"));
    }

    @Test
    void aNotificationIsAccepted() throws Exception {
        var response =
                http.send(
                        http.post(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefusedAsOverStdio() throws Exception {
        for (String body : List.of("", "{", "[" + PING + "]", "{\"foo\":1}", PING + PING)) {
            var response = http.send(http.post(body));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32");
        }
    }

    @Test
    void anUnknownMethodIsAnErrorOfTheProtocolAndNotOfHttp() throws Exception {
        var response = http.send(http.post(request(1, "resources/list", "{}")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(Rpc.error("1", -32601, "method resources/list is not supported"));
    }
}
