package dev.watchkeeper.source.sqlite.wall;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/// The connections to one file as it was when they were opened. Each reader holds back the
/// application's write-ahead log for as long as it reads; there are a few more than the long
/// readings that a server lets run at once, so that short ones need not wait for those.
final class Pool {

    private static final int CONNECTIONS = 6;
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1000;

    private final FileState state;
    private final OpenMode mode;
    private final HikariDataSource connections;
    private final Map<SQLiteConnection, Programs> programs = new ConcurrentHashMap<>();

    /// Those who read, and one more for as long as the pool is not given up.
    private final AtomicInteger holders = new AtomicInteger(1);

    private Pool(FileState state, OpenMode mode, HikariDataSource connections) {
        this.state = state;
        this.mode = mode;
        this.connections = connections;
    }

    /// What must be unchanged for the connections to go on being good. Size and time of the last
    /// change count only for a file read as immutable, whose pages SQLite keeps without ever asking
    /// whether they changed.
    private record FileState(FileIdentity identity, long size, long changed) {
        static FileState of(Path file, OpenMode mode) throws IOException {
            boolean watched = mode == OpenMode.IMMUTABLE;
            return new FileState(
                    FileIdentity.of(file),
                    watched ? Files.size(file) : 0,
                    watched ? Files.getLastModifiedTime(file).toMillis() : 0);
        }
    }

    static Pool open(String name, Path file, OpenMode mode) throws IOException, SQLException {
        FileState state = FileState.of(file, mode);
        var source = mode.connections(file);
        // SQLite opens a file when it first reads from it: only this shows whether it can.
        try (Connection trial = source.getConnection();
                var statement = trial.prepareStatement("SELECT count(*) FROM sqlite_schema")) {
            statement.executeQuery().close();
        }
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setReadOnly(true);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(30_000);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("sqlite-" + name);
        return new Pool(state, mode, new HikariDataSource(config));
    }

    /// For whoever is going to read; [#release()] has to follow. Not after it was given up.
    void hold() {
        holders.incrementAndGet();
    }

    /// Closes the connections with the last of those who hold them: to close one in use would break
    /// off whoever reads there.
    void release() {
        if (holders.decrementAndGet() == 0) {
            connections.close();
        }
    }

    boolean immutable() {
        return mode == OpenMode.IMMUTABLE;
    }

    /// True while the file at the path is the one that was opened, and may be read in this mode.
    boolean fits(Path file) throws IOException {
        return FileState.of(file, mode).equals(state)
                && (mode == OpenMode.READ_ONLY || OpenMode.logIsEmpty(file));
    }

    <T> T use(Deadline deadline, Duration patience, List<Declared> declared, SqlWork<T> work)
            throws SQLException {
        try (Connection borrowed = connections.getConnection()) {
            var sqlite = borrowed.unwrap(SQLiteConnection.class);
            OpenMode.limit(sqlite);
            sqlite.setBusyTimeout(
                    (int)
                            Math.max(
                                    1,
                                    Math.min(
                                            patience.toMillis(), deadline.remaining().toMillis())));
            ProgressHandler.setHandler(
                    sqlite,
                    STEPS_BETWEEN_LOOKS_AT_THE_CLOCK,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            return deadline.passed() ? 1 : 0;
                        }
                    });
            try {
                // One transaction, so that no table changes between the look at a statement's
                // program and its run; and locking the file once is faster than for each statement.
                sqlite.setAutoCommit(false);
                return work.run(new ReadConnection(sqlite, programs(sqlite), declared));
            } finally {
                // A deadline that has passed would stop the end of the transaction too.
                ProgressHandler.clearHandler(sqlite);
                end(borrowed, sqlite);
            }
        }
    }

    private void end(Connection borrowed, SQLiteConnection sqlite) {
        try {
            sqlite.setAutoCommit(true);
        } catch (SQLException e) {
            // Whatever state it is in, nobody shall find himself within it.
            connections.evictConnection(borrowed);
        }
    }

    private Programs programs(SQLiteConnection connection) throws SQLException {
        Programs known = programs.get(connection);
        if (known == null) {
            programs.keySet().removeIf(Pool::closed);
            known = new Programs(connection);
            programs.put(connection, known);
        }
        return known;
    }

    private static boolean closed(SQLiteConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
