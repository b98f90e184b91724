package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpSessionsTest {

    private static final String PING = Rpc.request(7, "ping", "{}");
    private static final String INITIALIZE =
            Rpc.request(
                    0, "initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}");
    private static final String NONE = "{\"error\":\"there is no such session; initialize anew\"}";

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
    void initializeOpensASessionThatLaterRequestsMayName() throws Exception {
        String id = open("token-a");
        assertThat(id).matches("[A-Za-z0-9_-]{32}");
        assertThat(ask("token-a", id).statusCode()).isEqualTo(200);
        assertThat(ask("token-a", id).headers().firstValue(McpSessions.HEADER)).isEmpty();
        assertThat(http.send(http.post(PING)).statusCode()).isEqualTo(200);
    }

    @Test
    void anInitializeThatFailsOpensNone() throws Exception {
        var response = http.send(http.post(Rpc.request(0, "initialize", "{}")));
        assertThat(response.headers().firstValue(McpSessions.HEADER)).isEmpty();
    }

    @Test
    void anUnknownAForeignAnEndedAndAnExpiredSessionAreToldAlike() throws Exception {
        String foreign = open("token-b");
        String ended = open("token-a");
        assertThat(end("token-a", ended).statusCode()).isEqualTo(204);
        String old = open("token-a");
        http.nanos.addAndGet(TimeUnit.HOURS.toNanos(24) + 1);
        String open = open("token-a");
        for (String id : List.of("x", foreign, ended, old, "", open + "x")) {
            assertThat(ask("token-a", id).statusCode()).isEqualTo(404);
            assertThat(ask("token-a", id).body()).isEqualTo(NONE);
            assertThat(end("token-a", id).statusCode()).isEqualTo(404);
            assertThat(end("token-a", id).body()).isEqualTo(NONE);
        }
        assertThat(ask("token-a", open).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionInUseDoesNotExpire() throws Exception {
        String id = open("token-a");
        for (int i = 0; i < 3; i++) {
            http.nanos.addAndGet(TimeUnit.HOURS.toNanos(23));
            assertThat(ask("token-a", id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void deleteNamesTheSession() throws Exception {
        var response =
                http.send(http.authorized().method("DELETE", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"Mcp-Session-Id must name one session\"}");
    }

    @Test
    void aTokenHasSoManySessionsAndTheOneThatWasIdleLongestGoes() {
        var nanos = new AtomicLong();
        var sessions = new McpSessions(nanos::get);
        String other = sessions.open("other");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < McpSessions.PER_TOKEN; i++) {
            ids.add(sessions.open("token"));
        }
        assertThat(sessions.use("token", ids.getFirst())).isTrue();
        sessions.open("token");
        assertThat(sessions.use("token", ids.getFirst())).isTrue();
        assertThat(sessions.use("token", ids.get(1))).isFalse();
        assertThat(sessions.use("other", other)).isTrue();
        assertThat(sessions.count()).isEqualTo(McpSessions.PER_TOKEN + 1);
        nanos.addAndGet(McpSessions.IDLE.toNanos() + 1);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void idsAreNeverTheSame() {
        var sessions = new McpSessions(() -> 0);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(sessions.open("token"));
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void twoClientsOfOneTokenCancelEachTheirOwnCall() throws Exception {
        String mine = open("token-a");
        String other = open("token-a");
        var answer =
                http.client.sendAsync(
                        http.post(Rpc.call(1, "wait", "{}"), McpSessions.HEADER, mine).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(http.tools.started().await(5, TimeUnit.SECONDS)).isTrue();
        String cancel =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
        http.send(http.post(cancel, McpSessions.HEADER, other));
        assertThat(http.tools.stopped().getCount()).isEqualTo(1);
        http.send(http.post(cancel, McpSessions.HEADER, mine));
        assertThat(http.tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.get().statusCode()).isEqualTo(202);
    }

    private String open(String token) throws Exception {
        return http.send(request(token).POST(HttpRequest.BodyPublishers.ofString(INITIALIZE)))
                .headers()
                .firstValue(McpSessions.HEADER)
                .orElseThrow();
    }

    private HttpResponse<String> ask(String token, String session) throws Exception {
        return http.send(
                request(token)
                        .header(McpSessions.HEADER, session)
                        .POST(HttpRequest.BodyPublishers.ofString(PING)));
    }

    private HttpResponse<String> end(String token, String session) throws Exception {
        return http.send(request(token).header(McpSessions.HEADER, session).DELETE());
    }

    private HttpRequest.Builder request(String token) {
        return http.to("/mcp")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }
}
