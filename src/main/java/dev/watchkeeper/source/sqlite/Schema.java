package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.SchemaQuestion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what tables and columns there are. Names in statements come from here alone.
final class Schema {

    private Schema() {}

    /// How often the tables of the file were changed.
    static long version(ReadConnection connection) throws SQLException {
        return connection.schema(SchemaQuestion.VERSION).getFirst().getFirst() instanceof Long count
                ? count
                : 0;
    }

    /// The names of all tables and views but SQLite's own.
    static List<String> tables(ReadConnection connection) throws SQLException {
        return texts(connection, SchemaQuestion.TABLES);
    }

    /// The table of this very name, which must be one of [#tables(ReadConnection)].
    static Table table(ReadConnection connection, String name, @Nullable String askedKey)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        @Nullable String integerKey = null;
        for (var row : connection.schema(SchemaQuestion.COLUMNS, name)) {
            String column = String.valueOf(row.get(0));
            long place = row.get(2) instanceof Long number ? number : 0;
            columns.add(column);
            if (place > 0) {
                keys.add(column);
            }
            if (place == 1 && "INTEGER".equalsIgnoreCase(String.valueOf(row.get(1)))) {
                integerKey = column;
            }
        }
        List<String> indexed = texts(connection, SchemaQuestion.INDEXED, name);
        if (!texts(connection, SchemaQuestion.HAS_ROW_ID, name).isEmpty()) {
            String rowId =
                    integerKey != null && keys.size() == 1 ? integerKey : hiddenRowId(columns);
            return new Table(name, List.copyOf(columns), rowId, null, indexed);
        }
        String key =
                askedKey != null
                        ? askedKey
                        : keys.size() == 1
                                ? keys.getFirst()
                                : columns.stream()
                                        .filter(c -> c.equalsIgnoreCase("id"))
                                        .findFirst()
                                        .orElse(null);
        return new Table(name, List.copyOf(columns), null, key, indexed);
    }

    private static @Nullable String hiddenRowId(List<String> columns) {
        var taken = columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(
            ReadConnection connection, SchemaQuestion question, String... names)
            throws SQLException {
        return connection.schema(question, names).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }
}
