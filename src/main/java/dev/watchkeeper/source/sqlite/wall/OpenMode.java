package dev.watchkeeper.source.sqlite.wall;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/// How a database file is opened; neither way can write to it.
///
/// A write-ahead log needs its `-shm` file, which a reader without the right to write in the folder
/// cannot make. When the application was stopped cleanly there is no log left and the file is
/// complete by itself, so that it may be read as immutable.
enum OpenMode {
    READ_ONLY("mode=ro"),
    IMMUTABLE("immutable=1");

    private static final int LONGEST_VALUE = 4_000_000;

    private final String parameter;

    OpenMode(String parameter) {
        this.parameter = parameter;
    }

    /// True for the failures that an unreachable `-shm` file causes: there is a log whose index
    /// cannot be made or opened.
    static boolean lacksSharedMemory(SQLException failure) {
        return failure instanceof SQLiteException e
                && switch (e.getResultCode()) {
                    case SQLITE_READONLY_DIRECTORY,
                            SQLITE_READONLY_CANTINIT,
                            SQLITE_READONLY_RECOVERY,
                            SQLITE_READONLY_CANTLOCK,
                            SQLITE_READONLY,
                            SQLITE_CANTOPEN ->
                            true;
                    default -> false;
                };
    }

    /// True when everything that was committed is in the main file: there is no `-wal` file beside
    /// it, or an empty one.
    static boolean logIsEmpty(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.notExists(log) || Files.size(log) == 0;
    }

    /// True for a file with a write-ahead log that nobody has open: there is neither log nor index,
    /// and reading it the usual way would make both, in the application's folder and as our user.
    static boolean isClosedLog(Path file) throws IOException {
        Path index = file.resolveSibling(file.getFileName() + "-shm");
        return logIsEmpty(file) && Files.notExists(index) && formatUsesLog(file);
    }

    /// The 20th byte of the file says whether readers must know of a write-ahead log (file format,
    /// "read version").
    private static boolean formatUsesLog(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(20);
            return head.length == 20 && head[19] == 2;
        } catch (FileSystemException e) {
            return false;
        }
    }

    /// Connections in this mode, with all limits.
    SQLiteDataSource connections(Path file) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.enableLoadExtension(false);
        var connections = new LimitedConnections(config);
        connections.setUrl("jdbc:sqlite:file:" + escaped(file) + "?" + parameter);
        return connections;
    }

    /// Every byte that has a meaning in a URI is escaped, or a file named `a?mode=rwc` would choose
    /// its own mode.
    private static String escaped(Path file) {
        var text = new StringBuilder();
        for (byte b : file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (b >= 'a' && b <= 'z')
                            || (b >= 'A' && b <= 'Z')
                            || (b >= '0' && b <= '9')
                            || "/._-~".indexOf(b) >= 0;
            if (plain) {
                text.append((char) b);
            } else {
                text.append('%').append(String.format("%02X", b & 0xff));
            }
        }
        return text.toString();
    }

    private static final class LimitedConnections extends SQLiteDataSource {

        LimitedConnections(SQLiteConfig config) {
            super(config);
        }

        @Override
        public SQLiteConnection getConnection(String user, String password) throws SQLException {
            SQLiteConnection connection = super.getConnection(user, password);
            try {
                limit(connection);
                for (String setting :
                        new String[] {
                            "query_only=1",
                            "trusted_schema=0",
                            "cell_size_check=1",
                            "mmap_size=0",
                            // Enough for a stretch of rows that is counted and then read.
                            "cache_size=-16000"
                        }) {
                    try (var statement = connection.prepareStatement("PRAGMA " + setting)) {
                        statement.execute();
                    }
                }
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
    }

    /// Sets every limit that keeps a statement from reading another file, writing a copy, or
    /// filling the memory.
    static void limit(SQLiteConnection connection) throws SQLException {
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 16_384);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256);
        // Enough for a union of some states or tables in a statement of tools.yaml.
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 20);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 25_000);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 50);
    }

    /// The code of a failure, without the extension that says which kind of it.
    static SQLiteErrorCode primary(SQLException failure) {
        return failure instanceof SQLiteException e
                ? SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
