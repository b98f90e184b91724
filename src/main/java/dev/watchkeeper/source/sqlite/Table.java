package dev.watchkeeper.source.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table or view as the database describes itself.
///
/// @param name as the schema spells it
/// @param columns their names, as the schema spells them
/// @param rowId the name under which its row id can be asked for, or null: a view, a virtual table,
///   a table WITHOUT ROWID
/// @param key a column that names a row where there is no row id, or null
/// @param indexed the columns that an index (or such a table's key) begins with
record Table(
        String name,
        List<String> columns,
        @Nullable String rowId,
        @Nullable String key,
        List<String> indexed) {

    /// The column of that name: exactly, or else in any case, as SQLite itself takes it.
    Optional<String> column(String asked) {
        if (columns.contains(asked)) {
            return Optional.of(asked);
        }
        String lower = asked.toLowerCase(Locale.ROOT);
        return columns.stream().filter(c -> c.toLowerCase(Locale.ROOT).equals(lower)).findFirst();
    }

    Sql from() {
        return Sql.name(name);
    }
}
