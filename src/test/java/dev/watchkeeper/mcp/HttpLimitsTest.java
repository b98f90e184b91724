package dev.watchkeeper.mcp;

import static dev.watchkeeper.mcp.Rpc.call;
import static dev.watchkeeper.mcp.Rpc.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How much one client may ask, and that others do not feel it.
@Timeout(60)
class HttpLimitsTest {

    private static final String PING = request(7, "ping", "{}");

    @Test
    void aTokenHasSoManyCallsAMinuteAndPingsBesides() throws Exception {
        try (var http = limited(2)) {
            assertThat(http.send(http.post(call(1, "echo", "{}"))).statusCode()).isEqualTo(200);
            assertThat(http.send(http.post(call(2, "echo", "{}"))).statusCode()).isEqualTo(200);
            var third = http.send(http.post(call(3, "echo", "{}")));
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("retry-after")).hasValue("31");
            assertThat(third.body())
                    .isEqualTo(
                            "{\"error\":\"too many calls with this token within a minute; ask again later\"}");
            assertThat(http.send(http.post(PING)).statusCode()).isEqualTo(200);
            assertThat(other(http, call(3, "echo", "{}")).statusCode()).isEqualTo(200);
            http.nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
            assertThat(http.send(http.post(call(3, "echo", "{}"))).statusCode()).isEqualTo(200);
            assertThat(http.told).containsExactly("127.0.0.1 a too many calls");
        }
    }

    @Test
    void whatIsNoCallIsLimitedTooButLess() throws Exception {
        try (var http = limited(2)) {
            for (int i = 0; i < 600; i++) {
                assertThat(http.send(http.post(PING)).statusCode()).isEqualTo(200);
            }
            var more = http.send(http.post(PING));
            assertThat(more.statusCode()).isEqualTo(429);
            assertThat(more.headers().firstValue("retry-after")).hasValue("1");
            assertThat(other(http, PING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAddressWithoutATokenIsSlowedDownAndWhoHasOneIsNot() throws Exception {
        try (var http = new HttpFixture()) {
            var wrong =
                    http.to("/mcp")
                            .header("Authorization", "Bearer wrong")
                            .POST(HttpRequest.BodyPublishers.ofString(PING));
            for (int i = 0; i < 60; i++) {
                assertThat(http.send(wrong).statusCode()).isEqualTo(401);
            }
            var more = http.send(wrong);
            assertThat(more.statusCode()).isEqualTo(429);
            assertThat(more.headers().firstValue("www-authenticate")).isEmpty();
            assertThat(more.body())
                    .isEqualTo(
                            "{\"error\":\"too many requests without a valid token came from this address\"}");
            assertThat(http.send(http.post(PING)).statusCode()).isEqualTo(200);
            assertThat(http.told).hasSize(60).containsOnly("127.0.0.1  unknown token");
            http.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
            assertThat(http.send(wrong).statusCode()).isEqualTo(401);
            assertThat(http.told)
                    .hasSize(61)
                    .endsWith("127.0.0.1  unknown token; 1 more from there were not written down");
        }
    }

    @Test
    void aTokenHasSoManyRequestsUnanswered() throws Exception {
        try (var http = new HttpFixture()) {
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i <= Unanswered.PER_TOKEN; i++) {
                waiting.add(
                        http.client.sendAsync(
                                http.post(call(i, "wait", "{}")).build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            Object _ = CompletableFuture.anyOf(waiting.toArray(CompletableFuture<?>[]::new)).join();
            HttpResponse<String> refused =
                    waiting.stream()
                            .filter(CompletableFuture::isDone)
                            .findFirst()
                            .orElseThrow()
                            .join();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"error\":\"too many requests with this token are unanswered; ask fewer at a time\"}");
            assertThat(other(http, call(1, "echo", "{}")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void manyInitializeChangeNothingForOthers() throws Exception {
        try (var http = limited(120)) {
            String initialize = request(0, "initialize", "{\"protocolVersion\":\"2025-11-25\"}");
            String mine =
                    other(http, initialize).headers().firstValue(McpSessions.HEADER).orElseThrow();
            int status = 200;
            for (int i = 0; i < 1_300 && status == 200; i++) {
                status = http.send(http.post(initialize)).statusCode();
            }
            assertThat(status).isEqualTo(429);
            assertThat(other(http, PING, McpSessions.HEADER, mine).statusCode()).isEqualTo(200);
        }
    }

    /// A server where `token-a` may make so many calls a minute and `token-b` any number.
    private static HttpFixture limited(int calls) throws Exception {
        var tools = new TestTools();
        return new HttpFixture(
                HttpSettings.loopback(0),
                Map.of(
                        "token-a", visitor("a", tools, calls),
                        "token-b", visitor("b", tools, Visitor.UNLIMITED)));
    }

    private static Visitor visitor(String name, TestTools tools, int calls) {
        return new Visitor(
                new Session("session-" + name, name),
                toolset -> Optional.of(tools),
                calls,
                tool -> List.of());
    }

    private static HttpResponse<String> other(HttpFixture http, String body, String... headers)
            throws Exception {
        var request =
                http.to("/mcp")
                        .header("Authorization", "Bearer token-b")
                        .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
