package dev.watchkeeper.tool;

import dev.watchkeeper.evidence.ShownRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer in the making: keys in the order they are put, and the rows of sources it shows. What
/// is null or empty is left out, since each key costs whoever reads it.
public final class Answer {

    private final Map<String, Object> content = new LinkedHashMap<>();
    private final List<ShownRow> shown = new ArrayList<>();

    public Answer put(String key, @Nullable Object value) {
        boolean empty =
                switch (value) {
                    case null -> true;
                    case Collection<?> collection -> collection.isEmpty();
                    case Map<?, ?> map -> map.isEmpty();
                    case String text -> text.isEmpty();
                    default -> false;
                };
        if (!empty) {
            content.put(key, value);
        }
        return this;
    }

    /// Puts a table and what came of it: how many rows, whether there are more and how to get them.
    ///
    /// @param cursor how to go on, or null when that is all
    /// @param advice what to do instead when there is no cursor but more rows, or null
    public Answer put(Table table, @Nullable String cursor, @Nullable String advice) {
        content.put("columns", table.columns());
        content.put("rows", table.rows());
        content.put("returned", table.rows().size());
        boolean more = cursor != null || advice != null;
        content.put("truncated", more);
        put("next_cursor", cursor);
        put("to_see_more", advice);
        return this;
    }

    public Answer show(ShownRow row) {
        shown.add(row);
        return this;
    }

    public Answer show(Collection<ShownRow> rows) {
        shown.addAll(rows);
        return this;
    }

    public Map<String, Object> content() {
        return content;
    }

    public List<ShownRow> shown() {
        return shown;
    }
}
