package dev.watchkeeper.source.sqlite;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a value is: a column, or a path into the JSON that a column holds.
///
/// @param column the column, as the schema spells it
/// @param path what follows the column in the dotted name, or null
record Place(String column, @Nullable String path) {

    /// The place that a dotted name means in a table: a column of this very name, or a path into
    /// the column with the longest name that it begins with.
    static Optional<Place> find(Table table, String name) {
        Optional<String> whole = table.column(name);
        if (whole.isPresent()) {
            return Optional.of(new Place(whole.get(), null));
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Optional<String> column = table.column(name.substring(0, dot));
            String path = name.substring(dot + 1);
            if (column.isPresent() && !path.isEmpty()) {
                return Optional.of(new Place(column.get(), path));
            }
        }
        return Optional.empty();
    }

    /// True for a path that SQLite's notation can express.
    boolean expressible() {
        return path == null || (path.indexOf('"') < 0 && path.indexOf('\\') < 0);
    }

    /// The last part of the dotted name.
    String lastPart() {
        return path == null ? column : path.substring(path.lastIndexOf('.') + 1);
    }

    /// The value as SQL gives it: text, number or null; true and false as 1 and 0. A column that
    /// holds no JSON has none.
    Sql value() {
        return path == null ? Sql.name(column) : inJson("json_extract({}, {})");
    }

    /// The value with its JSON type kept, as a JSON text for [JsonLeaves#value(Object)].
    Sql typedValue() {
        return path == null ? Sql.name(column) : inJson("{} -> {}");
    }

    private Sql inJson(String access) {
        // 6: text as lenient as JSON5 (Python writes NaN), or SQLite's binary form.
        return Sql.format(
                "CASE WHEN json_valid({}, 6) THEN " + access + " END",
                Sql.name(column),
                Sql.name(column),
                Sql.of("?", jsonPath()));
    }

    private String jsonPath() {
        return "$.\"" + String.valueOf(path).replace(".", "\".\"") + "\"";
    }
}
