package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no proper client sends.
@Timeout(60)
class RawHttpTest {

    private static final String JSON =
            "Authorization: Bearer token\r\nContent-Type: application/json\r\n";
    private static final List<String> PATHS = List.of("POST /mcp", "GET /healthz", "GET /nothing");

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
                                RawSocket.ask(
                                        server,
                                        path
                                                + " HTTP/1.1\r\nHost: "
                                                + host
                                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .as("%s %s", path, host)
                        .matches("(?s)HTTP/1.1 4(21|00) .*")
                        .satisfies(RawHttpTest::tellsNothing);
            }
            assertThat(RawSocket.ask(server, path + " HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(RawSocket.ask(server, path + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .satisfies(RawHttpTest::tellsNothing);
            assertThat(
                            RawSocket.ask(
                                    server,
                                    path
                                            + " HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .satisfies(RawHttpTest::tellsNothing);
        }
        assertThat(
                        RawSocket.ask(
                                server,
                                "POST http://evil.example/mcp HTTP/1.1\r\nHost: localhost\r\n\r\n"))
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
                            RawSocket.ask(
                                    server,
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
                                RawSocket.ask(
                                        server,
                                        path
                                                + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                                + origin
                                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .as("%s %s", path, origin)
                        .startsWith("HTTP/1.1 403 ")
                        .endsWith("{\"error\":\"this origin may not call this server\"}");
            }
            assertThat(
                            RawSocket.ask(
                                    server,
                                    path
                                            + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://localhost\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(
                        RawSocket.ask(
                                server,
                                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:6274\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("Access-Control");
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
            assertThat(RawSocket.ask(server, rubbish))
                    .as(rubbish.substring(0, Math.min(60, rubbish.length())))
                    .matches("(?s)(HTTP/1.1 [45]\\d\\d .*)?")
                    .satisfies(RawHttpTest::tellsNothing);
        }
        assertThat(
                        RawSocket.ask(
                                server,
                                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    static void tellsNothing(String response) {
        assertThat(response.toLowerCase(Locale.ROOT))
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
}
