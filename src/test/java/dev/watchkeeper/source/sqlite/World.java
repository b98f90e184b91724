package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A database file, its application, and a reader of it.
final class World {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final TimeRange DAY = TimeRange.before(NOW, Duration.ofDays(1));
    static final LogMapping GUESSED = log(null, Map.of());

    private World() {}

    static LogMapping log(@Nullable String table, Map<String, List<String>> where) {
        return new LogMapping(table, null, where, null, null, null, null, null, List.of());
    }

    static EventMapping events(String table, String... fields) {
        return new EventMapping(table, null, Map.of(), "timestamp", "event_type", List.of(fields));
    }

    static Connection writer(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static void run(Path file, String... statements) throws SQLException {
        try (Connection connection = writer(file)) {
            run(connection, statements);
        }
    }

    static void insert(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    static SqliteSource source(Path file) {
        return source(file, Duration.ofSeconds(2));
    }

    static SqliteSource source(Path file, Duration patience) {
        return source(file, patience, List.of());
    }

    static SqliteSource source(Path file, List<String> tables) {
        return source(file, Duration.ofSeconds(2), tables);
    }

    private static SqliteSource source(Path file, Duration patience, List<String> tables) {
        return new SqliteSource(
                file.toString(),
                tables,
                new SourceContext("app", ZoneOffset.UTC, InstantSource.fixed(NOW), file),
                patience);
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    /// What one read gave.
    record Read<T>(List<T> found, ReadReport report) {}

    static Read<LogEntry> read(LogSource source, LogQuery query, int limit) {
        List<LogEntry> found = new ArrayList<>();
        ReadReport report =
                source.read(
                        query,
                        entry -> {
                            found.add(entry);
                            return found.size() < limit;
                        });
        return new Read<>(found, report);
    }

    static Read<LogEntry> read(LogSource source, TimeRange range, Order order, LogFilter filter) {
        return read(source, new LogQuery(range, order, filter, soon()), Integer.MAX_VALUE);
    }

    static List<String> messages(LogSource source, LogFilter filter) {
        return messages(read(source, DAY, Order.OLDEST_FIRST, filter));
    }

    static List<String> messages(Read<LogEntry> read) {
        return read.found().stream().map(LogEntry::message).toList();
    }

    static Read<Event> read(EventSource source, EventQuery query) {
        List<Event> found = new ArrayList<>();
        return new Read<>(found, source.read(query, found::add));
    }

    static EventQuery query(Set<String> types, Map<String, String> where, Set<String> fields) {
        return new EventQuery(DAY, Order.OLDEST_FIRST, types, where, fields, null, soon());
    }
}
