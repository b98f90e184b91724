package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Tells apart what a client may send (JSON-RPC 2.0 as MCP narrows it: no batches, no null ids).
/// The SDK's own reader stops the whole server at the first message that is none of these.
///
/// Every first answer comes through here and through [Keys]: a `switch` over types would be made by
/// the JVM then, at some milliseconds each.
final class MessageReader {

    private static final int ID_LENGTH = 256;
    private static final long ID_MAX = 1L << 53;

    private MessageReader() {}

    static Message read(byte[] bytes) {
        Object value;
        try {
            value = PlainJson.read(bytes);
        } catch (CharacterCodingException e) {
            return Refused.notJson("the message is not UTF-8");
        } catch (StreamConstraintsException e) {
            return Refused.notARequest(
                    null, "the message is nested too deeply or holds too many or too long values");
        } catch (JacksonException e) {
            return Refused.notJson("the message is not JSON");
        }
        return value instanceof Map<?, ?> members
                ? message(keyed(members))
                : Refused.notARequest(
                        null, "a message is one JSON object; batches are not supported");
    }

    private static Message message(Map<String, Object> members) {
        boolean asks = members.containsKey("id");
        Object id = id(members.get("id"));
        if (!"2.0".equals(members.get("jsonrpc"))) {
            return Refused.notARequest(id, "jsonrpc must be \"2.0\"");
        }
        String misleading = Keys.misleading(members);
        if (misleading != null) {
            return Refused.notARequest(id, misleading);
        }
        if (!members.containsKey("method")
                && (members.containsKey("result") || members.containsKey("error"))) {
            return new Message.Answer();
        }
        if (asks && id == null) {
            return Refused.notARequest(
                    null, "id must be a string of at most 256 characters or an integer below 2^53");
        }
        if (!(members.get("method") instanceof String method)) {
            return Refused.notARequest(id, "method must be a string");
        }
        Object params = members.get("params");
        if (params != null && !(params instanceof Map)) {
            return id == null
                    ? Refused.notARequest(null, "params must be an object")
                    : Refused.badParams(id, "params must be an object");
        }
        var given = params instanceof Map<?, ?> map ? keyed(map) : Map.<String, Object>of();
        return id == null
                ? new Message.Notification(method, given)
                : new Message.Request(id, method, given);
    }

    /// A usable id, integers always as Long so that equal ids are equal; else null.
    static @Nullable Object id(@Nullable Object id) {
        if (id instanceof String text) {
            return text.length() <= ID_LENGTH ? text : null;
        }
        if (id instanceof Integer number) {
            return number.longValue();
        }
        return id instanceof Long number && Math.abs(number) < ID_MAX ? number : null;
    }

    /// The same map with the key type that JSON objects always have.
    static Map<String, Object> keyed(Map<?, ?> map) {
        Map<String, Object> keyed = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> keyed.put((String) key, value));
        return keyed;
    }
}
