package dev.watchkeeper.catalog;

import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.sqlite.SqliteSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// A real event table: `event(id, time, type, data)`, its data JSON.
final class EventTable implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final Source source;
    private final Path file;

    EventTable(Path folder) throws SQLException {
        file = folder.resolve("metrics.db");
        run("CREATE TABLE event(id INTEGER PRIMARY KEY, time TEXT, type TEXT, data TEXT)");
        source =
                new SqliteSource.Config("metrics.db")
                        .open(
                                new SourceContext(
                                        "db",
                                        ZoneOffset.UTC,
                                        InstantSource.fixed(NOW),
                                        folder,
                                        folder.resolve("indexes")));
    }

    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// An event, its time as `HH:mm:ss` of the day.
    void add(String time, String type, String data) throws SQLException {
        run(
                "INSERT INTO event(time, type, data) VALUES ('2026-11-22T"
                        + time
                        + "Z', '"
                        + type
                        + "', '"
                        + data
                        + "')");
    }

    EventStream stream() {
        return new EventStream(
                "app",
                "db",
                source.events(
                        "app",
                        new EventMapping("event", null, Map.of(), "time", "type", List.of())),
                List.of(),
                Map.of(),
                List.of(),
                null,
                null);
    }

    @Override
    public void close() {
        source.close();
    }
}
