package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        Sketch read = Phrases.read(message);
        Known best = best(byFirstToken.get(read.token(0)), message, read, null);
        best = best(byFirstToken.get(""), message, read, best);
        return best == null ? ShapeTable.ABSENT : best.value();
    }

    private static @Nullable Known best(
            @Nullable List<Known> candidates, Sketch message, Sketch read, @Nullable Known found) {
        Known best = found;
        if (candidates != null) {
            for (Known known : candidates) {
                if ((best == null || known.matcher().constants() > best.matcher().constants())
                        && known.matcher().matches(message, read)) {
                    best = known;
                }
            }
        }
        return best;
    }
}
