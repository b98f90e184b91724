package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.StdioServerTest.call;
import static dev.watchkeeper.mcp.StdioServerTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpServerTest {

    private static final String PING = request(7, "ping", "{}");

    private final TestTools tools = new TestTools();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        tools,
                        TestTools.settings(),
                        new BearerTokens(
                                Map.of(
                                        "token-a", new Session("session-a", "a"),
                                        "token-b", new Session("session-b", "b"))),
                        0);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void aRequestIsAnsweredWithJson() throws Exception {
        var response = send(post(PING));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
        assertThat(response.headers().map())
                .containsOnlyKeys(
                        "cache-control", "content-length", "content-type", "x-content-type-options")
                .containsEntry("content-type", List.of("application/json"));
    }

    @Test
    void aNotificationIsAccepted() throws Exception {
        var response = send(post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefusedAsOverStdio() throws Exception {
        for (String body : List.of("", "{", "[" + PING + "]", "{\"foo\":1}", PING + PING)) {
            var response = send(post(body));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32");
        }
    }

    @Test
    void anUnknownMethodIsAnErrorOfTheProtocolAndNotOfHttp() throws Exception {
        var response = send(post(request(1, "resources/list", "{}")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        StdioServerTest.error(
                                "1", -32601, "method resources/list is not supported"));
    }

    @Test
    void getAndDeleteAreNotAllowed() throws Exception {
        for (String method : List.of("GET", "DELETE", "PUT", "OPTIONS")) {
            var response =
                    send(
                            to("/mcp")
                                    .header("Authorization", "Bearer token-a")
                                    .method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).hasValue("POST");
            assertThat(response.body()).isEqualTo("{\"error\":\"only POST is supported\"}");
        }
    }

    @Test
    void withoutAValidTokenNothingIsAnswered() throws Exception {
        for (String header :
                List.of(
                        "",
                        "Bearer",
                        "Bearer ",
                        "Bearer token-c",
                        "Bearer token-a x",
                        "Basic token-a",
                        "token-a",
                        "bearer")) {
            var request = to("/mcp").header("Content-Type", "application/json");
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            var response = send(request.POST(HttpRequest.BodyPublishers.ofString(PING)));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"a valid bearer token is required\"}");
        }
    }

    @Test
    void aTokenInTheQueryIsNone() throws Exception {
        var response =
                send(
                        to("/mcp?access_token=token-a")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(PING)));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aPreflightFromAPageInABrowserIsNotAnsweredForIt() throws Exception {
        var response =
                send(
                        to("/mcp")
                                .header("Origin", "http://localhost:3000")
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void onlyJsonIsRead() throws Exception {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonx")) {
            var response =
                    send(
                            authorized()
                                    .header("Content-Type", type)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    call(1, "note", "{}"))));
            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"the body must be application/json\"}");
        }
        assertThat(send(authorized().POST(HttpRequest.BodyPublishers.ofString(PING))).statusCode())
                .isEqualTo(415);
        assertThat(
                        send(authorized()
                                        .header("Content-Type", "Application/JSON; charset=utf-8")
                                        .POST(HttpRequest.BodyPublishers.ofString(PING)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        send(authorized()
                                        .header("Content-Type", "application/json")
                                        .header("Content-Encoding", "gzip")
                                        .POST(HttpRequest.BodyPublishers.ofString(PING)))
                                .statusCode())
                .isEqualTo(415);
    }

    @Test
    void anUnknownProtocolVersionIsRefusedSoThatANewerClientFallsBack() throws Exception {
        for (String version : List.of("2026-07-28", "1999-01-01", "x")) {
            var response =
                    send(
                            post(
                                    request(0, "server/discover", "{}"),
                                    "MCP-Protocol-Version",
                                    version));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"error\":\"unsupported MCP-Protocol-Version; supported: 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25\"}");
        }
        assertThat(send(post(PING, "MCP-Protocol-Version", "2025-11-25")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverAMegabyteIsRefusedWithAndWithoutItsLength() throws Exception {
        String large = " ".repeat((1 << 20) + 1);
        String tooLarge = "{\"error\":\"the body may have at most 1 MB\"}";
        assertThat(send(post(large)).body()).isEqualTo(tooLarge);
        var chunked =
                send(
                        authorized()
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.fromPublisher(
                                                HttpRequest.BodyPublishers.ofString(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).isEqualTo(tooLarge);
    }

    @Test
    void healthNeedsNoToken() throws Exception {
        var response = send(to("/healthz").GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(send(to("/healthz").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    @Test
    void whatIsNotThereIsNotRepeated() throws Exception {
        for (String path : List.of("/", "/mcp/", "/mcp/x", "/%3Cscript%3E", "/sse", "/metrics")) {
            var response = send(to(path).GET());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("{\"error\":\"not found\"}");
        }
    }

    @Test
    void theSameIdsOfTwoTokensNeverCross() throws Exception {
        try (var clients = Executors.newFixedThreadPool(8)) {
            var checks = new ArrayList<Future<?>>();
            for (int i = 0; i < 2_000; i++) {
                String owner = i % 2 == 0 ? "a" : "b";
                int id = i / 2;
                checks.add(clients.submit(() -> echoes(owner, id)));
            }
            for (var check : checks) {
                check.get();
            }
        }
    }

    private Void echoes(String owner, int id) throws Exception {
        String text = "{\"text\":\"" + owner + id + "\"}";
        var answer =
                send(
                        to("/mcp")
                                .header("Authorization", "Bearer token-" + owner)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(call(id, "echo", text))));
        assertThat(answer.body())
                .contains("\"id\":" + id + ",")
                .contains("\"session\":\"session-" + owner + "\",\"arguments\":" + text);
        return null;
    }

    @Test
    void aCancelledCallIsStopped() throws Exception {
        var answer =
                client.sendAsync(
                        post(call(1, "wait", "{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        send(
                post(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}"));
        assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.get().statusCode()).isEqualTo(202);
        assertThat(answer.get().body()).isEmpty();
    }

    @Test
    void anotherSessionCannotCancelACall() throws Exception {
        var answer =
                client.sendAsync(
                        post(call(1, "wait", "{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        var response =
                send(
                        to("/mcp")
                                .header("Authorization", "Bearer token-b")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}")));
        assertThat(response.statusCode()).isEqualTo(202);
        tools.release().countDown();
        assertThat(answer.get().body()).contains("\"waited\":true");
    }

    @Test
    void aClientThatLeavesStopsItsCall() throws Exception {
        var answer =
                client.sendAsync(
                        post(call(1, "wait", "{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        answer.cancel(true);
        assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheServerStopsWhatRuns() throws Exception {
        var answer =
                client.sendAsync(
                        post(call(1, "wait", "{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void withoutATokenItDoesNotStart() {
        assertThatThrownBy(() -> new BearerTokens(Map.of()))
                .hasMessage("at least one bearer token is needed");
        assertThatThrownBy(() -> new BearerTokens(Map.of(" ", new Session("s", "p"))))
                .hasMessage("a bearer token must not be empty");
        assertThatThrownBy(() ->
                        HttpServer.start(
                                tools,
                                TestTools.settings(),
                                token -> Optional.of(new Session("s", "anybody")),
                                0))
                .hasMessage("an empty bearer token must not open a session");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            HttpServer.start(
                                    tools,
                                    TestTools.settings(),
                                    new BearerTokens(Map.of("t", new Session("s", "p"))),
                                    taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "port " + taken.getLocalPort() + " on 127.0.0.1 cannot be opened: ");
        }
    }

    @Test
    void freshTokensAreLongAndDifferent() {
        assertThat(List.of(BearerTokens.fresh(), BearerTokens.fresh(), BearerTokens.fresh()))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpRequest.Builder authorized() {
        return to("/mcp").header("Authorization", "Bearer token-a");
    }

    private HttpRequest.Builder post(String body, String... headers) {
        var request = authorized().header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
