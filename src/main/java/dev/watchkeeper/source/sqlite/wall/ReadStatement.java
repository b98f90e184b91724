package dev.watchkeeper.source.sqlite.wall;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that passed the wall: values are bound to it, and its rows read.
public final class ReadStatement implements AutoCloseable {

    private final PreparedStatement statement;

    ReadStatement(PreparedStatement statement) {
        this.statement = statement;
    }

    /// How many parameters it has.
    public int parameters() throws SQLException {
        return statement.getParameterMetaData().getParameterCount();
    }

    /// The names of its columns as SQLite gives them; some may be empty.
    public List<String> columns() throws SQLException {
        var meta = statement.getMetaData();
        int count = meta.getColumnCount();
        List<String> names = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String name = meta.getColumnName(i);
            names.add(name == null ? "" : name);
        }
        return names;
    }

    /// Binds a value: text, a number, bytes, or null. Parameters count from 1.
    public void bind(int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case String text -> statement.setString(place, text);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case Double number -> statement.setDouble(place, number);
            case byte[] bytes -> statement.setBytes(place, bytes);
            default ->
                    throw new IllegalArgumentException("SQL has no value for " + value.getClass());
        }
    }

    /// Runs it with the values bound.
    public ReadRows rows() throws SQLException {
        return new ReadRows(statement.executeQuery());
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
