package dev.watchkeeper.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/// The other side of a channel: a real HTTP server that answers as it is told, then 200.
final class Receiver implements AutoCloseable {

    /// One request as it arrived.
    record Request(String path, Map<String, List<String>> headers, Map<?, ?> body) {
        String id() {
            return headers.getOrDefault("Idempotency-key", List.of("")).getFirst();
        }
    }

    /// One answer to give.
    record Answer(int status, String header, String value) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Receiver(int port) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    requests.add(
                            new Request(
                                    exchange.getRequestURI().getPath(),
                                    Map.copyOf(exchange.getRequestHeaders()),
                                    JsonMapper.shared()
                                            .readValue(
                                                    new String(body, StandardCharsets.UTF_8),
                                                    Map.class)));
                    Answer answer = answers.poll();
                    if (answer != null && !answer.header().isEmpty()) {
                        exchange.getResponseHeaders().add(answer.header(), answer.value());
                    }
                    exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), -1);
                    exchange.close();
                });
        server.start();
    }

    void answers(int status, String header, String value) {
        answers.add(new Answer(status, header, value));
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    List<String> ids() {
        return requests.stream().map(Request::id).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
