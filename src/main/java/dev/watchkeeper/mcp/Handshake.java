package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.mcp.Message.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client asks before it uses tools, which needs none of them: the answer to `initialize`,
/// to `ping`, and to methods that there are not. A client waits for `initialize` before it does
/// anything else, so nothing is loaded for it that it does not take.
final class Handshake {

    /// The protocol versions we speak, oldest first; a client that asks for another gets the last,
    /// as the specification's section on the lifecycle says.
    static final List<String> VERSIONS =
            List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    static final String INITIALIZE = "initialize";

    private final String version;
    private final String instructions;

    /// @param version our own, as clients are told it
    /// @param instructions what a client is told of the server as a whole
    Handshake(String version, String instructions) {
        this.version = version;
        this.instructions = instructions;
    }

    /// The answer as one line of JSON, or null when it takes the tools.
    byte @Nullable [] answer(Request request) {
        return switch (request.method()) {
            case INITIALIZE -> {
                Refused refused = refusal(request);
                yield refused == null ? initialized(request) : error(refused);
            }
            case "ping" -> result(request, Map.of());
            case "tools/list", Dispatch.CALL_TOOL -> null;
            default -> error(RequestChecks.unknownMethod(request));
        };
    }

    /// What is wrong with a request to initialize, or null.
    static @Nullable Refused refusal(Request request) {
        return request.params().get("protocolVersion") instanceof String
                ? null
                : Refused.badParams(request.id(), "protocolVersion must be a string");
    }

    /// InitializeResult of the specification.
    private byte[] initialized(Request request) {
        String asked = String.valueOf(request.params().get("protocolVersion"));
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", "watchkeeper");
        server.put("title", "Watchkeeper");
        server.put("version", version);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("protocolVersion", VERSIONS.contains(asked) ? asked : VERSIONS.getLast());
        result.put("capabilities", Map.of("tools", Map.of("listChanged", false)));
        result.put("serverInfo", server);
        result.put("instructions", instructions);
        return result(request, result);
    }

    private static byte[] result(Request request, Map<String, Object> result) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", request.id());
        message.put("result", result);
        return PlainJson.bytes(message);
    }

    /// The answer to what is refused. Its id is there when it is null, too: JSON-RPC wants that
    /// said, and the SDK leaves it out.
    static byte[] error(Refused refused) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", refused.code());
        error.put("message", refused.problem());
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", refused.id());
        message.put("error", error);
        return PlainJson.bytes(message);
    }
}
