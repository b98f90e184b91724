package dev.watchkeeper.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What the watch remembers of itself: circuits, what budgets left out, silences, leases, what each
/// run took, what incidents asked for, and when each kind of message came.
///
/// Columns are only ever added, and each may be missing in what an older version wrote: an older
/// version goes on working with what this one leaves.
final class WatchTables {

    private static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS circuit(
                      name TEXT PRIMARY KEY, failures INTEGER NOT NULL, openings INTEGER NOT NULL,
                      until_ms INTEGER, reason TEXT NOT NULL) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS left_out(
                      episode TEXT PRIMARY KEY, since_ms INTEGER NOT NULL, reason TEXT NOT NULL)
                      WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS silence(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, matcher TEXT NOT NULL, until_ms INTEGER NOT NULL,
                      by TEXT NOT NULL, reason TEXT NOT NULL, created_ms INTEGER NOT NULL, removed_ms INTEGER)
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS lease(
                      name TEXT PRIMARY KEY, claim TEXT NOT NULL, boot TEXT NOT NULL, space TEXT NOT NULL, pid INTEGER NOT NULL,
                      started INTEGER NOT NULL, until_up_ms INTEGER NOT NULL) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS claude_use(
                      run TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, tokens INTEGER NOT NULL,
                      dollars REAL NOT NULL) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS incident_action(
                      id INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL, what TEXT NOT NULL,
                      kind TEXT NOT NULL, owner TEXT NOT NULL, made_ms INTEGER NOT NULL, done_ms INTEGER,
                      done_by TEXT, UNIQUE(incident, what))
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS pulse(
                      stream TEXT NOT NULL, hour_ms INTEGER NOT NULL, pulses BLOB NOT NULL,
                      PRIMARY KEY(stream, hour_ms)) WITHOUT ROWID
                    """);

    private record Column(String table, String name, String type) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("run", "cpu_ms", "INTEGER"),
                    new Column("run", "tokens", "INTEGER"),
                    new Column("run", "dollars", "REAL"),
                    new Column("run", "boot", "TEXT"),
                    new Column("run", "up_ms", "INTEGER"));

    private WatchTables() {}

    /// Makes what is not there.
    static void create(Statement statement) throws SQLException {
        for (String table : TABLES) {
            statement.execute(table);
        }
        for (Column column : COLUMNS) {
            if (!there(statement, column)) {
                statement.execute(
                        "ALTER TABLE "
                                + column.table()
                                + " ADD COLUMN "
                                + column.name()
                                + " "
                                + column.type());
            }
        }
    }

    private static boolean there(Statement statement, Column column) throws SQLException {
        try (ResultSet known =
                statement.executeQuery(
                        "SELECT name FROM pragma_table_info('" + column.table() + "')")) {
            while (known.next()) {
                if (known.getString(1).equals(column.name())) {
                    return true;
                }
            }
            return false;
        }
    }
}
