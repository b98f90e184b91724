package dev.watchkeeper.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client sent, already told apart.
sealed interface Message {

    /// Wants an answer.
    ///
    /// @param id a String or a Long, to be given back as it came
    /// @param params empty when there were none
    record Request(Object id, String method, Map<String, Object> params) implements Message {}

    /// Wants none.
    record Notification(String method, Map<String, Object> params) implements Message {}

    /// An answer of the client's. We never ask, so it answers nothing.
    record Answer() implements Message {}

    /// Cannot be understood or is refused; the sender is told so.
    ///
    /// @param id of the request at fault, or null when there is none that can be trusted
    /// @param code a JSON-RPC error code, from the constants here
    /// @param problem one sentence
    record Refused(@Nullable Object id, int code, String problem) implements Message {

        static final int NOT_JSON = -32700;
        static final int NOT_A_REQUEST = -32600;
        static final int UNKNOWN_METHOD = -32601;
        static final int BAD_PARAMS = -32602;
        static final int INTERNAL = -32603;

        static Refused notJson(String problem) {
            return new Refused(null, NOT_JSON, problem);
        }

        static Refused notARequest(@Nullable Object id, String problem) {
            return new Refused(id, NOT_A_REQUEST, problem);
        }

        static Refused badParams(Object id, String problem) {
            return new Refused(id, BAD_PARAMS, problem);
        }
    }
}
