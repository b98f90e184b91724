package dev.watchkeeper.state;

import dev.watchkeeper.model.SourceUnavailable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of the state. Times are epoch milliseconds in UTC.
///
/// SQLite's `user_version` is the number of the schema. Within a thousand each number only adds:
/// tables, indexes, columns that may be null. A program that knows fewer of them works on all the
/// same, so that a downgrade keeps what is there. What an older program would misread begins the
/// next thousand, and is refused by those that do not know it.
final class Schema {

    private static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS receipt(
                      id TEXT PRIMARY KEY, session TEXT NOT NULL, principal TEXT NOT NULL, tool TEXT NOT NULL,
                      arguments TEXT NOT NULL, issued_ms INTEGER NOT NULL, sha256 TEXT NOT NULL,
                      content TEXT NOT NULL) WITHOUT ROWID
                    """,
                    "CREATE INDEX IF NOT EXISTS receipt_by_session ON receipt(session)",
                    """
                    CREATE TABLE IF NOT EXISTS shown_row(
                      receipt TEXT NOT NULL, position INTEGER NOT NULL, stream TEXT NOT NULL, ref TEXT NOT NULL,
                      sha256 TEXT NOT NULL, PRIMARY KEY(receipt, position)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS template(
                      stream TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
                      PRIMARY KEY(stream, id)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS counted_hour(
                      stream TEXT NOT NULL, hour_ms INTEGER NOT NULL, entries INTEGER NOT NULL,
                      PRIMARY KEY(stream, hour_ms)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS template_hour(
                      stream TEXT NOT NULL, template TEXT NOT NULL, hour_ms INTEGER NOT NULL,
                      entries INTEGER NOT NULL, PRIMARY KEY(stream, template, hour_ms)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS finding(
                      id TEXT PRIMARY KEY, check_name TEXT NOT NULL, subject TEXT NOT NULL,
                      severity TEXT NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL, facts TEXT NOT NULL,
                      first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, count INTEGER NOT NULL,
                      runbook TEXT, ignored TEXT, found_ms INTEGER NOT NULL, checked_ms INTEGER NOT NULL,
                      episode INTEGER NOT NULL, notified TEXT, notified_severity TEXT,
                      notified_ms INTEGER) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS investigation(
                      id TEXT PRIMARY KEY, started_ms INTEGER NOT NULL, ended_ms INTEGER, findings TEXT NOT NULL,
                      attempt INTEGER NOT NULL, state TEXT NOT NULL, investigator TEXT, outcome TEXT,
                      incident TEXT, dollars REAL NOT NULL DEFAULT 0) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS hand_over(
                      run TEXT PRIMARY KEY, task TEXT NOT NULL, state TEXT NOT NULL, wanted_ms INTEGER NOT NULL,
                      taken_ms INTEGER, leased_until_ms INTEGER, secret BLOB UNIQUE,
                      outcome TEXT) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS run(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, started_ms INTEGER NOT NULL,
                      ended_ms INTEGER, as_of_ms INTEGER NOT NULL, outcome TEXT)
                    """,
                    "CREATE TABLE IF NOT EXISTS sample_series(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
                    "CREATE TABLE IF NOT EXISTS sample_round(time_ms INTEGER PRIMARY KEY, samples BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS sample_minutes(id INTEGER PRIMARY KEY, buckets BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS sample_hours(id INTEGER PRIMARY KEY, buckets BLOB NOT NULL)",
                    """
                    CREATE TABLE IF NOT EXISTS rolled_subject(
                      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, mark_ref TEXT, mark_ms INTEGER,
                      mark_hash TEXT)
                    """,
                    "CREATE TABLE IF NOT EXISTS rolled_from(id INTEGER PRIMARY KEY, oldest_ms INTEGER NOT NULL)",
                    """
                    CREATE TABLE IF NOT EXISTS rolled_hour(
                      id INTEGER PRIMARY KEY, until_ms INTEGER NOT NULL, hour BLOB NOT NULL)
                    """,
                    "CREATE TABLE IF NOT EXISTS rolled_minutes(id INTEGER PRIMARY KEY, minutes BLOB NOT NULL)",
                    """
                    CREATE TABLE IF NOT EXISTS token(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, session TEXT NOT NULL UNIQUE,
                      scope TEXT NOT NULL, created_ms INTEGER NOT NULL, revoked_ms INTEGER, used_ms INTEGER)
                    """,
                    "CREATE UNIQUE INDEX IF NOT EXISTS token_name ON token(name) WHERE revoked_ms IS NULL",
                    """
                    CREATE TABLE IF NOT EXISTS token_secret(
                      sha256 BLOB PRIMARY KEY, token INTEGER NOT NULL REFERENCES token(id),
                      made_ms INTEGER NOT NULL, expires_ms INTEGER, replaced_ms INTEGER) WITHOUT ROWID
                    """,
                    "CREATE INDEX IF NOT EXISTS token_secret_by_token ON token_secret(token)",
                    """
                    CREATE TABLE IF NOT EXISTS feedback(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL, verdict TEXT NOT NULL,
                      note TEXT NOT NULL, author TEXT NOT NULL, said_ms INTEGER NOT NULL)
                    """,
                    "CREATE INDEX IF NOT EXISTS feedback_by_incident ON feedback(incident)",
                    """
                    CREATE TABLE IF NOT EXISTS ignored(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, pattern TEXT, stream TEXT, finding TEXT,
                      severity TEXT, reason TEXT NOT NULL, author TEXT NOT NULL, since_ms INTEGER NOT NULL,
                      until_ms INTEGER NOT NULL, most INTEGER, rate INTEGER, rate_ms INTEGER,
                      until_change INTEGER NOT NULL, incident TEXT, hidden INTEGER NOT NULL DEFAULT 0,
                      counted_ms INTEGER NOT NULL, removed_ms INTEGER, removed_by TEXT)
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS hidden_news(
                      finding TEXT NOT NULL, state TEXT NOT NULL, subject TEXT NOT NULL, title TEXT NOT NULL,
                      fact TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, seen_ms INTEGER NOT NULL,
                      PRIMARY KEY(finding, state)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS proposal(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, incident TEXT NOT NULL,
                      body TEXT NOT NULL, made_ms INTEGER NOT NULL, decision TEXT, decided_ms INTEGER,
                      decided_by TEXT, name TEXT, measure TEXT, UNIQUE(incident, kind, body))
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS gap(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, source TEXT NOT NULL,
                      seen_ms INTEGER NOT NULL, done_ms INTEGER, done_by TEXT, UNIQUE(source, text))
                    """);

    /// A table more is a number more; what older programs would misread, the next thousand.
    static final int VERSION = 4;

    private static final int BREAKING = 1000;

    private Schema() {}

    /// Makes what is not there yet. What a newer program has added is left as it is.
    ///
    /// @throws SourceUnavailable when the state is of a newer program that this one cannot follow
    static void create(StateDatabase database, int found) {
        if (found / BREAKING > VERSION / BREAKING) {
            throw new SourceUnavailable(
                    "state",
                    "the database in "
                            + database.folder()
                            + " was written by a newer Watchkeeper (its schema is "
                            + found
                            + ", this program knows up to "
                            + VERSION
                            + "); install that one again, or give another folder with --state");
        }
        if (found >= VERSION) {
            return;
        }
        database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                WatchTables.create(statement);
                statement.execute("PRAGMA user_version=" + VERSION);
                return true;
            } catch (SQLException e) {
                throw new SQLException("its tables cannot be made: " + e.getMessage(), e);
            }
        });
    }
}
