package dev.watchkeeper.source.sqlite.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir Path folder;
    private Path file = Path.of("");
    private Database database = database(Declared.BY_STATEMENT);

    private Database database(Declared listed) {
        return new Database("app", file, Duration.ofSeconds(2), listed);
    }

    @BeforeEach
    void makeTables() throws SQLException {
        file = folder.resolve("app.db");
        change(
                "CREATE TABLE log (id INTEGER PRIMARY KEY, ts TEXT, level TEXT, msg TEXT)",
                "CREATE INDEX log_ts ON log (ts)",
                "CREATE INDEX log_level ON log (level, ts)",
                "CREATE TABLE users (name TEXT PRIMARY KEY, password TEXT) WITHOUT ROWID",
                "CREATE TABLE seq (id INTEGER PRIMARY KEY AUTOINCREMENT, x)",
                "CREATE VIEW errors AS SELECT id, ts, msg FROM log WHERE level = 'ERROR'",
                "CREATE VIEW who AS SELECT l.msg, u.name FROM log l LEFT JOIN users u ON u.name ="
                        + " l.msg",
                "CREATE VIEW spy AS SELECT * FROM sqlite_schema",
                "CREATE VIEW counts AS SELECT changes() AS msg FROM log",
                "CREATE VIRTUAL TABLE found USING fts5(body)",
                "CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)",
                "INSERT INTO log VALUES (1, '2026-11-22', 'ERROR', 'x'), (2, '2026-11-23', 'INFO',"
                        + " '{\"a\": 1}')",
                "INSERT INTO users VALUES ('x', 'secret')",
                "INSERT INTO found VALUES ('a needle')");
        database = database(Declared.BY_STATEMENT);
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static long rows(Database database, Declared declared, String sql) {
        return database.ask(
                Deadline.after(Duration.ofSeconds(20)),
                declared,
                connection -> {
                    try (ReadStatement statement = connection.prepare(sql);
                            ReadRows rows = statement.rows()) {
                        long count = 0;
                        while (rows.next()) {
                            count++;
                        }
                        return count;
                    }
                });
    }

    private void refused(Declared declared, String sql, String why) {
        assertThatThrownBy(() -> rows(database, declared, sql))
                .as(sql)
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source app: a statement on " + file + " is refused: " + why);
    }

    @Test
    void whateverShapeAReadingStatementHasItPasses() {
        for (String sql :
                List.of(
                        "SELECT 1",
                        "VALUES (1, 2), (3, 4)",
                        "SELECT * FROM log",
                        "SELECT count(*) FROM log",
                        "SELECT max(ts), min(ts) FROM log GROUP BY level HAVING count(*) > 0",
                        "SELECT DISTINCT level FROM log ORDER BY msg DESC LIMIT 5 OFFSET 0",
                        "SELECT * FROM log WHERE id = 1 OR ts = '2026-11-22' OR level = 'x'",
                        "SELECT * FROM log WHERE id IN (1, 2) AND level IN (SELECT level FROM log)",
                        "SELECT a.id FROM log a JOIN log b ON a.msg = b.msg ORDER BY b.ts",
                        "SELECT a.id FROM log a LEFT JOIN users u ON a.msg = u.password",
                        "SELECT a.id FROM log a FULL JOIN users u ON a.msg = u.name",
                        "SELECT a.id FROM log a RIGHT JOIN seq s USING (id)",
                        "SELECT id FROM log UNION SELECT id FROM seq ORDER BY 1",
                        "SELECT id FROM log EXCEPT SELECT id FROM seq",
                        "SELECT id FROM log INTERSECT SELECT id FROM seq",
                        "SELECT id FROM log UNION ALL SELECT id FROM seq",
                        "WITH q(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM q LIMIT 9) SELECT"
                                + " sum(n) FROM q",
                        "WITH q(n) AS (SELECT 1 UNION SELECT n + 1 FROM q WHERE n < 9) SELECT *"
                                + " FROM q a, q b",
                        "WITH q AS MATERIALIZED (SELECT * FROM log) SELECT * FROM q, q AS r",
                        "SELECT row_number() OVER (ORDER BY ts), lag(ts, 1) OVER w, ntile(2) OVER w,"
                                + " sum(id) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 1"
                                + " FOLLOWING EXCLUDE TIES), percent_rank() OVER w FROM log WINDOW"
                                + " w AS (PARTITION BY level ORDER BY ts)",
                        "SELECT group_concat(DISTINCT level), string_agg(msg, ',' ORDER BY ts),"
                                + " count(*) FILTER (WHERE id > 1) FROM log",
                        "SELECT median(id), percentile_cont(id, 0.9), stdev(id) FROM log",
                        "SELECT json_extract(msg, '$.a'), msg ->> 'a', json_valid(msg, 6) FROM log"
                                + " WHERE json_valid(msg)",
                        "SELECT j.value, t.key FROM log, json_each(log.msg) j, json_tree('[1]') t"
                                + " WHERE json_valid(log.msg)",
                        "SELECT unixepoch(ts), strftime('%H', ts), datetime('now'), CURRENT_TIME"
                                + " FROM log",
                        "SELECT CASE WHEN level LIKE 'E%' ESCAPE '!' THEN upper(level) ELSE"
                                + " CAST(id AS REAL) END FROM log WHERE msg GLOB '*' COLLATE NOCASE",
                        "SELECT (SELECT name FROM users WHERE name = msg), EXISTS (SELECT 1 FROM"
                                + " seq) FROM log",
                        "SELECT (id, ts) IN (SELECT id, ts FROM log), (1, 2) < (2, 3) FROM log",
                        "SELECT * FROM log INDEXED BY log_level WHERE level = 'x' AND ts > 'y'",
                        "SELECT * FROM log NOT INDEXED WHERE ts BETWEEN 'a' AND 'b'",
                        "SELECT abs(~id) + (id << 1 >> 1) & 3 | 4 % 2, id / 2.0, -id, NOT id, msg"
                                + " IS NULL, msg IS NOT DISTINCT FROM level, id || 'x' FROM log",
                        "SELECT * FROM errors",
                        "SELECT name FROM who WHERE msg = 'x'",
                        "SELECT body FROM found WHERE found MATCH 'needle' ORDER BY rank",
                        "SELECT highlight(found, 0, '[', ']'), bm25(found) FROM found('needle')",
                        "SELECT id FROM boxes WHERE a > 1",
                        "SELECT random(), hex(randomblob(4)), quote('x'), printf('%d', 1)")) {
            assertThat(rows(database, Declared.BY_STATEMENT, sql)).as(sql).isNotNegative();
        }
    }

    @Test
    void whatDoesMoreThanReadTablesIsRefusedBeforeARowIsRead() {
        Declared any = Declared.BY_STATEMENT;
        String verb = "it begins with something other than SELECT, WITH or VALUES";
        refused(any, "DELETE FROM log", verb);
        refused(any, "PRAGMA query_only = 0", verb);
        refused(any, "/**/SELECT 1", verb);
        refused(any, "SELECTx", verb);
        refused(any, "WITH d AS (SELECT 1) DELETE FROM log", "it would write");
        refused(any, "SELECT 1; DELETE FROM log", "it has more than one statement");
        refused(any, "SELECT load_extension('x')", "it calls the function load_extension");
        refused(any, "SELECT sqlite_log(1, 'x') FROM log", "it calls the function sqlite_log");
        refused(any, "SELECT msg FROM counts", "it calls the function changes");
        refused(
                any,
                "SELECT * FROM sqlite_schema",
                "it reads sqlite_schema, which is SQLite's own");
        refused(any, "SELECT * FROM spy", "it reads sqlite_schema, which is SQLite's own");
        refused(
                any,
                "SELECT * FROM sqlite_sequence",
                "it reads sqlite_sequence, which is SQLite's own");
        refused(
                any,
                "SELECT * FROM sqlite_temp_schema",
                "it reads tables that are temporary or of another database");
        refused(
                any,
                "SELECT * FROM found_data",
                "it reads found_data, which is inside of a virtual table");
        String virtual = "it reads a virtual table that is not one of the database's own";
        refused(any, "SELECT * FROM pragma_database_list", virtual);
        refused(any, "SELECT * FROM pragma_table_info('log') AS json_each", virtual);
        refused(any, "SELECT * FROM dbstat", virtual);
        refused(any, "SELECT value FROM json_each('[]'), pragma_function_list", virtual);
    }

    @Test
    void aStreamReadsItsTableAndNoOther() {
        assertThat(rows(database, Declared.table("LOG"), "SELECT * FROM log WHERE ts > ''"))
                .isEqualTo(2);
        refused(
                Declared.table("log"),
                "SELECT * FROM log, users",
                "it reads the table users, which is not declared");
        refused(
                Declared.table("log"),
                "SELECT * FROM log WHERE id = (SELECT count(*) FROM found)",
                "it reads the table found, which is not declared");
        assertThat(rows(database, Declared.table("found"), "SELECT * FROM found")).isEqualTo(1);
    }

    @Test
    void whoMayReadAViewMayReadWhatIsBehindIt() {
        assertThat(rows(database, Declared.table("who"), "SELECT * FROM who")).isEqualTo(2);
        assertThat(rows(database, Declared.table("who"), "SELECT count(*) FROM who")).isEqualTo(1);
        refused(
                Declared.table("who"),
                "SELECT * FROM who, seq",
                "it reads the table seq, which is not declared");
    }

    @Test
    void theOperatorsListBoundsEveryStreamAndStatement() {
        try (var listed = database(Declared.listed(List.of("Errors", "seq")))) {
            assertThat(rows(listed, Declared.BY_STATEMENT, "SELECT * FROM errors")).isEqualTo(1);
            assertThatThrownBy(() -> rows(listed, Declared.table("users"), "SELECT * FROM users"))
                    .hasMessage(
                            "source app: a statement on "
                                    + file
                                    + " is refused: it reads the table users, which is not"
                                    + " declared");
        }
    }

    @Test
    void aChangedSchemaIsLookedAtAnew() throws SQLException {
        String sql = "SELECT * FROM errors";
        Declared errors = Declared.table("errors");
        assertThat(rows(database, errors, sql)).isEqualTo(1);
        change("DROP VIEW errors", "CREATE VIEW errors AS SELECT * FROM sqlite_schema");
        refused(errors, sql, "it reads sqlite_schema, which is SQLite's own");
        change("DROP VIEW errors", "CREATE TABLE errors (x)");
        assertThat(rows(database, errors, sql)).isZero();
    }

    @Test
    void afterARefusalTheConnectionAnswersTheNextQuestion() {
        for (int i = 0; i < 6; i++) {
            refused(
                    Declared.BY_STATEMENT,
                    "SELECT * FROM dbstat",
                    "it reads a virtual table that is not one of the database's own");
            assertThat(rows(database, Declared.BY_STATEMENT, "SELECT * FROM log")).isEqualTo(2);
        }
    }

    @Test
    void whoeverReadsGoesOnWhileAnotherFindsTheFileReplaced() throws Exception {
        Path next = folder.resolve("next.db");
        List<String> read = new ArrayList<>();
        database.use(
                Deadline.after(Duration.ofSeconds(20)),
                Declared.table("log"),
                connection -> {
                    try (var statement = connection.prepare("SELECT msg FROM log ORDER BY id");
                            var rows = statement.rows()) {
                        while (rows.next()) {
                            read.add(String.valueOf(rows.value(1)));
                            replace(next);
                            assertThat(others()).isEqualTo("another");
                        }
                    }
                    return true;
                });
        assertThat(read).containsExactly("x", "{\"a\": 1}");
        database.close();
    }

    private void replace(Path next) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + next);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, msg TEXT)");
            statement.execute("INSERT INTO log VALUES (1, 'another')");
        }
        try {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String others() {
        return database.ask(
                Deadline.after(Duration.ofSeconds(20)),
                Declared.table("log"),
                connection -> {
                    try (var statement = connection.prepare("SELECT msg FROM log");
                            var rows = statement.rows()) {
                        rows.next();
                        return String.valueOf(rows.value(1));
                    }
                });
    }
}
