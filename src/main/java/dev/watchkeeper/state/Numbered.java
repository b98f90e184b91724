package dev.watchkeeper.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A table `(id INTEGER PRIMARY KEY, name TEXT UNIQUE, …)` that gives names their numbers. A number
/// once given stays, whichever process gave it.
///
/// @param table a name of our own
record Numbered(String table) {

    /// The number of a name; null when it has none.
    @Nullable Long find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM " + table + " WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    /// The number of a name, which is given one when it has none. Within a transaction.
    long given(Connection connection, String name) throws SQLException {
        Long known = find(connection, name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + "(name) VALUES(?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        Long number = find(connection, name);
        if (number == null) {
            throw new SQLException("no number for " + name + " in " + table);
        }
        return number;
    }
}
