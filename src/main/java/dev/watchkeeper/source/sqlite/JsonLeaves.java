package dev.watchkeeper.source.sqlite;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The values inside a JSON text, by their dotted paths.
final class JsonLeaves {

    // Python's json writes NaN and Infinity, which JSON does not know.
    static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private JsonLeaves() {}

    static boolean looksLikeObject(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() && text.charAt(0) == '{';
    }

    /// Gives each scalar in the object `text` to `leaf`, arrays as JSON text, nulls not at all.
    /// False when the text is no JSON object.
    static boolean each(String text, BiConsumer<String, Object> leaf) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                return false;
            }
            walk("", node, leaf);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /// What a node holds at a dotted path, or the node itself; null for nothing.
    static @Nullable Object at(JsonNode node, @Nullable String path) {
        JsonNode found = node;
        String left = path;
        while (left != null && found != null) {
            int dot = left.indexOf('.');
            found = found.get(dot < 0 ? left : left.substring(0, dot));
            left = dot < 0 ? null : left.substring(dot + 1);
        }
        return found == null ? null : scalar(found).orElse(null);
    }

    /// What a JSON text stands for: a String, Long, Double or Boolean; the text itself for an
    /// object or an array. Empty for null.
    static Optional<Object> value(@Nullable Object json) {
        if (!(json instanceof String text)) {
            return Optional.ofNullable(json);
        }
        try {
            return scalar(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.of(text);
        }
    }

    private static void walk(String prefix, JsonNode object, BiConsumer<String, Object> leaf) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String path = prefix + member.getKey();
            if (member.getValue().isObject()) {
                walk(path + ".", member.getValue(), leaf);
            } else {
                scalar(member.getValue()).ifPresent(value -> leaf.accept(path, value));
            }
        }
    }

    private static Optional<Object> scalar(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isString()) {
            return Optional.of(node.stringValue());
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.longValue());
        }
        return Optional.of(node.isNumber() ? (Object) node.doubleValue() : node.toString());
    }
}
