package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Templates that are settled, found by the first word of a message; of several that match, the one
/// that says most.
final class KnownTemplates {
    private record Known(TemplateMatcher matcher, int value) {}

    private final Map<String, List<Known>> byFirstToken = new HashMap<>();

    void add(String text, int value) {
        TemplateMatcher matcher = TemplateMatcher.of(text);
        byFirstToken
                .computeIfAbsent(matcher.key(), k -> new ArrayList<>())
                .add(new Known(matcher, value));
    }

    boolean isEmpty() {
        return byFirstToken.isEmpty();
    }

    /// The value of the best match, or [ShapeTable#ABSENT].
    int find(Sketch message) {
        Known best = best(byFirstToken.get(message.token(0)), message, null);
        best = best(byFirstToken.get(""), message, best);
        return best == null ? ShapeTable.ABSENT : best.value();
    }

    private static @org.jspecify.annotations.Nullable Known best(
            @org.jspecify.annotations.Nullable List<Known> candidates,
            Sketch message,
            @org.jspecify.annotations.Nullable Known found) {
        Known best = found;
        if (candidates != null) {
            for (Known known : candidates) {
                if ((best == null || known.matcher().constants() > best.matcher().constants())
                        && known.matcher().matches(message)) {
                    best = known;
                }
            }
        }
        return best;
    }
}
