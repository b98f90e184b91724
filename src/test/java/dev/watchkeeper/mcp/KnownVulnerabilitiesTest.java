package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What went wrong in other MCP servers and libraries, against this one as it is shipped: nothing
/// is configured but tokens.
@Timeout(60)
class KnownVulnerabilitiesTest {

    private static final String PING = request(7, "ping", "{}");
    private static final List<String> ROUTES =
            List.of(
                    "POST /mcp",
                    "DELETE /mcp",
                    "POST /mcp/reading",
                    "GET /healthz",
                    "GET /metrics",
                    "GET /.well-known/oauth-protected-resource",
                    "GET /nothing");

    private HttpFixture http;

    @BeforeEach
    void start() throws IOException {
        http = new HttpFixture();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    /// MCP Java SDK before 1.0.0: neither was looked at.
    @Test
    void cve202635568ForeignOriginsAndHostsAreRefusedOnEveryRoute() throws Exception {
        for (String route : ROUTES) {
            for (String origin :
                    List.of(
                            "http://evil.example",
                            "null",
                            "HTTP://LOCALHOST",
                            "http://localhost.evil.example",
                            "http://localhost\r\nOrigin: http://evil.example")) {
                assertThat(raw(route, "Host: localhost\r\nOrigin: " + origin))
                        .as("%s from %s", route, origin)
                        .startsWith("HTTP/1.1 403 ");
            }
            for (String host :
                    List.of(
                            "Host: evil.example",
                            "Host: 127.0.0.1.nip.io",
                            "Host: 169.254.169.254",
                            "Host:",
                            "X: y")) {
                assertThat(raw(route, host))
                        .as("%s with %s", route, host)
                        .matches("(?s)HTTP/1.1 4(21|00) .*");
            }
        }
    }

    /// MCP Java SDK: `Access-Control-Allow-Origin: *` in every answer.
    @Test
    void cve202634237NoAnswerHasACorsHeaderAndAPreflightFails() throws Exception {
        for (String route : ROUTES) {
            assertThat(raw(route, "Host: localhost\r\nOrigin: http://localhost:3000"))
                    .as(route)
                    .doesNotContainIgnoringCase("access-control");
            assertThat(
                            raw(
                                    "OPTIONS" + route.substring(route.indexOf(' ')),
                                    "Host: localhost\r\nOrigin: http://localhost:3000\r\nAccess-Control-Request-Method: POST\r\nAuthorization: Bearer token-a"))
                    .as(route)
                    .matches("(?s)HTTP/1.1 40[45] .*")
                    .doesNotContainIgnoringCase("access-control");
        }
    }

    /// MCP Java SDK up to 2.0.0: the whole body was read before anybody asked for a token.
    @Test
    void cve2026108395NoBodyIsReadBeforeTheTokenAndTheOriginAreChecked() throws Exception {
        String endless = "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n";
        for (var each :
                Map.of(
                                "Host: localhost\r\n", "401",
                                "Host: evil.example\r\nAuthorization: Bearer token-a\r\n", "421",
                                "Host: localhost\r\nOrigin: null\r\nAuthorization: Bearer token-a\r\n",
                                        "403")
                        .entrySet()) {
            try (var socket = new RawSocket(http.server)) {
                socket.send("POST /mcp HTTP/1.1\r\n" + each.getKey() + endless);
                assertThat(socket.status()).startsWith("HTTP/1.1 " + each.getValue() + " ");
            }
        }
    }

    /// TypeScript SDK (CVE-2025-66414), Python SDK (-66416), Java SDK (CVE-2026-34742).
    @Test
    void cve202566414RebindingIsRefusedWithNothingConfigured() throws Exception {
        assertThat(raw("POST /mcp", "Host: rebound.example\r\nAuthorization: Bearer token-a"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(http.server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    /// TypeScript SDK: one instance answered one client with what another had asked.
    @Test
    void cve202625536TheSameIdsOfTwoTokensNeverCross() throws Exception {
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
        assertThat(post("token-" + owner, call(id, "echo", text)).body())
                .contains("\"id\":" + id + ",")
                .contains("\"session\":\"session-" + owner + "\",\"arguments\":" + text);
        return null;
    }

    /// Python SDK before 1.27.2: whoever knew a session's id had the session.
    @Test
    void cve202652869AForeignSessionIsAsUnknownAsOneThatNeverWas() throws Exception {
        String initialize = request(0, "initialize", "{\"protocolVersion\":\"2025-11-25\"}");
        String id =
                post("token-a", initialize).headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(post("token-a", PING, "Mcp-Session-Id", id).statusCode()).isEqualTo(200);
        var foreign = post("token-b", PING, "Mcp-Session-Id", id);
        var unknown = post("token-b", PING, "Mcp-Session-Id", "x".repeat(32));
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(foreign.headers().map()).isEqualTo(unknown.headers().map());
    }

    /// oatpp-mcp: session ids that could be foretold.
    @Test
    void cve20256515SessionIdsAreLongAndNeverTheSame() {
        var sessions = new McpSessions(System::nanoTime);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(sessions.open("token"));
        }
        // 6 bits a character.
        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{32}"));
    }

    /// Go SDK: keys were matched whatever their case, and folded by Unicode.
    @Test
    void cve202627896KeysAreMatchedToTheLetter() throws Exception {
        for (String key :
                List.of(
                        "Method",
                        "METHOD",
                        "method ",
                        "param\u017F",
                        "Id",
                        "JSONRPC",
                        "re\u017Fult")) {
            var answer =
                    post(
                            "token-a",
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\""
                                    + key
                                    + "\":\"x\"}");
            assertThat(answer.statusCode()).as(key).isEqualTo(400);
            assertThat(answer.body()).as(key).contains("\"code\":-32600");
        }
        for (String params :
                List.of(
                        "{\"name\":\"echo\",\"Name\":\"note\"}",
                        "{\"name\":\"echo\",\"argument\u017F\":{}}")) {
            assertThat(post("token-a", request(1, "tools/call", params)).body())
                    .contains("\"code\":-32600");
        }
        assertThat(
                        post(
                                        "token-a",
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/list\"}")
                                .body())
                .contains("\"code\":-32700");
    }

    /// Go SDK: a key ended at NUL.
    @Test
    void go20264770KeysWithNulAreRefused() throws Exception {
        for (String message :
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\\u0000x\":\"ping\",\"method\":\"ping\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":[{\"b\\u0000\":1}]}}")) {
            assertThat(post("token-a", message).body())
                    .isEqualTo(Rpc.error("1", -32600, "a key must not hold control characters"));
        }
    }

    /// Go SDK: a form of any web page could call a tool.
    @Test
    void go20264773ASimplePostOfAPageRunsNothing() throws Exception {
        for (String type :
                List.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=application/json",
                        "text/plain; application/json")) {
            var response =
                    http.send(
                            http.authorized()
                                    .header("Content-Type", type)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    call(1, "wait", "{}"))));
            assertThat(response.statusCode()).as(type).isEqualTo(415);
        }
        assertThat(http.tools.started().getCount()).isEqualTo(1);
    }

    /// TypeScript SDK: a URI template whose matching took for ever. There are no resources here.
    @Test
    void cve20260621ThereAreNoResourceAddressesToMatch() throws Exception {
        String uri = "test://" + "a/".repeat(5_000);
        assertThat(
                        post("token-a", request(1, "resources/read", "{\"uri\":\"" + uri + "\"}"))
                                .body())
                .isEqualTo(Rpc.error("1", -32601, "method resources/read is not supported"));
        assertThat(
                        post(
                                        "token-a",
                                        request(
                                                1,
                                                "initialize",
                                                "{\"protocolVersion\":\"2025-11-25\"}"))
                                .body())
                .contains("\"capabilities\":{\"tools\":{\"listChanged\":false}}");
    }

    /// MCP Inspector: a proxy that started what it was told to, for anybody.
    @Test
    void cve202549596NoRouteTakesACommand() throws Exception {
        for (String path :
                List.of(
                        "/stdio?command=id",
                        "/sse?transportType=stdio&command=id",
                        "/message",
                        "/config",
                        "/proxy",
                        "/mcp/../stdio")) {
            assertThat(raw("GET " + path, "Host: localhost\r\nAuthorization: Bearer token-a"))
                    .as(path)
                    .matches("(?s)HTTP/1.1 40[04] .*");
        }
    }

    /// mcp-remote: a command in the address of the authorization server.
    @Test
    void cve20256514AddressesInMetadataAreHttpsAndNotFromTheRequest() throws Exception {
        for (String address :
                List.of(
                        "http://evil.example/",
                        "file:///bin/sh",
                        "a:$(id)",
                        "javascript:alert(1)")) {
            assertThatThrownBy(() ->
                            new ProtectedResource(
                                    URI.create("https://watch.example.org/mcp"),
                                    List.of(URI.create(address.replace("$(id)", "%24id"))),
                                    List.of()))
                    .isInstanceOf(BadRequest.class);
        }
        assertThat(
                        raw(
                                "GET /.well-known/oauth-protected-resource",
                                "Host: localhost:9999\r\nX-Forwarded-Host: evil.example"))
                .startsWith("HTTP/1.1 404 ");
    }

    /// CVE-2026-49257, CVE-2026-32211: open to all who could reach it.
    @Test
    void cve202649257ItDoesNotStartWithoutATokenNorAnswersWithoutOne() throws Exception {
        assertThatThrownBy(() -> new BearerTokens(Map.of(), http.tools))
                .hasMessage("at least one bearer token is needed");
        assertThatThrownBy(() ->
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                TestTools.settings(),
                                token ->
                                        new Gate.Admission.Admitted(
                                                new Visitor(new Session("s", "p"), http.tools)),
                                DoorLog.NONE))
                .hasMessage("an empty bearer token must not open a session");
        for (String authorization : List.of("X: y", "Authorization: Bearer ", "Cookie: token-a")) {
            assertThat(raw("POST /mcp", "Host: localhost\r\n" + authorization))
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    /// Splunk MCP: objects made of what a client sent.
    @Test
    void cve202676404NothingMakesObjectsOfATypeThatTheTextNames() throws Exception {
        assertThat(
                        post(
                                        "token-a",
                                        call(
                                                1,
                                                "echo",
                                                "{\"@class\":\"java.net.URL\",\"@type\":\"x\"}"))
                                .body())
                .contains("\"arguments\":{\"@class\":\"java.net.URL\",\"@type\":\"x\"}");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(file)
                        .content()
                        .doesNotContain(
                                "ObjectInputStream",
                                "DefaultTyping",
                                "@JsonTypeInfo",
                                "XMLDecoder",
                                "org.yaml.snakeyaml");
            }
        }
    }

    /// Python SDK (CVE-2025-53365, -53366): one malformed request ended the server.
    @Test
    void cve202553365NothingMalformedEndsTheServer() throws Exception {
        for (String body : MalformedMessages.ALL) {
            var response = post("token-a", body);
            assertThat(response.statusCode())
                    .as(body.substring(0, Math.min(80, body.length())))
                    .isBetween(200, 499);
            RawHttpTest.tellsNothing(response.body());
        }
        assertThat(post("token-a", PING).body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    }

    private String raw(String route, String headers) throws IOException {
        return RawSocket.ask(
                http.server,
                route
                        + " HTTP/1.1\r\n"
                        + headers
                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    private HttpResponse<String> post(String token, String body, String... headers)
            throws Exception {
        var request =
                http.to("/mcp")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
