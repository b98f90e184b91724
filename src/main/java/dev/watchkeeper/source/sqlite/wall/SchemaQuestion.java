package dev.watchkeeper.source.sqlite.wall;

/// All that we ask of a schema ourselves. These constants run beside the wall, which refuses what
/// they read to everybody else.
public enum SchemaQuestion {
    /// How often tables were changed: `(count)`.
    VERSION("PRAGMA schema_version"),

    /// The names of all tables and views but SQLite's own.
    TABLES(
            "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
                    + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"),

    /// The columns of the table given: `(name, type, place in the primary key or 0)`. Unlike
    /// pragma_table_info it lists generated columns too; 1 marks a virtual table's own.
    COLUMNS(
            "SELECT name, type, pk FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1"
                    + " ORDER BY cid"),

    /// One row when the table given has row ids.
    HAS_ROW_ID(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name = ?"
                    + " AND type = 'table' AND wr = 0"),

    /// The columns with which an index of the table given begins.
    INDEXED(
            "SELECT i.name FROM pragma_index_list(?, 'main') AS l, pragma_index_info(l.name) AS i"
                    + " WHERE i.seqno = 0 AND l.partial = 0 AND i.name IS NOT NULL");

    private final String sql;

    SchemaQuestion(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
