package dev.watchkeeper.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The service's table of jobs, in the same database as its events: one row for each text to be
/// spoken, as it stands now.
final class JobTable implements AutoCloseable {

    private final PreparedStatement put;
    private final Timestamp timestamp = new Timestamp();

    JobTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE job (
                        number INTEGER PRIMARY KEY,
                        id TEXT NOT NULL,
                        state TEXT NOT NULL,
                        created TEXT NOT NULL,
                        started TEXT,
                        finished TEXT,
                        worker TEXT
                    )\
                    """);
        }
        put =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO job (number, id, state, created, started, finished,"
                                + " worker) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    void write(JobRow row) throws SQLException {
        put.setLong(1, row.number());
        put.setString(2, row.id());
        put.setString(3, row.state().text());
        put.setString(4, text(row.created()));
        put.setString(5, text(row.started()));
        put.setString(6, text(row.finished()));
        put.setString(7, row.worker());
        put.executeUpdate();
    }

    private @Nullable String text(@Nullable Micros at) {
        if (at == null) {
            return null;
        }
        var text = new StringBuilder(26);
        timestamp.append(at, 6, ':', text);
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        put.close();
    }
}
