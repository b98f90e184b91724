package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies without end, connections that break, requests behind requests.
@Timeout(60)
class HttpConnectionTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String JSON =
            "Authorization: Bearer token\r\nContent-Type: application/json\r\n";

    private final TestTools tools = new TestTools();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        TestTools.settings(),
                        new BearerTokens(Map.of("token", new Session("s", "p")), tools),
                        DoorLog.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEndlessBodyWithoutATokenIsNotRead() throws Exception {
        try (var socket = new RawSocket(server)) {
            socket.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n");
            assertThat(socket.status()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void anEndlessBodyWithATokenIsCutOffAtAMegabyte() throws Exception {
        try (var socket = new RawSocket(server)) {
            socket.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int sent = 0; sent < 17; sent++) {
                socket.send(chunk);
            }
            assertThat(socket.status()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void anAnnouncedBodyOverAMegabyteIsNotWaitedFor() throws Exception {
        try (var socket = new RawSocket(server)) {
            socket.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: 4000000000\r\n\r\n");
            assertThat(socket.status()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInTurn() throws Exception {
        String one =
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                        + JSON
                        + "Content-Length: "
                        + PING.length()
                        + "\r\n";
        assertThat(
                        RawSocket.ask(
                                server,
                                one + "\r\n" + PING + one + "Connection: close\r\n\r\n" + PING))
                .containsPattern(
                        "(?s)HTTP/1.1 200 .*\"result\":\\{}.*HTTP/1.1 200 .*\"result\":\\{}");
    }

    @Test
    void aRequestSentBehindARunningCallClosesTheConnectionAfterItsAnswer() throws Exception {
        String body = Rpc.call(1, "wait", "{}");
        String head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: ";
        try (var socket = new RawSocket(server)) {
            socket.send(head + body.length() + "\r\n\r\n" + body);
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            socket.send(head + PING.length() + "\r\n\r\n" + PING);
            // Until the server has seen it: it looks every tenth of a second.
            assertThat(tools.stopped().await(500, TimeUnit.MILLISECONDS)).isFalse();
            tools.release().countDown();
            assertThat(socket.rest())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close")
                    .contains("\"waited\":true")
                    .doesNotContain("\"result\":{}");
        }
    }

    @Test
    void aClientWhoseConnectionBreaksStopsItsCall() throws Exception {
        String body = Rpc.call(1, "wait", "{}");
        try (var socket = new RawSocket(server)) {
            socket.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body);
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            socket.reset();
        }
        assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("slow")
    void aBodyThatDoesNotComeIsCutOff() throws Exception {
        try (var socket = new RawSocket(server)) {
            socket.send(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: 1000\r\n\r\n{");
            long from = System.nanoTime();
            assertThat(socket.rest()).satisfies(RawHttpTest::tellsNothing);
            assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    @Tag("slow")
    void aHeaderThatDoesNotEndIsCutOff() throws Exception {
        try (var socket = new RawSocket(server)) {
            socket.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            long from = System.nanoTime();
            assertThat(socket.rest()).satisfies(RawHttpTest::tellsNothing);
            assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }
}
