package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A piece of SQL and the values bound to its question marks, in order. The text holds nothing but
/// our own words and quoted names that the database itself gave.
record Sql(String text, List<Object> values) {

    static final Sql EMPTY = new Sql("", List.of());
    static final Sql TRUE = new Sql("1", List.of());

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /// A name from the schema, as SQL.
    static Sql name(String name) {
        return of(quoted(name));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// This followed by `text` and the other pieces, which stand where `text` has `{}`.
    Sql then(String text, Sql... pieces) {
        var all = new StringBuilder(this.text);
        var values = new ArrayList<>(this.values);
        int at = 0;
        for (Sql piece : pieces) {
            int place = text.indexOf("{}", at);
            all.append(text, at, place).append(piece.text);
            values.addAll(piece.values);
            at = place + 2;
        }
        return new Sql(all.append(text, at, text.length()).toString(), values);
    }

    static Sql format(String text, Sql... pieces) {
        return EMPTY.then(text, pieces);
    }

    static Sql joined(String separator, List<Sql> pieces) {
        Sql all = EMPTY;
        for (int i = 0; i < pieces.size(); i++) {
            all = all.then(i == 0 ? "{}" : separator + "{}", pieces.get(i));
        }
        return all;
    }

    /// `?, ?, ?` for the values.
    static Sql list(List<String> values) {
        return new Sql(
                String.join(", ", values.stream().map(_ -> "?").toList()), List.copyOf(values));
    }

    Sql and(Sql other) {
        return other.equals(TRUE) ? this : this.equals(TRUE) ? other : then(" AND {}", other);
    }

    /// Prepared on a connection, with the values bound.
    ReadStatement on(ReadConnection connection) throws SQLException {
        ReadStatement statement = connection.prepare(text);
        try {
            bind(statement);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    void bind(ReadStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i + 1, values.get(i));
        }
    }
}
