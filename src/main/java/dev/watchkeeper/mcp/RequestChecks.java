package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.mcp.Message.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request must hold before the SDK sees it: there, a wrong type becomes a failed conversion
/// whose text is full of class names.
final class RequestChecks {

    private static final int SHOWN = 80;

    private RequestChecks() {}

    /// What is wrong with the request, or null.
    static @Nullable Refused refusal(Request request, ToolCalls tools) {
        return switch (request.method()) {
            case "ping" -> null;
            case Handshake.INITIALIZE -> Handshake.refusal(request);
            case "tools/list" -> list(request);
            case Dispatch.CALL_TOOL -> call(request, tools);
            default -> unknownMethod(request);
        };
    }

    static Refused unknownMethod(Request request) {
        return new Refused(
                request.id(),
                Refused.UNKNOWN_METHOD,
                "method " + shown(request.method()) + " is not supported");
    }

    /// The params as the SDK gets them.
    static Map<String, Object> forSdk(Request request) {
        return switch (request.method()) {
            case Dispatch.CALL_TOOL -> {
                Map<String, Object> params = new LinkedHashMap<>();
                params.put("name", String.valueOf(request.params().get("name")));
                params.put(
                        "arguments",
                        request.params().get("arguments") instanceof Map<?, ?> given
                                ? given
                                : Map.of());
                yield params;
            }
            default -> Map.of();
        };
    }

    private static @Nullable Refused list(Request request) {
        return request.params().get("cursor") == null
                ? null
                : Refused.badParams(
                        request.id(), "unknown cursor: all tools are on the first page");
    }

    private static @Nullable Refused call(Request request, ToolCalls tools) {
        if (!(request.params().get("name") instanceof String name)) {
            return Refused.badParams(request.id(), "name must be the name of a tool");
        }
        if (!tools.names().contains(name)) {
            return Refused.badParams(
                    request.id(),
                    "there is no tool named "
                            + shown(name)
                            + "; the tools are: "
                            + String.join(", ", tools.names()));
        }
        Object arguments = request.params().get("arguments");
        return arguments == null || arguments instanceof Map
                ? null
                : Refused.badParams(request.id(), "arguments must be an object");
    }

    /// A name from a client, fit to be repeated: short and printable.
    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}
