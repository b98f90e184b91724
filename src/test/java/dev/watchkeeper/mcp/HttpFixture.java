package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// A server over HTTP with the test tools, open to `token-a` and `token-b`, and a client of it.
final class HttpFixture implements AutoCloseable {

    final TestTools tools = new TestTools();
    final HttpClient client = HttpClient.newHttpClient();
    final HttpServer server;

    HttpFixture() throws IOException {
        server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        TestTools.settings(),
                        new BearerTokens(
                                Map.of(
                                        "token-a", new Session("session-a", "a"),
                                        "token-b", new Session("session-b", "b")),
                                tools),
                        DoorLog.NONE);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpRequest.Builder authorized() {
        return to("/mcp").header("Authorization", "Bearer token-a");
    }

    HttpRequest.Builder post(String body, String... headers) {
        var request = authorized().header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
