package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is let in, and what everybody else is told.
@Timeout(30)
class HttpAccessTest {

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
    void onlyPostAndDeleteAreAllowed() throws Exception {
        for (String method : List.of("GET", "PUT", "OPTIONS")) {
            var response =
                    http.send(
                            http.to("/mcp")
                                    .header("Authorization", "Bearer token-a")
                                    .method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).hasValue("POST, DELETE");
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"only POST and DELETE are supported\"}");
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
            var request = http.to("/mcp").header("Content-Type", "application/json");
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            var response = http.send(request.POST(HttpRequest.BodyPublishers.ofString(PING)));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate"))
                    .hasValue(header.isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"");
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"a valid bearer token is required\"}");
        }
    }

    @Test
    void aTokenInTheQueryIsNone() throws Exception {
        var response =
                http.send(
                        http.to("/mcp?access_token=token-a")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(PING)));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aPreflightFromAPageInABrowserIsNotAnsweredForIt() throws Exception {
        var response =
                http.send(
                        http.to("/mcp")
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
                    http.send(
                            http.authorized()
                                    .header("Content-Type", type)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    call(1, "note", "{}"))));
            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"the body must be application/json\"}");
        }
        assertThat(
                        http.send(http.authorized().POST(HttpRequest.BodyPublishers.ofString(PING)))
                                .statusCode())
                .isEqualTo(415);
        assertThat(
                        http.send(
                                        http.authorized()
                                                .header(
                                                        "Content-Type",
                                                        "Application/JSON; charset=utf-8")
                                                .POST(HttpRequest.BodyPublishers.ofString(PING)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        http.send(
                                        http.authorized()
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
                    http.send(
                            http.post(
                                    request(0, "server/discover", "{}"),
                                    "MCP-Protocol-Version",
                                    version));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"error\":\"unsupported MCP-Protocol-Version; supported: 2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25\"}");
        }
        assertThat(http.send(http.post(PING, "MCP-Protocol-Version", "2025-11-25")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverAMegabyteIsRefusedWithAndWithoutItsLength() throws Exception {
        String large = " ".repeat((1 << 20) + 1);
        String tooLarge = "{\"error\":\"the body may have at most 1 MB\"}";
        assertThat(refusal(http.post(large)).body()).isEqualTo(tooLarge);
        var chunked =
                refusal(
                        http.authorized()
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.fromPublisher(
                                                HttpRequest.BodyPublishers.ofString(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).isEqualTo(tooLarge);
    }

    /// The answer to a request whose body is not read to its end: the reset that follows may
    /// overtake it on a busy host, and then it is asked for again.
    private HttpResponse<String> refusal(HttpRequest.Builder request) throws Exception {
        for (int i = 0; i < 9; i++) {
            try {
                return http.send(request);
            } catch (IOException overtaken) {
                assertThat(overtaken).hasMessageNotContaining("refused");
            }
        }
        return http.send(request);
    }

    @Test
    void healthNeedsNoToken() throws Exception {
        var response = http.send(http.to("/healthz").GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(
                        http.send(http.to("/healthz").POST(HttpRequest.BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(405);
    }

    @Test
    void whatIsNotThereIsNotRepeated() throws Exception {
        for (String path :
                List.of(
                        "/",
                        "/mcp/",
                        "/mcp/x/y",
                        "/%3Cscript%3E",
                        "/sse",
                        "/.well-known/oauth-protected-resource")) {
            var response = http.send(http.to(path).GET());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("{\"error\":\"not found\"}");
        }
    }

    @Test
    void withoutATokenItDoesNotStart() {
        assertThatThrownBy(() -> new BearerTokens(Map.of(), new TestTools()))
                .hasMessage("at least one bearer token is needed");
        assertThatThrownBy(
                        () -> new BearerTokens(Map.of(" ", new Session("s", "p")), new TestTools()))
                .hasMessage("a bearer token must not be empty");
        assertThatThrownBy(() ->
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                TestTools.settings(),
                                token ->
                                        new Gate.Admission.Admitted(
                                                new Visitor(
                                                        new Session("s", "anybody"),
                                                        new TestTools())),
                                DoorLog.NONE))
                .hasMessage("an empty bearer token must not open a session");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            HttpServer.start(
                                    HttpSettings.loopback(taken.getLocalPort()),
                                    TestTools.settings(),
                                    new BearerTokens(
                                            Map.of("t", new Session("s", "p")), new TestTools()),
                                    DoorLog.NONE))
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
}
