package dev.watchkeeper.source.sqlite.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The rows that a statement gives, one at a time. Columns count from 1.
public final class ReadRows implements AutoCloseable {

    private final ResultSet rows;

    ReadRows(ResultSet rows) {
        this.rows = rows;
    }

    /// Moves on to the next row; false when there is none.
    public boolean next() throws SQLException {
        return rows.next();
    }

    /// A Long, Double, String, byte array or null: SQLite knows one kind of integer, JDBC tells
    /// them apart by size.
    public @Nullable Object value(int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Integer n ? Long.valueOf(n) : value;
    }

    /// The value as an integer, 0 for null.
    public long number(int column) throws SQLException {
        return rows.getLong(column);
    }

    /// The value as text.
    public @Nullable String text(int column) throws SQLException {
        return rows.getString(column);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
