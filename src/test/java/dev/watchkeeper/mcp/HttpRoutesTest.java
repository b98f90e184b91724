package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.tool.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What there is beside `/mcp`: toolsets, metrics, and what OAuth clients ask for.
@Timeout(30)
class HttpRoutesTest {

    private static final ProtectedResource RESOURCE =
            new ProtectedResource(
                    URI.create("https://watch.example.org/mcp"),
                    List.of(URI.create("https://login.example.org/")),
                    List.of("logs:read", "incidents:write"));

    private static HttpSettings settings(boolean behindProxy) {
        return new HttpSettings(
                "127.0.0.1",
                0,
                behindProxy,
                null,
                List.of("watch.example.org"),
                RESOURCE,
                "metrics-token"::equals);
    }

    /// `token-a` sees the toolset `reading` and no other; `note` would take a further scope.
    private static HttpFixture scoped() throws Exception {
        var all = new TestTools();
        var reading = new SelectedToolbox(all, "reading", Set.of("echo", "fail"));
        return new HttpFixture(
                settings(false),
                Map.of(
                        "token-a",
                        new Visitor(
                                new Session("session-a", "a"),
                                toolset ->
                                        toolset == null || toolset.equals("reading")
                                                ? Optional.of(reading)
                                                : Optional.empty(),
                                60,
                                tool ->
                                        tool.equals("note")
                                                ? List.of("incidents:write")
                                                : List.of())));
    }

    @Test
    void aToolsetIsServedUnderItsName() throws Exception {
        try (var http = scoped()) {
            assertThat(names(post(http, "/mcp/reading", request(1, "tools/list", "{}"))))
                    .containsExactly("echo", "fail");
            assertThat(post(http, "/mcp/reading", call(1, "echo", "{}")).body())
                    .contains("\"session\":\"session-a\"");
            assertThat(post(http, "/mcp/reading", call(1, "wait", "{}")).body())
                    .isEqualTo(
                            Rpc.error(
                                    "1",
                                    -32602,
                                    "there is no tool named wait; the tools are: echo, fail"));
        }
    }

    @Test
    void aToolsetThatIsNotTheirsAndOneThatDoesNotExistAreToldAlike() throws Exception {
        try (var http = scoped()) {
            for (String path : List.of("/mcp/writing", "/mcp/x", "/mcp/READING", "/mcp/a%20b")) {
                var response = post(http, path, request(1, "tools/list", "{}"));
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).isEqualTo("{\"error\":\"not found\"}");
            }
        }
    }

    @Test
    void aToolForWhichAFurtherScopeIsNeededSaysWhich() throws Exception {
        try (var http = scoped()) {
            var response = post(http, "/mcp", call(1, "note", "{}"));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("www-authenticate"))
                    .hasValue(
                            "Bearer error=\"insufficient_scope\", scope=\"incidents:write\", resource_metadata=\"https://watch.example.org/.well-known/oauth-protected-resource/mcp\"");
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"the token needs a further scope for this\"}");
        }
    }

    @Test
    void aGoodTokenThatOpensNothingIsToldWhichScopeToAskFor() throws Exception {
        Gate gate =
                token ->
                        token.isEmpty()
                                ? new Gate.Admission.Refused("no token", "")
                                : new Gate.Admission.Unscoped("oauth:anna", "logs:read");
        var told = new ArrayList<String>();
        try (var server =
                        HttpServer.start(
                                settings(false),
                                TestTools.settings(),
                                gate,
                                (_, principal, reason) -> told.add(principal + " " + reason));
                var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + server.port() + "/mcp"))
                                    .header("Authorization", "Bearer anna")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("www-authenticate"))
                    .hasValue(
                            "Bearer error=\"insufficient_scope\", scope=\"logs:read\", resource_metadata=\"https://watch.example.org/.well-known/oauth-protected-resource/mcp\"");
            assertThat(told).containsExactly("oauth:anna none of its scopes opens anything");
        }
    }

    @Test
    void withoutAValidTokenAClientIsToldWhereToGetOne() throws Exception {
        try (var http = scoped()) {
            String metadata =
                    "scope=\"logs:read incidents:write\", resource_metadata=\"https://watch.example.org/.well-known/oauth-protected-resource/mcp\"";
            var none = http.send(http.to("/mcp").POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(none.headers().firstValue("www-authenticate"))
                    .hasValue("Bearer " + metadata);
            var wrong =
                    http.send(
                            http.to("/mcp/reading")
                                    .header("Authorization", "Bearer old")
                                    .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("www-authenticate"))
                    .hasValue("Bearer error=\"invalid_token\", " + metadata);
            assertThat(http.told).containsExactly("127.0.0.1  no token", "127.0.0.1 c expired");
        }
    }

    @Test
    void theMetadataOfTheResourceIsConstant() throws Exception {
        try (var http = scoped()) {
            for (String path :
                    List.of(
                            "/.well-known/oauth-protected-resource",
                            "/.well-known/oauth-protected-resource/mcp")) {
                var response = http.send(http.to(path).GET());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body())
                        .isEqualTo(
                                "{\"resource\":\"https://watch.example.org/mcp\",\"authorization_servers\":[\"https://login.example.org/\"],\"scopes_supported\":[\"logs:read\",\"incidents:write\"],\"bearer_methods_supported\":[\"header\"]}");
            }
        }
    }

    @Test
    void theResourceIsNamedByHttps() {
        assertThatThrownBy(() ->
                        new ProtectedResource(
                                URI.create("http://watch.example.org/mcp"), List.of(), List.of()))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the resource must be an https address without user, query or fragment");
        assertThatThrownBy(() ->
                        new ProtectedResource(
                                RESOURCE.resource(),
                                RESOURCE.authorizationServers(),
                                List.of("a\"b")))
                .hasMessage(
                        "a scope has 1 to 100 printable characters without space, quote or backslash");
    }

    @Test
    void metricsAreOpenOnThisHostAndElseToTheirToken() throws Exception {
        try (var http = scoped()) {
            post(http, "/mcp", call(1, "echo", "{}"));
            post(http, "/mcp", call(1, "note", "{}"));
            var response = http.send(http.to("/metrics").GET());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body())
                    .contains(
                            """
                            # HELP watchkeeper_calls_total Tool calls by tool and outcome.
                            # TYPE watchkeeper_calls_total counter
                            watchkeeper_calls_total{tool="echo",outcome="answered"} 1
                            """,
                            "watchkeeper_refusals_total{reason=\"insufficient_scope\"} 1\n",
                            "watchkeeper_call_seconds_count 1\n",
                            "watchkeeper_calls_in_flight 0\n",
                            "watchkeeper_build_info{version=\"1.2.3\"} 1\n",
                            "# TYPE jvm_memory_used_bytes gauge\n");
            for (String line : response.body().split("\n", -1)) {
                assertThat(line)
                        .matches(
                                "|# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? [0-9.E+-]+");
            }
            for (String header : List.of("X-Forwarded-For", "Via", "Forwarded")) {
                var passedOn = http.send(http.to("/metrics").header(header, "1.2.3.4").GET());
                assertThat(passedOn.statusCode()).isEqualTo(401);
                assertThat(passedOn.headers().firstValue("www-authenticate")).hasValue("Bearer");
            }
        }
        try (var http = new HttpFixture(settings(true), null)) {
            assertThat(http.send(http.to("/metrics").GET()).statusCode()).isEqualTo(401);
            assertThat(metrics(http, "token-a").statusCode()).isEqualTo(401);
            assertThat(metrics(http, "metrics-token").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theAddressThatAProxyAddedIsTheClients() throws Exception {
        String forged = "10.0.0.1, 203.0.113.9";
        try (var http = new HttpFixture(settings(true), null)) {
            http.send(http.to("/mcp").header("X-Forwarded-For", forged).GET());
            http.send(http.to("/mcp").header("X-Forwarded-For", "<script>").GET());
            assertThat(http.told).containsExactly("203.0.113.9  no token", "127.0.0.1  no token");
        }
        try (var http = new HttpFixture(settings(false), null)) {
            http.send(http.to("/mcp").header("X-Forwarded-For", forged).GET());
            assertThat(http.told).containsExactly("127.0.0.1  no token");
        }
    }

    @Test
    void aFurtherNameOfTheServerIsAHostAndAnOriginOfIts() throws Exception {
        try (var http = scoped()) {
            for (String host : List.of("watch.example.org", "Watch.Example.org:443")) {
                assertThat(health(http, host, "https://watch.example.org"))
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(health(http, "watch.example.org", "https://example.org"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(health(http, "example.org", "https://watch.example.org"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    private static String health(HttpFixture http, String host, String origin) throws Exception {
        return RawSocket.ask(
                http.server,
                "GET /healthz HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nOrigin: "
                        + origin
                        + "\r\nConnection: close\r\n\r\n");
    }

    private static HttpResponse<String> metrics(HttpFixture http, String token) throws Exception {
        return http.send(http.to("/metrics").header("Authorization", "Bearer " + token).GET());
    }

    private static HttpResponse<String> post(HttpFixture http, String path, String body)
            throws Exception {
        return http.send(
                http.to(path)
                        .header("Authorization", "Bearer token-a")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<String> names(HttpResponse<String> list) {
        return Json.MAPPER.readTree(list.body()).at("/result/tools").findValuesAsString("name");
    }
}
