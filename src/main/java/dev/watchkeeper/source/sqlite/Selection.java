package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.sqlite.wall.Declared;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is read of each row, and which rows belong to the stream.
///
/// @param time where the time is
/// @param columns the further values, in the order of [Row#values()]
/// @param member the condition on rows of the stream
record Selection(Table table, Place time, List<Sql> columns, Sql member) {

    /// The row id under which rows are found and ordered, for tables that have one.
    Sql rowId() {
        @Nullable String id = table.rowId();
        if (id == null) {
            throw new IllegalStateException("asked for the row id of " + table.name());
        }
        return Sql.name(id);
    }

    /// What reading it may read.
    Declared declared() {
        return Declared.table(table.name());
    }

    /// `SELECT key, time, values FROM table WHERE`, to be followed by a condition.
    Sql start() {
        String keyName = table.rowId() != null ? table.rowId() : table.key();
        Sql key = keyName == null ? Sql.of("NULL") : Sql.name(keyName);
        Sql all = Sql.format("SELECT {}, {}", key, time.value());
        for (Sql column : columns) {
            all = all.then(", {}", column);
        }
        return all.then(" FROM {} WHERE ", table.from());
    }
}
