package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no proper client sends.
@Timeout(60)
class RawHttpTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String JSON =
            "Authorization: Bearer token\r\nContent-Type: application/json\r\n";
    private static final List<String> PATHS = List.of("POST /mcp", "GET /healthz", "GET /nothing");

    private final TestTools tools = new TestTools();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        tools,
                        TestTools.settings(),
                        new BearerTokens(Map.of("token", new Session("s", "p"))),
                        0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aForeignHostIsRefusedOnEveryPath() throws Exception {
        for (String path : PATHS) {
            for (String host :
                    List.of(
                            "evil.example",
                            "127.0.0.1.nip.io",
                            "localhost.evil.example",
                            "localhost.",
                            "127.0.0.2",
                            "0.0.0.0",
                            "[::]",
                            "user@localhost",
                            "localhost:",
                            "localhost:80:80",
                            "")) {
                assertThat(
                                ask(
                                        path
                                                + " HTTP/1.1\r\nHost: "
                                                + host
                                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .as("%s %s", path, host)
                        .matches("(?s)HTTP/1.1 4(21|00) .*")
                        .satisfies(RawHttpTest::tellsNothing);
            }
            assertThat(ask(path + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
            assertThat(ask(path + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .satisfies(RawHttpTest::tellsNothing);
            assertThat(ask(path + " HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .satisfies(RawHttpTest::tellsNothing);
        }
        assertThat(ask("POST http://evil.example/mcp HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4(21|00) .*")
                .satisfies(RawHttpTest::tellsNothing);
    }

    @Test
    void loopbackHostsAreAllowed() throws Exception {
        for (String host :
                List.of(
                        "localhost",
                        "LOCALHOST:1",
                        "127.0.0.1",
                        "127.0.0.1:8080",
                        "[::1]",
                        "[::1]:99")) {
            assertThat(
                            ask(
                                    "GET /healthz HTTP/1.1\r\nHost: "
                                            + host
                                            + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("{\"status\":\"ok\"}");
        }
    }

    @Test
    void aForeignOriginIsRefusedOnEveryPath() throws Exception {
        for (String path : PATHS) {
            for (String origin :
                    List.of(
                            "http://evil.example",
                            "null",
                            "HTTP://LOCALHOST",
                            "http://localhost.evil.example",
                            "http://evil.example/localhost",
                            "https://127.0.0.1.nip.io",
                            "file://",
                            "")) {
                assertThat(
                                ask(
                                        path
                                                + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                                + origin
                                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .as("%s %s", path, origin)
                        .startsWith("HTTP/1.1 403 ")
                        .endsWith("{\"error\":\"this origin may not call this server\"}");
            }
            assertThat(
                            ask(
                                    path
                                            + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://localhost\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(
                        ask(
                                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:6274\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("Access-Control");
    }

    @Test
    void anEndlessBodyWithoutATokenIsNotRead() throws Exception {
        try (var socket = open()) {
            send(
                    socket,
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n");
            assertThat(head(socket)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void anEndlessBodyWithATokenIsCutOffAtAMegabyte() throws Exception {
        try (var socket = open()) {
            send(
                    socket,
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Transfer-Encoding: chunked\r\n\r\n");
            byte[] chunk =
                    ("10000\r\n" + "x".repeat(0x10000) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 17; sent++) {
                socket.getOutputStream().write(chunk);
            }
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void anAnnouncedBodyOverAMegabyteIsNotWaitedFor() throws Exception {
        try (var socket = open()) {
            send(
                    socket,
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: 4000000000\r\n\r\n");
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void whatIsNotHttpIsAnsweredWithAConstant() throws Exception {
        for (String rubbish :
                List.of(
                        "\u0000\u0001\u0002\r\n\r\n",
                        "GET\r\n\r\n",
                        "POST /mcp HTTP/9.9\r\nHost: localhost\r\n\r\n",
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                                + JSON
                                + "Content-Length: x\r\n\r\n",
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                                + JSON
                                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                                + JSON
                                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "GET /%ff%00/..;/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
                                + "y".repeat(40_000)
                                + "\r\n\r\n",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            assertThat(ask(rubbish))
                    .as(rubbish.substring(0, Math.min(60, rubbish.length())))
                    .matches("(?s)(HTTP/1.1 [45]\\d\\d .*)?")
                    .satisfies(RawHttpTest::tellsNothing);
        }
        assertThat(ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInTurn() throws Exception {
        String one =
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                        + JSON
                        + "Content-Length: "
                        + PING.length()
                        + "\r\n";
        assertThat(ask(one + "\r\n" + PING + one + "Connection: close\r\n\r\n" + PING))
                .containsPattern(
                        "(?s)HTTP/1.1 200 .*\"result\":\\{}.*HTTP/1.1 200 .*\"result\":\\{}");
    }

    @Test
    void aRequestSentBehindARunningCallClosesTheConnectionAfterItsAnswer() throws Exception {
        String body = StdioServerTest.call(1, "wait", "{}");
        String head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: ";
        try (var socket = open()) {
            send(socket, head + body.length() + "\r\n\r\n" + body);
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            send(socket, head + PING.length() + "\r\n\r\n" + PING);
            // Until the server has seen it: it looks every tenth of a second.
            assertThat(tools.stopped().await(500, TimeUnit.MILLISECONDS)).isFalse();
            tools.release().countDown();
            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close")
                    .contains("\"waited\":true")
                    .doesNotContain("\"result\":{}");
        }
    }

    @Test
    void aClientWhoseConnectionBreaksStopsItsCall() throws Exception {
        String body = StdioServerTest.call(1, "wait", "{}");
        try (var socket = open()) {
            send(
                    socket,
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body);
            assertThat(tools.started().await(5, TimeUnit.SECONDS)).isTrue();
            socket.setSoLinger(true, 0);
        }
        assertThat(tools.stopped().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("slow")
    void aBodyThatTricklesInIsCutOff() throws Exception {
        try (var socket = open()) {
            send(
                    socket,
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
                            + JSON
                            + "Content-Length: 1000\r\n\r\n{");
            long from = System.nanoTime();
            assertThat(rest(socket)).satisfies(RawHttpTest::tellsNothing);
            assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    @Tag("slow")
    void aHeaderThatNeverEndsIsCutOff() throws Exception {
        try (var socket = open()) {
            send(socket, "POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            long from = System.nanoTime();
            assertThat(rest(socket)).satisfies(RawHttpTest::tellsNothing);
            assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }

    private static void tellsNothing(String response) {
        assertThat(response.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(
                        "jetty",
                        "exception",
                        "java",
                        "<html",
                        "evil",
                        "nip.io",
                        "/nothing",
                        "server:");
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private String ask(String request) throws IOException {
        try (var socket = open()) {
            send(socket, request);
            return rest(socket);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// The status line of the response.
    private static String head(Socket socket) throws IOException {
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /// All that the server says until it closes the connection, or resets it.
    private static String rest(Socket socket) throws IOException {
        var all = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                all.append((char) c);
            }
        } catch (java.net.SocketException reset) {
            return all.toString();
        }
        return all.toString();
    }
}
