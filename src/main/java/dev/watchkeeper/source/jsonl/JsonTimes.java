package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.source.TimeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The time of a JSON line.
///
/// @param name where tools.yaml says it is, or null for the usual places
record JsonTimes(TimeText text, @Nullable String name) {

    /// Where the time was found, and what it is.
    record Found(String path, Instant time) {}

    Optional<Found> of(Map<String, Object> leaves) {
        if (name != null) {
            return named(name, leaves);
        }
        // Loguru's own time, before anything that the application put into extra.
        if (leaves.containsKey("record.time.repr")) {
            return at("record.time.repr", leaves);
        }
        for (String usual : JsonKeys.TIME) {
            Optional<Found> found = at(usual, leaves);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// A name may mean an object as loguru writes it: `{"repr": …, "timestamp": …}`.
    private Optional<Found> named(String name, Map<String, Object> leaves) {
        for (String candidate : List.of(name, name + ".repr", name + ".timestamp")) {
            String path = JsonKeys.find(candidate, leaves);
            if (path != null) {
                return at(path, leaves);
            }
        }
        return Optional.empty();
    }

    private Optional<Found> at(String path, Map<String, Object> leaves) {
        Object value = leaves.get(path);
        Optional<Instant> time =
                switch (value) {
                    case null -> Optional.empty();
                    case Long number -> text.parse(number);
                    case Double number -> text.parse(number);
                    default -> text.parse(value.toString());
                };
        return time.map(at -> new Found(path, at));
    }
}
