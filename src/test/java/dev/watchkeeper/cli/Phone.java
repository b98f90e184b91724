package dev.watchkeeper.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An ntfy server on loopback, which keeps every message it got.
public final class Phone implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    /// What happens when a message came, and before it is answered; is given its number from 1.
    public volatile IntConsumer onMessage = number -> {};

    public Phone() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public String topic() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/watch";
    }

    /// A webhook of Discord's kind on it.
    public String webhook() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/webhooks/1/x";
    }

    /// What came, as it came.
    public List<JsonNode> bodies() {
        return List.copyOf(messages);
    }

    /// Titles and texts, in the order in which they came.
    public List<String> messages() {
        return messages.stream()
                .map(m -> m.path("title").asString("") + "\n" + m.path("message").asString(""))
                .toList();
    }

    public List<String> titles() {
        return messages.stream().map(m -> m.path("title").asString("")).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            messages.add(JsonMapper.shared().readTree(body));
            onMessage.accept(messages.size());
            byte[] answer = "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
