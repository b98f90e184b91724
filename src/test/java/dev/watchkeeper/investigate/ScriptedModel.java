package dev.watchkeeper.investigate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Messages API that answers from a script, on loopback: what stands in for the model when the
/// real Claude Code is tested. The turn is the number of assistant messages in the request, so
/// retries and parallel runs need no state. Logs every request.
public final class ScriptedModel implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Something that the model says.
    public sealed interface Block {
        /// A call of a tool. In its texts, `{{result:REGEX}}` becomes group 1 of the last match of
        /// REGEX in the tool results so far.
        record ToolUse(String name, Map<String, Object> input) implements Block {}

        record Text(String text) implements Block {}
    }

    /// What happens to one attempt at a turn.
    public enum Trouble {
        OVERLOADED(529),
        LIMITED(429),
        UNAUTHORIZED(401),
        NOT_FOUND(404),
        BROKEN(500),
        /// The connection closes without an answer.
        RESET(0),
        /// No answer until the model is closed.
        HANG(0);

        private final int status;

        Trouble(int status) {
            this.status = status;
        }
    }

    /// One answer of the model.
    ///
    /// @param troubles what the first attempts meet; with `always`, the last one stays
    public record Turn(List<Block> blocks, List<Trouble> troubles, boolean always) {

        public static Turn says(Block... blocks) {
            return new Turn(List.of(blocks), List.of(), false);
        }

        public static Turn says(String text) {
            return says(new Block.Text(text));
        }

        public static Turn calls(String tool, Map<String, Object> input) {
            return says(new Block.ToolUse(tool, input));
        }

        public static Turn never(Trouble trouble) {
            return new Turn(List.of(), List.of(trouble), true);
        }
    }

    /// A request as it came.
    public record Request(
            String method, String path, Map<String, String> headers, String body, int turn) {

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private final HttpServer server;
    private final BiFunction<JsonNode, Integer, Turn> turns;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScriptedModel(HttpServer server, BiFunction<JsonNode, Integer, Turn> turns) {
        this.server = server;
        this.turns = turns;
    }

    /// Starts one on a free loopback port. After the last turn, the last turn is given again.
    public static ScriptedModel start(Turn... turns) throws IOException {
        return start((_, index) -> turns[Math.min(index, turns.length - 1)]);
    }

    /// Starts one that answers each conversation by what was said in it.
    public static ScriptedModel thinking(Function<JsonNode, Turn> next) throws IOException {
        return start((request, _) -> next.apply(request));
    }

    private static ScriptedModel start(BiFunction<JsonNode, Integer, Turn> turns)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var model = new ScriptedModel(server, turns);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", model::handle);
        server.start();
        return model;
    }

    /// What ANTHROPIC_BASE_URL has to be.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// The requests for an answer of the model.
    public List<Request> messages() {
        return requests.stream().filter(request -> request.turn() >= 0).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            boolean message =
                    exchange.getRequestMethod().equals("POST") && path.equals("/v1/messages");
            int turn = message ? assistantMessages(body) : -1;
            requests.add(
                    new Request(exchange.getRequestMethod(), path, headers(exchange), body, turn));
            if (message) {
                answer(exchange, JSON.readTree(body), turn);
            } else if (path.equals("/v1/messages/count_tokens")) {
                send(exchange, 200, "application/json", "{\"input_tokens\":1000}");
            } else {
                send(exchange, 404, "application/json", "{}");
            }
        }
    }

    private void answer(HttpExchange exchange, JsonNode request, int index) throws IOException {
        Turn turn = turns.apply(request, index);
        int attempt = attempts.computeIfAbsent(index, i -> new AtomicInteger()).getAndIncrement();
        if (attempt < turn.troubles().size() || turn.always()) {
            trouble(exchange, turn.troubles().get(Math.min(attempt, turn.troubles().size() - 1)));
        } else {
            send(exchange, 200, "text/event-stream", ScriptedAnswer.events(turn, request, index));
        }
    }

    private void trouble(HttpExchange exchange, Trouble trouble) throws IOException {
        if (trouble == Trouble.HANG) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (trouble != Trouble.RESET) {
            send(
                    exchange,
                    trouble.status,
                    "application/json",
                    JSON.writeValueAsString(
                            Map.of(
                                    "type",
                                    "error",
                                    "error",
                                    Map.of(
                                            "type",
                                            trouble == Trouble.OVERLOADED
                                                    ? "overloaded_error"
                                                    : "api_error",
                                            "message",
                                            "scripted trouble"))));
        }
    }

    /// Every tool result of a request, one after the other.
    public static String toolResults(JsonNode request) {
        var texts = new StringBuilder();
        for (JsonNode message : request.path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asString("").equals("tool_result")) {
                    JsonNode content = block.path("content");
                    texts.append(content.isString() ? content.asString() : content.toString());
                    texts.append('\n');
                }
            }
        }
        return texts.toString();
    }

    private static int assistantMessages(String body) {
        int count = 0;
        for (JsonNode message : JSON.readTree(body).path("messages")) {
            count += message.path("role").asString("").equals("assistant") ? 1 : 0;
        }
        return count;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
