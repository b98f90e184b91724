package dev.watchkeeper.init;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is inside of the columns that hold JSON objects, by dotted paths of two parts.
final class JsonColumns {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_PATHS = 200;
    private static final int LONGEST = 100_000;

    private JsonColumns() {}

    /// The first of these keys that any column has inside.
    static Optional<String> path(TableSample sample, List<String> keys) {
        Set<String> paths = paths(sample);
        return keys.stream()
                .flatMap(key -> paths.stream().filter(path -> path.endsWith("." + key)))
                .findFirst();
    }

    /// Every path seen whose parts are plain words.
    static Set<String> paths(TableSample sample) {
        var paths = new LinkedHashSet<String>();
        for (var row : sample.rows()) {
            row.forEach((column, value) -> {
                if (value instanceof String text
                        && text.startsWith("{")
                        && text.length() < LONGEST
                        && paths.size() < MOST_PATHS
                        && column.matches("\\w+")) {
                    keys(text).stream()
                            .filter(key -> key.matches("\\w+"))
                            .forEach(key -> paths.add(column + "." + key));
                }
            });
        }
        return paths;
    }

    private static Set<String> keys(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? Set.copyOf(node.propertyNames()) : Set.of();
        } catch (JacksonException e) {
            return Set.of();
        }
    }
}
