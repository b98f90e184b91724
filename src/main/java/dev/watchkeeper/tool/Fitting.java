package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The last measure that keeps an answer within its budget. Tables are bounded where they are made,
/// and stay whole, so that a cursor goes on where they end; whatever else turns out too large (many
/// streams, long descriptions, hostile names) is shortened here, and the answer says so.
final class Fitting {

    /// Room for saying that it was shortened.
    private static final int REMARK = 200;

    private static final Set<String> WHOLE =
            Set.of("evidence_id", "columns", "rows", "returned", "truncated", "next_cursor");

    /// How much is left of a text and of a list, from gentle to harsh.
    private static final int[][] STEPS = {
        {1_000, 100},
        {500, 60},
        {300, 60},
        {200, 40},
        {120, 25},
        {80, 15},
        {80, 8},
        {60, 4},
        {40, 2}
    };

    private Fitting() {}

    /// The content itself where it fits into `most` characters of JSON, else shortened until it
    /// does.
    static Map<String, Object> within(int most, Map<String, Object> content) {
        if (JsonSize.of(content) <= most) {
            return content;
        }
        Map<String, Object> shortened = content;
        for (int[] step : STEPS) {
            shortened = shortened(content, step[0], step[1]);
            if (JsonSize.of(shortened) <= most - REMARK) {
                break;
            }
        }
        return shortened;
    }

    private static Map<String, Object> shortened(
            Map<String, Object> content, int characters, int elements) {
        var shortened = new LinkedHashMap<String, Object>();
        content.forEach((key, value) -> {
            Object kept = WHOLE.contains(key) ? value : shorter(value, characters, elements);
            if (kept != null) {
                shortened.put(key, kept);
            }
        });
        shortened.put(
                "shortened",
                "beside the rows, texts of more than "
                        + characters
                        + " characters and lists of more than "
                        + elements
                        + " were cut, so that the answer fits");
        return shortened;
    }

    private static @Nullable Object shorter(@Nullable Object value, int characters, int elements) {
        return switch (value) {
            case String text -> Excerpt.head(text, characters);
            case Map<?, ?> map -> {
                var kept = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, inner) -> {
                    if (kept.size() < elements) {
                        kept.put(
                                Excerpt.head(String.valueOf(key), characters),
                                shorter(inner, characters, elements));
                    }
                });
                yield kept;
            }
            case List<?> list ->
                    list.stream()
                            .limit(elements)
                            .<@Nullable Object>map(inner -> shorter(inner, characters, elements))
                            .toList();
            case null, default -> value;
        };
    }
}
