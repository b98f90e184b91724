package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A server over HTTP with the test tools, open to `token-a` and `token-b`, and a client of it.
final class HttpFixture implements AutoCloseable {

    final TestTools tools = new TestTools();
    final HttpClient client = HttpClient.newHttpClient();

    /// The clock by which rates and sessions are measured.
    final AtomicLong nanos = new AtomicLong();

    /// What the door log was told: address, principal, reason.
    final List<String> told = new CopyOnWriteArrayList<>();

    final HttpServer server;

    HttpFixture() throws IOException {
        this(HttpSettings.loopback(0), null);
    }

    /// @param visitors by token; null for the usual two
    HttpFixture(HttpSettings settings, @Nullable Map<String, Visitor> visitors) throws IOException {
        Gate usual =
                new BearerTokens(
                        Map.of(
                                "token-a", new Session("session-a", "a"),
                                "token-b", new Session("session-b", "b")),
                        tools);
        server =
                HttpServer.start(
                        settings,
                        TestTools.settings(),
                        visitors == null ? usual : token -> admission(visitors.get(token)),
                        (client, principal, reason) ->
                                told.add(client + " " + principal + " " + reason),
                        nanos::get);
    }

    private static Gate.Admission admission(@Nullable Visitor visitor) {
        return visitor == null
                ? new Gate.Admission.Refused("expired", "c")
                : new Gate.Admission.Admitted(visitor);
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
