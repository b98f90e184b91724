package dev.watchkeeper.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/// Watchkeeper's own database, `watchkeeper.db` in the state folder: the one place it remembers
/// things in. WAL with `synchronous=FULL`: what was committed survives a crash. Opened at first
/// use.
public final class StateDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path folder;
    private final HikariDataSource pool;

    private StateDatabase(Path folder, HikariDataSource pool) {
        this.folder = folder;
        this.pool = pool;
    }

    /// Opens the state in a folder, making both when they are not there.
    ///
    /// @throws SourceUnavailable when the folder or the database cannot be used, saying why
    public static StateDatabase open(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    "state", "cannot make the folder " + folder + "; give another with --state", e);
        }
        var sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setBusyTimeout((int) PATIENCE.toMillis());
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + folder.resolve("watchkeeper.db"));
        int schema = schema(source, folder);
        var config = new HikariConfig();
        config.setPoolName("state");
        config.setDataSource(source);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        var database = new StateDatabase(folder, new HikariDataSource(config));
        try {
            Schema.create(database, schema);
        } catch (SourceUnavailable e) {
            database.close();
            throw e;
        }
        return database;
    }

    /// Opens it once, since the pool would try for its whole patience what cannot succeed. Of two
    /// processes that make it at the same moment, one finds it locked while the other changes its
    /// journal, which SQLite says at once: it does not wait there.
    ///
    /// @return the number of the schema that it has, 0 when it is new
    private static int schema(DataSource source, Path folder) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet version = statement.executeQuery("PRAGMA user_version")) {
                return version.getInt(1);
            } catch (SQLException e) {
                if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code
                        || System.nanoTime() - end >= 0) {
                    throw unusable(folder, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// The folder it lies in.
    public Path folder() {
        return folder;
    }

    public DataSource dataSource() {
        return pool;
    }

    /// Work with a connection.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Runs `work` in one transaction: all of it is kept, or nothing.
    ///
    /// @throws SourceUnavailable when the state cannot be read or written
    public <T> T transaction(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            try {
                connection.setAutoCommit(false);
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw unusable(folder, e);
        }
    }

    /// Takes back a transaction that failed. SQLite does so itself where the disk is full or
    /// broken, and then says that there is none: not a word about what went wrong.
    private void undo(Connection connection, Exception why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException undone) {
            why.addSuppressed(undone);
            pool.evictConnection(connection);
        }
    }

    /// Runs `work` that only reads, and so waits for no writer and holds none up. Each of its
    /// statements sees what was committed when it began.
    ///
    /// @throws SourceUnavailable when the state cannot be read
    public <T> T reading(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw unusable(folder, e);
        }
    }

    private static SourceUnavailable unusable(Path folder, SQLException e) {
        return new SourceUnavailable(
                "state",
                "the database in "
                        + folder
                        + " cannot be used ("
                        + e.getMessage()
                        + "); check the folder's owner and the free space",
                e);
    }

    @Override
    public void close() {
        pool.close();
    }
}
