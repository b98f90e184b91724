package dev.watchkeeper.source.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads a few members of JSON texts, and passes over all others without making anything of them.
final class JsonPaths {

    private final List<String> names;
    private final Map<String, List<Wanted>> byMember = new HashMap<>();

    /// @param paths dotted, by the names that what they lead to shall have
    JsonPaths(Map<String, String> paths) {
        names = List.copyOf(paths.keySet());
        for (int i = 0; i < names.size(); i++) {
            String path = paths.getOrDefault(names.get(i), "");
            int dot = path.indexOf('.');
            byMember.computeIfAbsent(
                            dot < 0 ? path : path.substring(0, dot), _ -> new ArrayList<>())
                    .add(new Wanted(i, dot < 0 ? null : path.substring(dot + 1)));
        }
    }

    /// One of the names.
    ///
    /// @param inside the rest of its path, within the member; null for the member itself
    private record Wanted(int name, @Nullable String inside) {}

    /// Gives what the object `text` holds to `leaf`, in the order of the paths: objects and arrays
    /// as JSON text, nulls and what is not there not at all. A text that is no JSON gives nothing.
    void read(String text, BiConsumer<String, Object> leaf) {
        var found = new @Nullable Object[names.size()];
        try (JsonParser parser = JsonLeaves.MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            for (String member = parser.nextName(); member != null; member = parser.nextName()) {
                JsonToken token = parser.nextToken();
                List<Wanted> wanted = byMember.get(member);
                if (wanted == null) {
                    parser.skipChildren();
                } else if (token.isScalarValue()) {
                    Object scalar = scalar(parser, token);
                    wanted.forEach(one -> found[one.name] = one.inside == null ? scalar : null);
                } else {
                    JsonNode node = parser.readValueAsTree();
                    wanted.forEach(one -> found[one.name] = JsonLeaves.at(node, one.inside));
                }
            }
            if (parser.nextToken() != null) {
                return;
            }
        } catch (JacksonException e) {
            return;
        }
        for (int i = 0; i < found.length; i++) {
            Object value = found[i];
            if (value != null) {
                leaf.accept(names.get(i), value);
            }
        }
    }

    private static @Nullable Object scalar(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) parser.getDoubleValue()
                            : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }
}
