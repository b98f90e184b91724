package dev.watchkeeper.source.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what tables and columns there are. Names in statements come from here alone.
final class Schema {

    private Schema() {}

    /// The names of all tables and views but SQLite's own.
    static List<String> tables(Connection connection) throws SQLException {
        return texts(
                connection,
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid");
    }

    /// The table of this very name, which must be one of [#tables(Connection)].
    static Table table(Connection connection, String name, @Nullable String askedKey)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        @Nullable String integerKey = null;
        // Unlike pragma_table_info this lists generated columns too; 1 marks a virtual table's own.
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1"
                                + " ORDER BY cid")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(1);
                    columns.add(column);
                    if (rows.getInt(3) > 0) {
                        keys.add(column);
                    }
                    if (rows.getInt(3) == 1 && "INTEGER".equalsIgnoreCase(rows.getString(2))) {
                        integerKey = column;
                    }
                }
            }
        }
        boolean hasRowId =
                !texts(
                                connection,
                                "SELECT name FROM pragma_table_list WHERE schema = 'main'"
                                        + " AND name = ? AND type = 'table' AND wr = 0",
                                name)
                        .isEmpty();
        List<String> indexed =
                new ArrayList<>(
                        texts(
                                connection,
                                "SELECT i.name FROM pragma_index_list(?) AS l,"
                                        + " pragma_index_info(l.name) AS i"
                                        + " WHERE i.seqno = 0 AND l.partial = 0"
                                        + " AND i.name IS NOT NULL",
                                name));
        if (hasRowId) {
            String rowId =
                    integerKey != null && keys.size() == 1 ? integerKey : hiddenRowId(columns);
            return new Table(name, List.copyOf(columns), rowId, null, List.copyOf(indexed));
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
        return new Table(name, List.copyOf(columns), null, key, List.copyOf(indexed));
    }

    private static @Nullable String hiddenRowId(List<String> columns) {
        var taken = columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(Connection connection, String sql, String... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        }
    }
}
