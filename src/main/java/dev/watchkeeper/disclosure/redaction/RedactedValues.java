package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Redacts every text within a value that is ready for JSON, each under the name of its key, and
/// counts the marks that stand there then. For one answer and one thread.
public final class RedactedValues {

    private final Redactor redactor;
    private final Map<String, Integer> marks = new TreeMap<>();

    public RedactedValues(Redactor redactor) {
        this.redactor = redactor;
    }

    /// All values of a map, each under its name; the map of a call's arguments.
    public Map<String, Object> ofAll(Map<String, Object> map) {
        var all = new LinkedHashMap<>(map);
        all.replaceAll(
                (name, value) -> value == null ? value : Objects.requireNonNull(of(name, value)));
        return all;
    }

    /// The value with its texts redacted: maps and lists in their order, all else as it is. What
    /// stands in a list has the name of the list; a map of a `name` and a `value` names its value
    /// so, and a table of `columns` and `rows` its cells. A number under the name of a password or
    /// a code becomes a mark.
    public @Nullable Object of(@Nullable Object value) {
        return of("", value);
    }

    private @Nullable Object of(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> counted(redactor.value(name, text));
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, @Nullable Object>();
                String spoken = spokenName(map);
                map.forEach((key, inner) -> {
                    String own = String.valueOf(key);
                    String shown = counted(redactor.text(own));
                    // two names may look the same once they are redacted
                    while (all.containsKey(shown)) {
                        shown += "'";
                    }
                    all.put(
                            shown,
                            own.equals("rows") && map.get("columns") instanceof List<?> columns
                                    ? rows(columns, inner)
                                    : of(
                                            spoken != null && own.equals("value") ? spoken : own,
                                            inner));
                });
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<@Nullable Object>(list.size());
                list.forEach(inner -> all.add(of(name, inner)));
                yield all;
            }
            case Number number when !name.isEmpty() -> {
                String text = number.toString();
                Redacted redacted = redactor.value(name, text);
                yield redacted.marks().isEmpty() ? number : counted(redacted);
            }
            case null, default -> value;
        };
    }

    /// A table: what stands in a column has the name of the column.
    private @Nullable Object rows(List<?> columns, @Nullable Object rows) {
        if (!(rows instanceof List<?> list)) {
            return of("rows", rows);
        }
        var all = new ArrayList<@Nullable Object>(list.size());
        for (Object row : list) {
            if (!(row instanceof List<?> cells)) {
                all.add(of("rows", row));
                continue;
            }
            var shown = new ArrayList<@Nullable Object>(cells.size());
            for (int i = 0; i < cells.size(); i++) {
                String column = i < columns.size() ? String.valueOf(columns.get(i)) : "";
                shown.add(of(column, cells.get(i)));
            }
            all.add(shown);
        }
        return all;
    }

    private static @Nullable String spokenName(Map<?, ?> map) {
        if (!map.containsKey("value")) {
            return null;
        }
        if (map.get("name") instanceof String name) {
            return name;
        }
        return map.get("key") instanceof String key ? key : null;
    }

    private String counted(Redacted redacted) {
        Marks.count(redacted.text(), marks);
        return redacted.text();
    }

    /// How many marks stand in what was given, by kind, whenever they were written.
    public Map<String, Integer> marks() {
        return Map.copyOf(marks);
    }
}
