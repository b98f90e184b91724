package dev.watchkeeper.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The service's event table, in WAL mode, with no index but its row id.
final class EventTable implements AutoCloseable {

    private static final int TOGETHER = 256;

    private final Connection connection;
    private final PreparedStatement insert;
    private final Timestamp timestamp = new Timestamp();
    private int waiting;

    EventTable(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            // Nobody else looks at the file yet, and a broken-off world is written anew.
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute(
                    """
                    CREATE TABLE metrics_event (
                        id INTEGER PRIMARY KEY,
                        timestamp TEXT NOT NULL,
                        event_type TEXT NOT NULL,
                        user_id TEXT,
                        data JSON
                    )\
                    """);
        }
        connection.setAutoCommit(false);
        insert =
                connection.prepareStatement(
                        "INSERT INTO metrics_event (timestamp, event_type, user_id, data)"
                                + " VALUES (?, ?, ?, ?)");
    }

    /// For what else the service keeps in its database.
    Connection connection() {
        return connection;
    }

    /// Events come in the order of time.
    void write(MetricsEvent event) throws SQLException {
        var text = new StringBuilder(26);
        timestamp.append(event.at(), 6, ':', text);
        insert.setString(1, text.toString());
        insert.setString(2, event.type());
        insert.setString(3, event.user());
        insert.setString(4, "{" + event.data().json() + "}");
        insert.addBatch();
        waiting++;
        if (waiting == TOGETHER) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            insert.executeBatch();
            insert.close();
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
    }
}
