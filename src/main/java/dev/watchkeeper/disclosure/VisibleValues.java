package dev.watchkeeper.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes every text within a value that is ready for JSON visible ([Characters#visible]), and
/// counts the characters that were written out.
public final class VisibleValues {

    private int count;

    /// The value with its texts made visible: maps and lists in their order, all else as it is.
    public @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case String text -> {
                Characters.Visible visible = Characters.visible(text);
                count += visible.sanitized();
                yield visible.text();
            }
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, inner) -> {
                    String name = String.valueOf(of(String.valueOf(key)));
                    // two names may look the same once they are visible
                    while (all.containsKey(name)) {
                        name += "'";
                    }
                    all.put(name, of(inner));
                });
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<@Nullable Object>(list.size());
                list.forEach(inner -> all.add(of(inner)));
                yield all;
            }
            case null, default -> value;
        };
    }

    /// How many characters were written out so far.
    public int count() {
        return count;
    }
}
