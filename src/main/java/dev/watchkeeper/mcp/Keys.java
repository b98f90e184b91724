package dev.watchkeeper.mcp;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of a message by which one reader could be told one thing and the next another: a
/// decoder that ignores case takes `Method` for `method`, one that ends a string at NUL takes
/// `method\0x` for it.
final class Keys {

    private static final Set<String> OF_MESSAGES =
            Set.of("jsonrpc", "id", "method", "params", "result", "error");
    private static final Set<String> OF_PARAMS =
            Set.of("name", "arguments", "_meta", "protocolVersion", "cursor", "requestId");

    private Keys() {}

    /// What is wrong with the keys of a message, or null.
    static @Nullable String misleading(Map<String, Object> message) {
        if (control(message)) {
            return "a key must not hold control characters";
        }
        if (resembles(message, OF_MESSAGES)
                || (message.get("params") instanceof Map<?, ?> params
                        && resembles(params, OF_PARAMS))) {
            return "keys are spelt exactly: jsonrpc, id, method, params, name, arguments";
        }
        return null;
    }

    private static boolean resembles(Map<?, ?> object, Set<String> known) {
        for (Object key : object.keySet()) {
            String text = String.valueOf(key);
            if (!known.contains(text) && known.contains(folded(text))) {
                return true;
            }
        }
        return false;
    }

    /// As a lenient decoder may read it: U+017F is a long s, U+212A the Kelvin sign.
    private static String folded(String key) {
        // The normalizer's tables are loaded for those who need them.
        boolean ascii = key.chars().allMatch(c -> c < 0x80);
        String composed = ascii ? key : Normalizer.normalize(key, Normalizer.Form.NFKC);
        String lower = composed.toLowerCase(Locale.ROOT).strip();
        return lower.equals("protocolversion")
                ? "protocolVersion"
                : lower.equals("requestid") ? "requestId" : lower;
    }

    private static boolean control(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.keySet().stream()
                            .anyMatch(key ->
                                    String.valueOf(key).chars().anyMatch(Character::isISOControl))
                    || object.values().stream().anyMatch(Keys::control);
        }
        return value instanceof Collection<?> list && list.stream().anyMatch(Keys::control);
    }
}
