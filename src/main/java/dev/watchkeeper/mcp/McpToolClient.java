package dev.watchkeeper.mcp;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.ToolReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A client of such a server as [HttpServer], for those of our own parts that ask the same tools
/// over the same endpoint as Claude. Blocking; thread-safe.
public final class McpToolClient implements AutoCloseable {

    private static final String SOURCE = "mcp";

    private final HttpClient http;
    private final URI endpoint;
    private final String token;
    private final Duration timeout;
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable String version;

    private McpToolClient(URI endpoint, String token, Duration timeout) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .build();
        this.endpoint = endpoint;
        this.token = token;
        this.timeout = timeout;
    }

    /// A client that has greeted the server.
    ///
    /// @param timeout for each request; longer than the server's own for a call
    /// @throws SourceUnavailable when the server does not answer, or not to this token
    public static McpToolClient connect(URI endpoint, String token, Duration timeout) {
        var client = new McpToolClient(endpoint, token, timeout);
        try {
            client.greet();
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /// The names of the tools, in the server's order.
    public List<String> tools() {
        var answer = request("tools/list", Map.of());
        List<String> names = new ArrayList<>();
        if (result(answer).get("tools") instanceof List<?> tools) {
            for (Object tool : tools) {
                if (tool instanceof Map<?, ?> description
                        && description.get("name") instanceof String name) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /// Calls a tool; an error of the protocol is a [ToolReply.Failure] too.
    ///
    /// @throws SourceUnavailable when the server does not answer
    public ToolReply call(String tool, Map<String, Object> arguments) {
        var answer = request("tools/call", Map.of("name", tool, "arguments", arguments));
        if (answer.get("error") instanceof Map<?, ?> error) {
            return new ToolReply.Failure(String.valueOf(error.get("message")));
        }
        Map<String, Object> result = result(answer);
        if (!Boolean.TRUE.equals(result.get("isError"))
                && result.get("structuredContent") instanceof Map<?, ?> content) {
            return new ToolReply.Answer(MessageReader.keyed(content));
        }
        return new ToolReply.Failure(text(result));
    }

    /// Ends what is under way.
    @Override
    public void close() {
        http.shutdownNow();
    }

    private void greet() {
        String newest = Handshake.VERSIONS.getLast();
        var answer =
                request(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                newest,
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "watchkeeper", "version", "0")));
        version = String.valueOf(result(answer).getOrDefault("protocolVersion", newest));
        send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    private Map<String, Object> request(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", ids.incrementAndGet());
        message.put("method", method);
        message.put("params", params);
        var response = send(message);
        try {
            if (response.statusCode() == 200
                    && Json.MAPPER.readValue(response.body(), Object.class)
                            instanceof Map<?, ?> answer) {
                return MessageReader.keyed(answer);
            }
        } catch (JacksonException e) {
            throw unavailable("did not answer " + method + " with JSON");
        }
        throw unavailable("answered " + method + " with status " + response.statusCode());
    }

    private HttpResponse<byte[]> send(Map<String, Object> message) {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)));
        if (version != null) {
            request.header("MCP-Protocol-Version", version);
        }
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SourceUnavailable(SOURCE, endpoint + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable(SOURCE, endpoint + ": interrupted while waiting", e);
        }
        if (response.statusCode() == 401) {
            throw unavailable("refused the token");
        }
        return response;
    }

    private static Map<String, Object> result(Map<String, Object> answer) {
        return answer.get("result") instanceof Map<?, ?> result
                ? MessageReader.keyed(result)
                : Map.of();
    }

    private static String text(Map<String, Object> result) {
        var text = new StringBuilder();
        if (result.get("content") instanceof List<?> blocks) {
            for (Object block : blocks) {
                if (block instanceof Map<?, ?> part && part.get("text") instanceof String words) {
                    text.append(text.isEmpty() ? "" : "\n").append(words);
                }
            }
        }
        return text.isEmpty() ? "the tool answered without content" : text.toString();
    }

    private SourceUnavailable unavailable(String problem) {
        return new SourceUnavailable(SOURCE, endpoint + " " + problem);
    }
}
