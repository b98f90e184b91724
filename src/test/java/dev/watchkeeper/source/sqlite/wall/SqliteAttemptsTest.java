package dev.watchkeeper.source.sqlite.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attempts to write, or to read what is not declared, each made against every wall alone.
class SqliteAttemptsTest {

    private enum Wall {
        /// The text of the statement, before any database has seen it.
        TEXT,
        /// The tables that it names, whatever it does with them.
        NAMES,
        /// The program that it is compiled to.
        PROGRAM,
        /// The connection: how the file is opened, its limits and settings.
        ENGINE
    }

    @TempDir Path folder;
    private Path file = Path.of("");
    private Database database = new Database("app", file, Duration.ZERO, Declared.BY_STATEMENT);

    @BeforeEach
    void makeTables() throws SQLException {
        file = folder.resolve("app.db");
        make(
                file,
                "CREATE TABLE log (id INTEGER PRIMARY KEY, ts TEXT, level TEXT, msg TEXT)",
                "CREATE INDEX log_ts ON log (ts)",
                "CREATE TABLE users (name TEXT, password TEXT)",
                "CREATE TABLE seq (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "CREATE VIEW errors AS SELECT id, msg FROM log WHERE level = 'ERROR'",
                "CREATE VIEW spy AS SELECT name, sql FROM sqlite_schema",
                "CREATE VIEW peek AS SELECT password FROM users",
                "CREATE VIRTUAL TABLE found USING fts5(body)",
                "INSERT INTO log VALUES (1, '2026-11-22', 'ERROR', 'x')",
                "INSERT INTO users VALUES ('x', 'secret')",
                "INSERT INTO found VALUES ('a needle')");
        make(folder.resolve("other.db"), "CREATE TABLE t (x)", "INSERT INTO t VALUES ('secret')");
        database =
                new Database(
                        "app",
                        file,
                        Duration.ofSeconds(2),
                        Declared.listed(List.of("log", "errors", "seq", "found", "found_data")));
    }

    private static void make(Path file, String... statements) throws SQLException {
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

    /// The walls that refuse, in short, and the statement. `OTHER` is another database file, `NEW`
    /// one that is not there, ¶ a line break.
    private static final String ATTEMPTS =
            """
            TPE  INSERT INTO log (msg) VALUES ('x')
            TPE  INSERT OR REPLACE INTO log VALUES (1, 'a', 'b', 'c')
            TPE  INSERT INTO log (msg) VALUES ('x') RETURNING id
            TPE  REPLACE INTO log VALUES (1, 'a', 'b', 'c')
            TPE  UPDATE log SET msg = 'x'
            TPE  UPDATE log SET msg = 'x' RETURNING *
            TPE  UPDATE sqlite_schema SET sql = ''
            TPE  DELETE FROM log
            TPE  DELETE FROM log WHERE id = 1 RETURNING id
            TPE  DELETE FROM sqlite_sequence
            TPE  WITH d AS (SELECT 1) INSERT INTO log (msg) SELECT 'x' FROM d
            TPE  WITH d AS (SELECT 1) UPDATE log SET msg = 'x'
            TPE  WITH d AS (SELECT 1) DELETE FROM log
            TPE  WITH d("SELECT") AS (SELECT 1) REPLACE INTO log SELECT 1, 'a', 'b', 'c' FROM d
            TPE  /* SELECT */ DELETE FROM log
            TPE  -- SELECT¶DELETE FROM log
            TPE  INSERT INTO found (found) VALUES ('rebuild')
            TPE  INSERT INTO found (found, rank) VALUES ('pgsz', 64)
            TPE  DELETE FROM found_data
            TPE  CREATE TABLE t (x)
            TPE  CREATE TABLE t AS SELECT * FROM users
            TPE  CREATE INDEX i ON log (msg)
            TPE  CREATE VIEW v AS SELECT * FROM users
            TPE  CREATE TRIGGER r AFTER INSERT ON log BEGIN DELETE FROM users; END
            TPE  CREATE VIRTUAL TABLE f USING fts5(x)
            TPE  CREATE TEMP TABLE t AS SELECT * FROM users
            TPE  CREATE TEMP VIEW log AS SELECT * FROM users
            TPE  CREATE TEMP TRIGGER r AFTER INSERT ON log BEGIN SELECT 1; END
            TPE  DROP TABLE log
            TPE  DROP INDEX log_ts
            TPE  DROP VIEW errors
            TPE  ALTER TABLE log RENAME TO gone
            TPE  ALTER TABLE log ADD COLUMN x
            TPE  ALTER TABLE log DROP COLUMN msg
            TPE  VACUUM
            TPE  VACUUM INTO 'NEW'
            TPE  REINDEX
            TPE  ANALYZE
            TPE  BEGIN IMMEDIATE
            TPE  BEGIN EXCLUSIVE
            TP   SAVEPOINT s
            TPE  RELEASE s
            TPE  COMMIT
            TPE  END
            TPE  ROLLBACK
            TPE  ATTACH 'OTHER' AS o
            TPE  ATTACH DATABASE 'file:NEW?mode=rwc' AS n
            TPE  ATTACH ':memory:' AS m
            TPE  ATTACH '' AS t
            TPE  DETACH main
            TP   PRAGMA query_only = 0
            TP   PRAGMA writable_schema = 1
            TPE  PRAGMA journal_mode = WAL
            TP   PRAGMA journal_mode = DELETE
            TPE  PRAGMA user_version = 7
            TPE  PRAGMA application_id = 7
            TP   PRAGMA auto_vacuum = 1
            TPE  PRAGMA incremental_vacuum
            TP   PRAGMA wal_checkpoint(TRUNCATE)
            TP   PRAGMA temp_store = 2
            TP   PRAGMA mmap_size = 1000000
            TP   PRAGMA trusted_schema = 1
            TP   PRAGMA cell_size_check = 0
            TP   PRAGMA locking_mode = EXCLUSIVE
            TPE  PRAGMA schema_version = 1
            TPE  PRAGMA optimize
            TP   PRAGMA integrity_check
            TP   PRAGMA database_list
            TP   PRAGMA table_info(users)
            TPE  backup to 'NEW'
            TPE   backup to 'NEW'
            TPE  /**/backup to 'NEW'
            TPE  restore from 'OTHER'
            TP   EXPLAIN DELETE FROM log
            TP   EXPLAIN QUERY PLAN SELECT * FROM users
            TP   SELECT 1; DELETE FROM log
            TP   SELECT 1; SELECT * FROM users
            TP   SELECT 1;;DELETE FROM log
            TP   SELECT ';' AS a; ATTACH 'OTHER' AS o
            TP   SELECT 1 /* ; */ ; VACUUM INTO 'NEW'
            TP   SELECT 1 -- ; ¶; PRAGMA query_only = 0
            TPE  SELECT load_extension('OTHER')
            TPE  SELECT load_extension('OTHER', 'main')
            TPE  SELECT "load_extension"('OTHER')
            TPE  SELECT [load_extension]('OTHER') FROM log
            TPE  SELECT `LOAD_EXTENSION`('OTHER')
            TPE  SELECT load_extension /* */ ('OTHER')
            TPE  SELECT id FROM log WHERE load_extension(msg)
            TPE  SELECT id FROM log ORDER BY load_extension(msg)
            TPE  WITH f(x) AS (SELECT load_extension('OTHER')) SELECT x FROM f
            TPE  SELECT fts3_tokenizer('simple', x'00')
            TP   SELECT fts3_tokenizer('simple')
            TE   SELECT writefile('NEW', 'x')
            TE   SELECT readfile('OTHER')
            TE   SELECT edit('x')
            TP   SELECT sqlite_log(1, 'x')
            TP   SELECT changes()
            TP   SELECT last_insert_rowid()
            TP   SELECT sqlite_compileoption_get(1)
            TP   SELECT sqlite_source_id()
            TP   SELECT rtreenode(1, x'00')
            TPE  SELECT replicate('x', 3000000000)
            TP   SELECT fts5_source_id()
            TPE  SELECT optimize(found) FROM found
            TP   SELECT * FROM sqlite_schema
            TP   SELECT * FROM sqlite_master
            TP   SELECT * FROM "sqlite_schema"
            TP   SELECT * FROM [sqlite_schema]
            TP   SELECT * FROM `sqlite_schema`
            TP   SELECT * FROM 'sqlite_schema'
            TP   SELECT * FROM main.sqlite_schema
            TP   SELECT * FROM "main"."sqlite_schema" AS log
            TP   SELECT sql FROM log, sqlite_schema
            TP   SELECT (SELECT sql FROM sqlite_schema LIMIT 1) FROM log
            TP   WITH log AS (SELECT * FROM sqlite_schema) SELECT * FROM log
            TP   SELECT * FROM sqlite_temp_schema
            TP   SELECT * FROM sqlite_temp_master
            TP   SELECT * FROM temp.sqlite_schema
            TP   SELECT * FROM sqlite_sequence
            TP   SELECT * FROM pragma_database_list
            TP   SELECT * FROM pragma_table_list
            TP   SELECT * FROM pragma_table_info('users')
            TP   SELECT * FROM "pragma_table_info"('users')
            TP   SELECT * FROM 'pragma_table_info'('users')
            TE   SELECT * FROM [pragma_query_only]('0')
            TPE  SELECT * FROM pragma_journal_mode('wal')
            TP   SELECT * FROM pragma_table_info('users') AS json_each
            TP   SELECT * FROM pragma_function_list, json_each('[]')
            TP   SELECT * FROM pragma_compile_options
            TP   SELECT * FROM dbstat
            TP   SELECT * FROM "dbstat" AS json_each
            TP   SELECT * FROM main.dbstat
            TE   SELECT * FROM sqlite_dbpage
            TE   SELECT * FROM sqlite_stmt
            TE   SELECT * FROM bytecode('SELECT 1')
            TE   SELECT * FROM fts3tokenize('simple', 'a b')
            TE   SELECT * FROM generate_series(1, 10)
            NP   SELECT * FROM found_data
            NP   SELECT * FROM found_content
            NP   SELECT * FROM found_idx AS log
            NP   SELECT block FROM "found_data"
            NP   SELECT * FROM users
            NP   SELECT * FROM main.users
            NP   SELECT * FROM "users" AS log
            NP   SELECT * FROM 'users'
            NP   SELECT password FROM log, users
            NP   SELECT (SELECT password FROM users) FROM log
            NP   SELECT id FROM log WHERE msg IN (SELECT name FROM users)
            NP   SELECT id FROM log WHERE (msg, msg) IN users
            NP   SELECT id FROM log UNION ALL SELECT password FROM users
            NP   SELECT id FROM log EXCEPT SELECT password FROM users
            NP   WITH l AS (SELECT * FROM users) SELECT * FROM l
            NP   WITH RECURSIVE l(x) AS (SELECT password FROM users UNION SELECT x FROM l) SELECT x FROM l
            NP   SELECT count(*) FROM users
            NP   SELECT EXISTS (SELECT 1 FROM users WHERE password LIKE 's%')
            NP   SELECT max(password) OVER () FROM users
            NP   SELECT * FROM log LEFT JOIN users ON name = msg
            NP   SELECT * FROM peek
            NP   SELECT * FROM spy
            NP   VALUES ((SELECT password FROM users))
            """;

    private Stream<String> attempts() {
        return ATTEMPTS.lines()
                .map(line ->
                        line.replace('¶', '\n')
                                .replace("OTHER", folder.resolve("other.db").toString())
                                .replace("NEW", folder.resolve("new.db").toString()));
    }

    @Test
    void eachAttemptIsRefusedByTwoWallsThatKnowNothingOfOneAnother() throws Exception {
        Map<String, String> before = contents();
        for (String line : attempts().toList()) {
            Set<Wall> expected = EnumSet.noneOf(Wall.class);
            String walls = line.substring(0, 4);
            for (Wall wall : Wall.values()) {
                if (walls.indexOf(wall.name().charAt(0)) >= 0) {
                    expected.add(wall);
                }
            }
            String sql = line.substring(5);

            assertThat(refusing(sql)).as(sql).isEqualTo(expected).hasSizeGreaterThan(1);
        }
        assertThat(contents()).isEqualTo(before);
        assertThat(attempts()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    private Set<Wall> refusing(String sql) {
        var walls = EnumSet.noneOf(Wall.class);
        if (refusedByText(sql)) {
            walls.add(Wall.TEXT);
        } else if (refused(connection -> connection.prepare(named(sql)))) {
            walls.add(Wall.NAMES);
        }
        if (refused(connection -> connection.prepare(sql))) {
            walls.add(Wall.PROGRAM);
        }
        if (refusedByEngine(sql)) {
            walls.add(Wall.ENGINE);
        }
        return walls;
    }

    private static boolean refusedByText(String sql) {
        try {
            SqlStatement.of(sql);
            return false;
        } catch (BadRequest e) {
            return true;
        }
    }

    /// A statement that names the same and does nothing, so that its program is not at fault.
    private static SqlStatement named(String sql) {
        return new SqlStatement("SELECT 1", List.of(), false, SqlStatement.of(sql).names());
    }

    private boolean refused(SqlWork<ReadStatement> work) {
        try {
            return database.use(
                    Deadline.after(Duration.ofSeconds(20)),
                    Declared.BY_STATEMENT,
                    connection -> {
                        try (var _ = work.run(connection)) {
                            return false;
                        } catch (Refused e) {
                            return true;
                        } catch (SQLException doesNotCompile) {
                            return false;
                        }
                    });
        } catch (ReadFailed e) {
            throw new AssertionError(e);
        }
    }

    /// As bare as JDBC is: nothing between the statement and SQLite but how the file was opened.
    private boolean refusedByEngine(String sql) {
        try (Connection connection = OpenMode.READ_ONLY.connections(file).getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.execute()) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private Map<String, String> contents() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (Path path : files.toList()) {
                all.put(
                        path.getFileName().toString(),
                        HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return all;
    }
}
