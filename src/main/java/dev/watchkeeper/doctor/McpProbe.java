package dev.watchkeeper.doctor;

import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.McpToolClient;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.mcp.StdioServer;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a client is answered: over stdio and over HTTP, by servers of this process that nobody
/// else can reach, and by the one that runs on the usual port.
final class McpProbe implements Probe {

    private static final int USUAL_PORT = 7466;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HELLO =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"doctor\",\"version\":\"0\"}}}\n";

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var seen = new ArrayList<Observation>();
        seen.add(stdio(installation));
        seen.add(http(installation));
        seen.add(running(installation));
        return seen;
    }

    private static Observation stdio(Installation installation) {
        var out = new ByteArrayOutputStream();
        try {
            new StdioServer(
                            installation.toolbox(),
                            settings(),
                            new Session("doctor", "doctor"),
                            new ByteArrayInputStream(HELLO.getBytes(StandardCharsets.UTF_8)),
                            out)
                    .run();
        } catch (IOException e) {
            return Observation.fail("serve --stdio", "did not answer", report(installation));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Observation.cannotTell("serve --stdio", "was interrupted", null);
        }
        return out.toString(StandardCharsets.UTF_8).contains("\"protocolVersion\"")
                ? Observation.ok("serve --stdio", "answers initialize")
                : Observation.fail(
                        "serve --stdio", "did not answer initialize", report(installation));
    }

    private static Observation http(Installation installation) {
        String token = BearerTokens.fresh();
        try (HttpServer server =
                        HttpServer.start(
                                HttpSettings.loopback(0),
                                settings(),
                                new BearerTokens(
                                        Map.of(token, new Session("doctor", "doctor")),
                                        installation.toolbox()),
                                DoorLog.NONE);
                McpToolClient client = McpToolClient.connect(server.endpoint(), token, PATIENCE)) {
            return Observation.ok(
                    "serve --http",
                    "answers initialize, and lists "
                            + Amounts.counted(client.tools().size(), "tool"));
        } catch (IOException e) {
            return Observation.fail(
                    "serve --http", "no port of 127.0.0.1 could be opened", "ss -ltn");
        } catch (SourceUnavailable e) {
            return Observation.fail("serve --http", e.text(), report(installation));
        }
    }

    private static Observation running(Installation installation) {
        String what = "port " + USUAL_PORT;
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT), 500);
        } catch (IOException e) {
            return Observation.cannotTell(
                    what,
                    "no server listens there; one is needed only for clients over HTTP",
                    installation.command("serve --http"));
        }
        try {
            var connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + USUAL_PORT + "/healthz")
                                    .toURL()
                                    .openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            int status = connection.getResponseCode();
            return status == 200
                    ? Observation.ok(what, "a server runs there and is healthy")
                    : Observation.warn(
                            what,
                            "something answers there with status " + status,
                            "systemctl status watchkeeper; ss -ltnp 'sport = :" + USUAL_PORT + "'");
        } catch (IOException e) {
            return Observation.cannotTell(
                    what,
                    "something listens there and speaks no plain HTTP, as a server with TLS does",
                    "systemctl status watchkeeper");
        }
    }

    private static String report(Installation installation) {
        return installation.command("serve --stdio") + " < /dev/null # and report what it says";
    }

    private static ServerSettings settings() {
        return new ServerSettings(
                "doctor",
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
