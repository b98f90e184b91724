package dev.watchkeeper.source.sqlite.wall;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// One SQLite file that belongs to somebody else: opened at the first question, opened anew when
/// the file at the path is another one.
public final class Database implements AutoCloseable {

    /// What must be said of an answer while [#mayBeStale()].
    public static final String IMMUTABLE_REMARK =
            "read as immutable, because its application is not running (the write-ahead log is closed):"
                    + " may be stale if the application starts meanwhile";

    private final String name;
    private final Path file;
    private final Duration patience;
    private final Declared listed;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Pool pool;

    /// `name` is that of the source in tools.yaml, `patience` how long a locked file is waited for,
    /// `listed` the tables that the operator allows at all.
    public Database(String name, Path file, Duration patience, Declared listed) {
        this.name = name;
        this.file = file;
        this.patience = patience;
        this.listed = listed;
    }

    /// That of the source in tools.yaml.
    public String name() {
        return name;
    }

    /// The tables that the operator allows at all.
    public Declared listed() {
        return listed;
    }

    /// Does `work` on a connection that stops at the deadline and reads what is declared, here and
    /// by the operator's list.
    ///
    /// @throws SourceUnavailable when the file does not answer, saying what to do about it
    /// @throws ReadFailed when the statement did not end for a reason the reader can deal with
    public <T> T use(Deadline deadline, Declared declared, SqlWork<T> work) throws ReadFailed {
        for (boolean again = true; ; again = false) {
            Pool current = held();
            try {
                return current.use(deadline, patience, List.of(declared, listed), work);
            } catch (SQLException e) {
                if (again && OpenMode.lacksSharedMemory(e)) {
                    discard(current);
                    continue;
                }
                throw failure(e);
            } finally {
                current.release();
            }
        }
    }

    /// The same for what has no partial answer: every failure is the source's.
    public <T> T ask(Deadline deadline, Declared declared, SqlWork<T> work) {
        try {
            return use(deadline, declared, work);
        } catch (ReadFailed e) {
            throw unavailable(e);
        }
    }

    /// The failure as the source's, saying what to do about it.
    public SourceUnavailable unavailable(ReadFailed failure) {
        return new SourceUnavailable(
                name,
                switch (failure.reason()) {
                    case OUT_OF_TIME -> "no answer in the time allowed";
                    case CORRUPT -> file + " is damaged where it was read (corrupt page)";
                    case TOO_LARGE -> "a row is larger than 4 MB and is not read";
                },
                failure);
    }

    /// True when what was read last may miss what an application writes since.
    public boolean mayBeStale() {
        lock.lock();
        try {
            return pool != null && pool.immutable();
        } finally {
            lock.unlock();
        }
    }

    /// Which file stands behind the path now.
    public FileIdentity identity() {
        try {
            return FileIdentity.of(file);
        } catch (IOException e) {
            throw missing(e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            giveUp(pool);
        } finally {
            lock.unlock();
        }
    }

    private void discard(Pool unusable) {
        lock.lock();
        try {
            if (pool == unusable) {
                giveUp(pool);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(@Nullable Pool given) {
        if (given != null) {
            given.release();
            pool = null;
        }
    }

    /// The connections to the file as it is now, held for the caller.
    private Pool held() throws ReadFailed {
        lock.lock();
        try {
            if (pool != null && pool.fits(file)) {
                pool.hold();
                return pool;
            }
            giveUp(pool);
            if (Files.isDirectory(file)) {
                throw new SourceUnavailable(name, file + " is a folder, not a database file");
            }
            Pool opened = open();
            opened.hold();
            pool = opened;
            return opened;
        } catch (IOException e) {
            throw missing(e);
        } finally {
            lock.unlock();
        }
    }

    private Pool open() throws IOException, ReadFailed {
        try {
            if (OpenMode.isClosedLog(file)) {
                return Pool.open(name, file, OpenMode.IMMUTABLE);
            }
            return Pool.open(name, file, OpenMode.READ_ONLY);
        } catch (SQLException e) {
            if (!OpenMode.lacksSharedMemory(e) || !Files.isReadable(file)) {
                throw failure(e);
            }
            if (!OpenMode.logIsEmpty(file)) {
                throw new SourceUnavailable(name, logUnreachable(), e);
            }
        }
        try {
            return Pool.open(name, file, OpenMode.IMMUTABLE);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private String logUnreachable() {
        return "the write-ahead log of "
                + file
                + " cannot be read by this user, and without it the newest rows would be missing;"
                + " give the folder a group shared with the application, setgid (chmod 2770) and the"
                + " application umask 007, or let the application's own user make a copy";
    }

    private SourceUnavailable missing(IOException e) {
        return new SourceUnavailable(
                name,
                Files.notExists(file)
                        ? "there is no file " + file
                        : file + " cannot be looked at by this user; allow it to enter the folder",
                e);
    }

    private ReadFailed failure(SQLException e) {
        if (e instanceof Refused refused) {
            throw new SourceUnavailable(
                    name, "a statement on " + file + " is refused: " + refused.why(), e);
        }
        SQLiteErrorCode code = OpenMode.primary(e.getCause() instanceof SQLException c ? c : e);
        String problem =
                switch (code) {
                    case SQLITE_INTERRUPT -> "";
                    case SQLITE_CORRUPT -> "";
                    case SQLITE_TOOBIG -> "";
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                            "source busy: another process kept "
                                    + file
                                    + " locked for "
                                    + patience.toMillis()
                                    + " ms; ask again later";
                    case SQLITE_NOTADB -> file + " is not a SQLite database (or is encrypted)";
                    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY ->
                            Files.isReadable(file)
                                    ? logUnreachable()
                                    : "this user may not read "
                                            + file
                                            + "; give it a group shared with the application";
                    case SQLITE_IOERR -> file + " cannot be read: input/output error";
                    case SQLITE_SCHEMA -> "the tables changed while they were read; ask again";
                    default ->
                            e instanceof java.sql.SQLTransientConnectionException
                                    ? "source busy: its two connections are in use; ask again later"
                                    : "the query could not be run on "
                                            + file
                                            + ": "
                                            + String.valueOf(e.getMessage())
                                                    .lines()
                                                    .findFirst()
                                                    .orElse("");
                };
        return switch (code) {
            case SQLITE_INTERRUPT -> new ReadFailed(ReadFailed.Reason.OUT_OF_TIME, e);
            case SQLITE_CORRUPT -> new ReadFailed(ReadFailed.Reason.CORRUPT, e);
            case SQLITE_TOOBIG -> new ReadFailed(ReadFailed.Reason.TOO_LARGE, e);
            default -> throw new SourceUnavailable(name, problem, e);
        };
    }
}
