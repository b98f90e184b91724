package dev.watchkeeper.source.sqlite;

import static dev.watchkeeper.source.sqlite.World.NOW;
import static dev.watchkeeper.source.sqlite.World.run;
import static dev.watchkeeper.source.sqlite.World.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlReport.End;
import dev.watchkeeper.source.SqlRow;
import dev.watchkeeper.source.SqlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSqlTest {

    /// A table of as many rows as anybody asks for.
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

    @TempDir Path folder;
    private Path file = Path.of("");
    private SqliteSource source = source(file);

    @BeforeEach
    void makeTables() throws SQLException {
        file = folder.resolve("app.db");
        run(
                file,
                "CREATE TABLE jobs (id INTEGER PRIMARY KEY, state TEXT, tries INTEGER, at TEXT)",
                "INSERT INTO jobs VALUES (1, 'waiting', 0, '2026-11-22 10:00:00')",
                "INSERT INTO jobs VALUES (2, 'dead', 5, '2026-11-22T10:05:00+01:00')",
                "INSERT INTO jobs VALUES (3, 'waiting', NULL, '1763805600')");
        source = source(file);
    }

    @AfterEach
    void closeTheSource() {
        source.close();
    }

    private SqlSource sql() {
        return source.sql().orElseThrow();
    }

    private record Rows(List<SqlRow> rows, SqlReport report) {
        List<List<@Nullable Object>> values() {
            return rows.stream().map(SqlRow::values).toList();
        }
    }

    private Rows read(
            String statement,
            Map<String, ? extends @Nullable Object> parameters,
            int maxRows,
            Duration time) {
        var rows = new ArrayList<SqlRow>();
        SqlReport report =
                sql().read(
                                new SqlQuery(statement, parameters, maxRows, Deadline.after(time)),
                                rows::add);
        return new Rows(rows, report);
    }

    private Rows read(String statement, Map<String, ? extends @Nullable Object> parameters) {
        return read(statement, parameters, 1_000, Duration.ofSeconds(20));
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

    @Test
    void rowsComeAsTheyAreStored() {
        Rows read =
                read("SELECT id, state, tries, at, 1.5 AS half FROM jobs ORDER BY id", Map.of());

        assertThat(read.report().columns()).containsExactly("id", "state", "tries", "at", "half");
        assertThat(read.values().get(1))
                .containsExactly(2L, "dead", 5L, "2026-11-22T10:05:00+01:00", 1.5);
        assertThat(read.values().get(2)).containsExactly(3L, "waiting", null, "1763805600", 1.5);
        assertThat(read.report().rows()).isEqualTo(3);
        assertThat(read.report().end()).isEqualTo(End.ALL);
        assertThat(read.report().remarks()).isEmpty();
    }

    @Test
    void namedAndPlacedParametersAreBound() {
        assertThat(
                        read(
                                        "SELECT id FROM jobs WHERE state = :state AND id > :least"
                                                + " AND :state <> ''",
                                        Map.of("state", "waiting", "least", 1))
                                .values())
                .containsExactly(List.of(3L));
        assertThat(read("SELECT ?2 || ?1", Map.of("1", "a", "2", "b")).values())
                .containsExactly(List.of("ba"));
        var none = new HashMap<String, @Nullable Object>();
        none.put("x", null);
        assertThat(read("SELECT :x IS NULL, typeof(:x)", none).values())
                .containsExactly(List.of(1L, "null"));
        assertThat(
                        read(
                                        "SELECT typeof(:b), typeof(:d), typeof(:l), typeof(:t)",
                                        Map.of("b", true, "d", 1.5, "l", 1L << 40, "t", "1"))
                                .values())
                .containsExactly(List.of("integer", "real", "integer", "text"));
    }

    @Test
    void aListIsBoundAsItsJsonText() {
        assertThat(
                        read(
                                        "SELECT id FROM jobs WHERE state IN"
                                                + " (SELECT value FROM json_each(:states)) ORDER BY 1",
                                        Map.of("states", List.of("dead", "o'k\"")))
                                .values())
                .containsExactly(List.of(2L));
    }

    @Test
    void noValueIsEverReadAsSql() throws Exception {
        Map<String, String> before = contents();
        for (String hostile :
                List.of(
                        "' OR '1'='1",
                        "'; DROP TABLE jobs; --",
                        "waiting' UNION SELECT sql FROM sqlite_schema --",
                        "\" OR 1=1 --",
                        "?1) OR (1=1",
                        ":state",
                        "waiting\u0000' OR 1=1",
                        "%",
                        "\uD800")) {
            assertThat(
                            read(
                                            "SELECT count(*) FROM jobs WHERE state = :state",
                                            Map.of("state", hostile))
                                    .values())
                    .as(hostile)
                    .containsExactly(List.of(0L));
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void nothingIsWrittenAndNoOtherFileIsReadHoweverItIsSpelt() throws Exception {
        Path secret = folder.resolve("secret.db");
        run(secret, "CREATE TABLE s (x TEXT)", "INSERT INTO s VALUES ('secret')");
        Map<String, String> before = contents();
        String copy = folder.resolve("copy.db").toString();
        for (String hostile :
                List.of(
                        "DELETE FROM jobs",
                        "WITH d AS (SELECT id FROM jobs) DELETE FROM jobs WHERE id IN d",
                        "WITH d(\"SELECT\") AS (SELECT 1) INSERT INTO jobs(state) SELECT 1 FROM d",
                        "/* SELECT */ UPDATE jobs SET state = 'x'",
                        "SELECT 1; DELETE FROM jobs",
                        "SELECT 1 /* ; */; /* */ DELETE FROM jobs",
                        "SELECT ';' ; DELETE FROM jobs",
                        "INSERT INTO jobs(state) VALUES ('x') RETURNING id",
                        "CREATE TEMP TABLE t AS SELECT * FROM jobs",
                        "PRAGMA query_only = 0",
                        "PRAGMA user_version = 7",
                        "PRAGMA journal_mode = WAL",
                        "ATTACH '" + secret + "' AS o",
                        "VACUUM INTO '" + copy + "'",
                        "VACUUM",
                        "ANALYZE",
                        "REINDEX",
                        "backup to '" + copy + "'",
                        " backup to '" + copy + "'",
                        "restore from '" + secret + "'",
                        "BEGIN IMMEDIATE",
                        "SAVEPOINT s",
                        "SELECT * FROM secret.s",
                        "SELECT load_extension('" + copy + "')",
                        "SELECT \"load_extension\"('" + copy + "')",
                        "SELECT writefile('" + copy + "', 'x')",
                        "SELECT readfile('" + secret + "')",
                        "SELECT edit('x')",
                        "SELECT * FROM \"pragma_query_only\"('0')",
                        "SELECT * FROM \"pragma_journal_mode\"('wal')",
                        "SELECT fts3_tokenizer('x', x'00')",
                        "SELECT * FROM sqlite_dbpage",
                        "EXPLAIN DELETE FROM jobs")) {
            assertThatThrownBy(() -> read(hostile, Map.of()))
                    .as(hostile)
                    .isInstanceOf(BadRequest.class);
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void ofADamagedFileTheRowsBeforeTheDamageAreGiven() throws Exception {
        run(
                file,
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000)"
                        + " INSERT INTO jobs(state) SELECT hex(randomblob(100)) FROM n");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096 * 40, 4096 * 41, (byte) 0x77);
        Files.write(file, bytes);

        Rows read = read("SELECT id FROM jobs", Map.of(), 5_000, Duration.ofSeconds(20));

        assertThat(read.report().end()).isEqualTo(End.CORRUPT);
        assertThat(read.report().complete()).isFalse();
        assertThat(read.rows().size()).isBetween(100, 1_999);
        assertThatThrownBy(() -> read("SELECT sum(length(state)) FROM jobs", Map.of()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source app: " + file + " is damaged where it was read (corrupt page)");
    }

    @Test
    void aListOfTablesBoundsStatementsByWhatTheyNameAndByWhatTheyRead() throws Exception {
        run(
                file,
                "CREATE TABLE users (name TEXT, password TEXT)",
                "CREATE VIEW people AS SELECT name FROM users");
        try (var listed = source(file, List.of("jobs", "people"))) {
            SqlSource sql = listed.sql().orElseThrow();
            assertThat(sql.columns("SELECT * FROM people", World.soon())).containsExactly("name");
            assertThatThrownBy(() -> sql.columns("SELECT password FROM users", World.soon()))
                    .isInstanceOf(BadRequest.class)
                    .hasMessage(
                            "the statement is refused: it names the table users, which is not"
                                    + " declared");
            assertThatThrownBy(() -> sql.columns("SELECT changes()", World.soon()))
                    .hasMessage(
                            "a statement must read the tables: the function changes is not one of"
                                    + " those that may be called");
            assertThatThrownBy(() -> listed.logs("l", World.log("users", Map.of())).newest(NOW))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessage(
                            "source app: logs.l.table: the table users is not among"
                                    + " sources.app.tables");
        }
    }

    @Test
    void aStatementWithoutEndStopsAtTheDeadline() {
        long begun = System.nanoTime();
        Rows read =
                read(
                        "SELECT count(*) FROM (" + NUMBERS + ")",
                        Map.of(),
                        10,
                        Duration.ofMillis(200));

        assertThat(read.report().end()).isEqualTo(End.DEADLINE);
        assertThat(read.report().complete()).isFalse();
        assertThat(read.rows()).isEmpty();
        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aStatementWhoseSingleStepsAreLongStopsToo() {
        long begun = System.nanoTime();
        Rows read =
                read(
                        "SELECT max(length(hex(randomblob(1900000 + i)))) FROM (" + NUMBERS + ")",
                        Map.of(),
                        10,
                        Duration.ofMillis(200));

        assertThat(read.report().end()).isEqualTo(End.DEADLINE);
        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void whoLeavesStopsTheStatement() throws Exception {
        var deadline = Deadline.after(Duration.ofMinutes(10));
        var query = new SqlQuery(NUMBERS + " WHERE i < 0", Map.of(), 10, deadline);
        var reports = new ArrayList<SqlReport>();
        Thread reader = Thread.ofPlatform().start(() -> reports.add(sql().read(query, _ -> true)));
        deadline.cancel();
        reader.join(Duration.ofSeconds(20));
        assertThat(reports).singleElement().extracting(SqlReport::end).isEqualTo(End.DEADLINE);
    }

    @Test
    void afterADeadlineTheSameConnectionsAnswerTheNextQuestion() {
        for (int i = 0; i < 5; i++) {
            read(NUMBERS + " WHERE i < 0", Map.of(), 10, Duration.ofMillis(20));
            assertThat(read("SELECT count(*) FROM jobs", Map.of()).values())
                    .containsExactly(List.of(3L));
        }
    }

    @Test
    void aMillionRowsAreCappedAndThatIsSaid() {
        Rows read = read(NUMBERS + " LIMIT 1000000", Map.of(), 100, Duration.ofSeconds(20));
        assertThat(read.rows()).hasSize(100);
        assertThat(read.report().end()).isEqualTo(End.ROW_CAP);

        Rows exact = read(NUMBERS + " LIMIT 100", Map.of(), 100, Duration.ofSeconds(20));
        assertThat(exact.rows()).hasSize(100);
        assertThat(exact.report().end()).isEqualTo(End.ALL);
    }

    @Test
    void theVisitorMayStop() {
        var query = new SqlQuery(NUMBERS, Map.of(), 1_000, World.soon());
        SqlReport report =
                sql().read(query, row -> row.values().getFirst() instanceof Long n && n < 5);
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.end()).isEqualTo(End.VISITOR);
    }

    @Test
    void eachColumnHasANameOfItsOwn() {
        assertThat(
                        sql().columns(
                                        "SELECT id, id, 1 AS ID, 2 AS \"\", tries + 1 FROM jobs",
                                        World.soon()))
                .containsExactly("id", "id_2", "ID_3", "column_4", "tries + 1");
    }

    @Test
    void bytesAndVeryLongTextsAreNotGivenWhole() {
        Rows read =
                read("SELECT x'0102ff', printf('%.20000c', 'x'), 9e999, char(0x1F600)", Map.of());
        assertThat(read.values().getFirst())
                .containsExactly(
                        "[3 bytes]",
                        "x".repeat(10_000) + "… [20,000 characters]",
                        Double.POSITIVE_INFINITY,
                        "\uD83D\uDE00");
        assertThat(read.report().remarks())
                .containsExactly(
                        "texts of more than 10,000 characters were cut: 1",
                        "of values that are bytes only their number is shown: 1");
        assertThatThrownBy(() -> read("SELECT zeroblob(900000000)", Map.of()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source app: a row is larger than 4 MB and is not read");
    }

    @Test
    void whatDoesNotFitTheTablesIsSaidInOneSentence() {
        assertThatThrownBy(() -> sql().columns("SELECT stat FROM jobs", World.soon()))
                .isInstanceOf(BadRequest.class)
                .hasMessage("the statement does not fit the database: no such column: stat");
        assertThatThrownBy(() -> sql().columns("SELECT * FROM job", World.soon()))
                .hasMessage("the statement does not fit the database: no such table: job");
        assertThatThrownBy(() -> sql().columns("SELECT FROM jobs", World.soon()))
                .hasMessage("the statement does not fit the database: near \"FROM\": syntax error");
        assertThatThrownBy(() -> read("SELECT json('{')", Map.of()))
                .hasMessage("the statement failed: malformed JSON");
        assertThatThrownBy(() -> read("SELECT :a", Map.of("b", 1)))
                .hasMessage("the statement has the parameters [a], and values are given for [b]");
    }

    @Test
    void anAbsentFileIsTheSourcesAndCheckingTheTextDoesNotNeedIt() {
        try (var absent = source(folder.resolve("none.db"))) {
            SqlSource sql = absent.sql().orElseThrow();
            assertThat(sql.check("SELECT :a").parameters()).containsExactly("a");
            assertThatThrownBy(() -> sql.columns("SELECT 1", World.soon()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessage("source app: there is no file " + folder.resolve("none.db"));
        }
    }
}
