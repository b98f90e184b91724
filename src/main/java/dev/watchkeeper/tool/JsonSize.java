package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Characters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many characters values take as JSON once their texts are made visible.
final class JsonSize {

    private JsonSize() {}

    static int of(@Nullable Object value) {
        return switch (value) {
            case null -> 4;
            case String text -> text(Characters.visible(text).text());
            case Map<?, ?> map -> {
                int size = 2;
                for (var entry : map.entrySet()) {
                    size += of(String.valueOf(entry.getKey())) + of(entry.getValue()) + 2;
                }
                yield size;
            }
            case Iterable<?> list -> {
                int size = 2;
                for (Object element : list) {
                    size += of(element) + 1;
                }
                yield size;
            }
            default -> value.toString().length();
        };
    }

    private static int text(String visible) {
        int size = visible.length() + 2;
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
                size++;
            }
        }
        return size;
    }
}
