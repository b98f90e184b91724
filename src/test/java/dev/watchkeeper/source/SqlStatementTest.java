package dev.watchkeeper.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlStatementTest {

    private static void refused(String statement, String message) {
        assertThatThrownBy(() -> SqlStatement.of(statement))
                .as(statement)
                .isInstanceOf(BadRequest.class)
                .hasMessage(message);
    }

    @Test
    void namesOfParametersAreFoundInOrderAndOnce() {
        assertThat(SqlStatement.of("SELECT :b, @a, $c, :b FROM t WHERE x > :a"))
                .isEqualTo(
                        new SqlStatement(
                                "SELECT ?1, ?2, ?3, ?1 FROM t WHERE x > ?2",
                                List.of("b", "a", "c"),
                                false,
                                Set.of("select", "from", "t", "where", "x")));
    }

    @Test
    void parametersByPlaceCountAsInSqliteAndInToolbox() {
        assertThat(SqlStatement.of("SELECT ?, ? , ?1"))
                .isEqualTo(
                        new SqlStatement(
                                "SELECT ?1, ?2 , ?1", List.of("1", "2"), true, Set.of("select")));
        assertThat(SqlStatement.of("SELECT $2, $1").parameters()).containsExactly("1", "2");
        assertThat(SqlStatement.of("SELECT ?2, ?, ?1").text()).isEqualTo("SELECT ?2, ?3, ?1");
    }

    @Test
    void whatStandsInATextANameOrACommentIsNoParameterAndNoWord() {
        String statement =
                """
                SELECT ':a; DROP', "update", [insert; :b], `delete``:c` -- ; DELETE :d
                FROM t /* ; UPDATE ? */ WHERE x = 'it''s :e' AND y = :f;
                -- the end
                """;
        assertThat(SqlStatement.of(statement).parameters()).containsExactly("f");
        assertThat(SqlStatement.of(statement).text())
                .isEqualTo(
                        "SELECT ':a; DROP', \"update\", [insert; :b], `delete``:c`  \n"
                                + "FROM t   WHERE x = 'it''s :e' AND y = ?1");
    }

    @Test
    void aNumberOrANameThatBeginsLikeAWordIsNotThatWord() {
        assertThat(SqlStatement.of("SELECT 1e5, 0xff, t.created, updated FROM t").parameters())
                .isEmpty();
        assertThat(SqlStatement.of("SELECT replace(x, 'a', 'b') FROM t").parameters()).isEmpty();
    }

    @Test
    void onlyReadingStatementsPass() {
        String reads = "a statement must read: it begins with SELECT, WITH or VALUES, not with ";
        refused("DELETE FROM t", reads + "DELETE");
        refused("  -- hi\n/* x */ insert into t values (1)", reads + "INSERT");
        refused("REPLACE INTO t VALUES (1)", reads + "REPLACE");
        refused("PRAGMA query_only = 0", reads + "PRAGMA");
        refused("ATTACH 'other.db' AS o", reads + "ATTACH");
        refused("VACUUM INTO 'copy.db'", reads + "VACUUM");
        refused("EXPLAIN SELECT 1", reads + "EXPLAIN");
        refused("backup to 'copy.db'", reads + "BACKUP");
        refused("BEGIN IMMEDIATE", reads + "BEGIN");
        refused("(SELECT 1)", reads + "(");
        refused(";SELECT 1", reads + ";");
        refused("'SELECT' 1", reads + "'");
        refused("123", reads + "a number");
    }

    @Test
    void aWithThatEndsInAWriteIsRefused() {
        String after = "a statement must read: after WITH … comes SELECT, not ";
        refused("WITH d AS (SELECT 1) DELETE FROM t", after + "DELETE");
        refused("with d(a) as (select 1), e as (select 2)\nUPDATE t SET x = 1", after + "UPDATE");
        refused("WITH d AS (VALUES (1)) INSERT INTO t SELECT * FROM d", after + "INSERT");
        refused("WITH d AS (SELECT 1) REPLACE INTO t SELECT * FROM d", after + "REPLACE");
        refused(
                "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d",
                "a statement must read: DELETE is refused (a name of that spelling belongs in"
                        + " double quotes)");
        refused(
                "WITH d AS (SELECT 1)",
                "a statement must read: it begins with SELECT, WITH or VALUES; after WITH … the"
                        + " SELECT is missing");
    }

    @Test
    void theOtherWaysOutAreRefused() {
        refused(
                "SELECT load_extension('x')",
                "a statement must read the tables: load_extension is refused");
        refused(
                "SELECT * FROM pragma_database_list",
                "a statement must read the tables: pragma_database_list is refused");
        String quoted = "a statement must read the tables: sqlite_schema is refused";
        refused("SELECT * FROM sqlite_schema", quoted);
        refused("SELECT * FROM \"sqlite_schema\"", quoted);
        refused("SELECT * FROM [SQLite_Schema]", quoted);
        refused("SELECT * FROM `sqlite_schema`", quoted);
        refused("SELECT * FROM 'sqlite_schema'", quoted);
        refused("SELECT * FROM main.\"sqlite_schema\" AS t", quoted);
        refused("SELECT * FROM \"dbstat\"", "a statement must read the tables: dbstat is refused");
    }

    @Test
    void onlyFunctionsThatMakeAValueAreCalled() {
        String not = " is not one of those that may be called";
        refused(
                "SELECT writefile('x', 'y')",
                "a statement must read the tables: the function writefile" + not);
        refused(
                "SELECT \"writefile\" /* ! */ ('x', 'y') AS \"AS\"",
                "a statement must read the tables: the function writefile" + not);
        refused(
                "SELECT a, edit(a) AS materialized FROM t",
                "a statement must read the tables: the function edit" + not);
        refused(
                "SELECT lenght(a) FROM t",
                "a statement must read the tables: the function lenght"
                        + not
                        + "; did you mean length?");
        refused(
                "SELECT fts3_tokenizer('x')",
                "a statement must read the tables: the function fts3_tokenizer" + not);
    }

    @Test
    void whatLooksLikeACallAndIsNonePasses() {
        for (String statement :
                List.of(
                        "WITH a(x) AS (SELECT 1), b(y, z) AS NOT MATERIALIZED (SELECT 1, 2),"
                                + " c AS MATERIALIZED (SELECT 3) SELECT * FROM a, b, c",
                        "WITH RECURSIVE q(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM q)"
                                + " SELECT (SELECT max(n) FROM q) IN (1, 2)",
                        "SELECT CAST(a AS VARCHAR(20)), (a), x'00', count(*) FILTER (WHERE a),"
                                + " sum(a) OVER (PARTITION BY (b) ORDER BY (c)),"
                                + " rank() OVER w FROM t WINDOW w AS (ORDER BY a)",
                        "SELECT a FROM t JOIN (SELECT 1 AS b) USING (b) WHERE (a, b) IN (VALUES"
                                + " (1, 2)) AND NOT (a) OR EXISTS (SELECT 1)",
                        "SELECT DISTINCT (a) FROM t WHERE a LIKE ('%') GROUP BY (a) HAVING (a)"
                                + " LIMIT (1) OFFSET (2)",
                        "SELECT value FROM JSON_EACH(:a) UNION SELECT key FROM json_tree(:a)",
                        "SELECT CASE (a) WHEN (1) THEN (2) ELSE (3) END FROM t")) {
            assertThat(SqlStatement.of(statement).text()).as(statement).isNotEmpty();
        }
    }

    @Test
    void exactlyOneStatementPasses() {
        String more = "only one statement is run; there is more text after its semicolon";
        refused("SELECT 1; DROP TABLE t", more);
        refused("SELECT 1;;", more);
        refused("SELECT 1; -- \n x", more);
        refused("", "the statement is empty");
        refused("-- nothing", "the statement is empty");
        assertThat(SqlStatement.of("SELECT 1; /* end */\n").text()).isEqualTo("SELECT 1");
    }

    @Test
    void whatCanBeReadInTwoWaysIsRefused() {
        refused("SELECT 'open", "the statement has a ' that is not closed");
        refused("SELECT [open", "the statement has a [ that is not closed");
        refused("SELECT 1 /* open", "the statement has a comment /* that is not closed");
        refused("SELECT 1\u0000; DROP TABLE t", "the statement has a control character");
        refused("SELECT 1\u000b", "the statement has a control character");
        refused("SELECT :a(1;2)", "the parameter :a is followed by what cannot follow it");
        refused("SELECT $a::b", "the parameter $a is followed by what cannot follow it");
        refused("SELECT #1", "the statement has a # outside of a text");
        refused("SELECT (1", "the statement has a bracket that is not closed");
        refused("SELECT :", "the statement has a : without a name after it");
    }

    @Test
    void parametersAreOfOneKindAndFew() {
        refused(
                "SELECT :a, ?",
                "the statement has parameters with names and others without; use names for all");
        refused("SELECT ?2", "the statement has a parameter 2 and none with the number 1");
        refused("SELECT ?0", "a parameter's number is between 1 and 50");
        refused("SELECT ?99999999999", "a parameter's number is between 1 and 50");
        refused(
                "SELECT '" + "x".repeat(16_000) + "'",
                "a statement has at most 16000 bytes, this one has 16009");
    }
}
