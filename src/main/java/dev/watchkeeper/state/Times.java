package dev.watchkeeper.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times of rows that may have none.
final class Times {

    private Times() {}

    /// The time in a column of epoch milliseconds, or null where the column is.
    static @Nullable Instant of(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }
}
