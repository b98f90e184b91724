package dev.watchkeeper.investigate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Just enough MCP over HTTP for a toolbox and one token.
final class BareMcpServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final Toolbox toolbox;
    private final String token;

    private BareMcpServer(HttpServer server, Toolbox toolbox, String token) {
        this.server = server;
        this.toolbox = toolbox;
        this.token = token;
    }

    static BareMcpServer start(Toolbox toolbox, String token) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var mcp = new BareMcpServer(server, toolbox, token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", mcp::handle);
        server.start();
        return mcp;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!("Bearer " + token)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            if (!request.has("id")) {
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            var reply = new HashMap<String, Object>();
            reply.put("jsonrpc", "2.0");
            reply.put("id", request.get("id"));
            Map<String, Object> result = result(request);
            if (result.isEmpty()) {
                reply.put("error", Map.of("code", -32601, "message", "unknown method"));
            } else {
                reply.put("result", result);
            }
            byte[] bytes = JSON.writeValueAsBytes(reply);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Map<String, Object> result(JsonNode request) {
        return switch (request.path("method").asString("")) {
            case "initialize" ->
                    Map.of(
                            "protocolVersion",
                            "2025-11-25",
                            "capabilities",
                            Map.of("tools", Map.of()),
                            "serverInfo",
                            Map.of("name", "watchkeeper", "version", "0"),
                            "instructions",
                            toolbox.instructions());
            case "tools/list" ->
                    Map.of("tools", toolbox.list().stream().map(BareMcpServer::tool).toList());
            case "tools/call" -> call(request.path("params"));
            default -> Map.of();
        };
    }

    private static Map<String, Object> tool(ToolDescription tool) {
        return Map.of(
                "name",
                tool.name(),
                "description",
                tool.description(),
                "inputSchema",
                tool.inputSchema());
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private Map<String, Object> call(JsonNode params) {
        ToolReply reply =
                toolbox.call(
                        params.path("name").asString(""),
                        JSON.convertValue(params.path("arguments"), Map.class),
                        new Session("run", "run"),
                        Deadline.after(Duration.ofSeconds(5)));
        return switch (reply) {
            case ToolReply.Answer(Map<String, Object> content) ->
                    Map.of("content", List.of(), "structuredContent", content);
            case ToolReply.Failure(String text) ->
                    Map.of(
                            "isError",
                            true,
                            "content",
                            List.of(Map.of("type", "text", "text", text)));
        };
    }
}
