package dev.watchkeeper.audit;

import dev.watchkeeper.disclosure.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Values cut to what a record may hold: a caller with a megabyte of arguments does not decide how
/// fast the disk fills.
final class Bounded {

    /// Characters of JSON that one value of a record may have.
    static final int VALUE = 2_000;

    private static final int TEXT = 400;
    private static final int ELEMENTS = 20;
    private static final int DEPTH = 4;

    private Bounded() {}

    /// The value itself when it is small; else its texts, lists and maps cut, or, where that does
    /// not do, how long it was and its hash.
    static @Nullable Object of(@Nullable Object value) {
        String json = JsonMapper.shared().writeValueAsString(value);
        if (json.length() <= VALUE) {
            return value;
        }
        Object cut = cut(value, DEPTH);
        if (JsonMapper.shared().writeValueAsString(cut).length() <= VALUE) {
            return cut;
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var summary = new LinkedHashMap<String, Object>();
        summary.put("left_out_bytes", bytes.length);
        summary.put("sha256", ChainLine.sha256(bytes, bytes.length));
        return summary;
    }

    private static @Nullable Object cut(@Nullable Object value, int depth) {
        return switch (value) {
            case String text -> Characters.cut(text, TEXT).text();
            case List<?> list when depth > 0 -> {
                var some = new ArrayList<@Nullable Object>();
                list.stream().limit(ELEMENTS).forEach(inner -> some.add(cut(inner, depth - 1)));
                if (list.size() > ELEMENTS) {
                    some.add((list.size() - ELEMENTS) + " more left out");
                }
                yield some;
            }
            case Map<?, ?> map when depth > 0 -> {
                var some = new LinkedHashMap<String, @Nullable Object>();
                map.entrySet().stream()
                        .limit(ELEMENTS)
                        .forEach(entry ->
                                some.put(
                                        Characters.cut(String.valueOf(entry.getKey()), TEXT).text(),
                                        cut(entry.getValue(), depth - 1)));
                if (map.size() > ELEMENTS) {
                    some.put("left_out_keys", map.size() - ELEMENTS);
                }
                yield some;
            }
            case List<?> list -> list.size() + " elements left out";
            case Map<?, ?> map -> map.size() + " keys left out";
            case null, default -> value;
        };
    }
}
