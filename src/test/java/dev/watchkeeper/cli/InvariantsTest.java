package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must hold in a database, from tools.yaml to findings and answers.
class InvariantsTest {

    private static final String ORDERS =
            """
            timezone: Europe/Vienna
            sources:
              shop: {type: sqlite, path: shop.db}
              ledger: {type: sqlite, path: ledger.db}
            invariants:
            """;

    /// In the afternoon of the tenth, in Vienna.
    private static final String NOW = "2026-03-10T15:00:00Z";

    @TempDir Path folder;

    @BeforeEach
    void twoDatabases() throws Exception {
        sql(
                "shop.db",
                "CREATE TABLE orders (id INTEGER, at TEXT, note TEXT)",
                // in Vienna the ninth of March, its last hour and its first
                "INSERT INTO orders VALUES (1, '2026-03-08 23:30:00', 'of Ann'), (2, '2026-03-09 22:59:59', 'of Bob'),"
                        + " (3, '2026-03-09 23:00:01', 'of today'), (4, '2026-03-08 22:59:59', 'of before')");
        sql(
                "ledger.db",
                "CREATE TABLE paid (id INTEGER, at TEXT)",
                "INSERT INTO paid VALUES (1, '2026-03-09 00:00:00'), (2, '2026-03-09 23:00:00')");
    }

    private void sql(String file, String... statements) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private SmallWorld.Result run(String invariant, String now, String... words) throws Exception {
        Files.writeString(folder.resolve("tools.yaml"), ORDERS + invariant.indent(2));
        var all = new ArrayList<>(List.of(words));
        all.addAll(
                1,
                List.of(
                        "--config",
                        folder.resolve("tools.yaml").toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--now",
                        now));
        return new SmallWorld(folder).plain(all.toArray(new String[0]));
    }

    private JsonNode json(String invariant, String now, String... words) throws Exception {
        SmallWorld.Result result = run(invariant, now, words);
        assertThat(result.out()).as(result.err()).startsWith("{");
        return JsonMapper.shared().readTree(result.out());
    }

    private static final String NUMBERS =
            """
            paid:
              source: shop
              left: SELECT count(*) FROM orders WHERE at >= :from AND at < :until
              right_source: ledger
              right: SELECT count(*) FROM paid WHERE at >= :from AND at < :until
              statement: SELECT id, note FROM orders WHERE at >= :from AND at < :until ORDER BY id
              describe: each order of a day is paid that day
            """;

    @Test
    void twoNumbersOfTheLastCompletedDayAreCompared() throws Exception {
        JsonNode finding = json(NUMBERS, NOW, "check", "--json").path("findings").path(0);

        assertThat(finding.path("id").asString()).isEqualTo("invariant-paid");
        assertThat(finding.path("check").asString()).isEqualTo("invariant");
        assertThat(finding.path("severity").asString()).isEqualTo("SEV2");
        assertThat(finding.path("title").asString()).isEqualTo("paid does not hold: 2 against 1");
        assertThat(finding.path("facts").toString())
                .isEqualTo(
                        "[\"left is 2, right is 1, allowed is a difference of 0\","
                                + "\"2 rows break it: get_slo_status of paid shows them\","
                                + "\"asked of 2026-03-08T23:00:00Z to 2026-03-09T23:00:00Z\","
                                + "\"what must hold: each order of a day is paid that day\"]");
    }

    @Test
    void theRowsThatBreakItAreShownWithAReceipt() throws Exception {
        JsonNode answer = json(NUMBERS, NOW, "call", "get_slo_status", "{\"name\": \"paid\"}");

        assertThat(answer.path("evidence_id").asString()).startsWith("E1-");
        assertThat(answer.path("status").asString()).isEqualTo("broken");
        assertThat(answer.path("columns").toString()).isEqualTo("[\"id\",\"note\"]");
        assertThat(answer.path("rows").toString()).isEqualTo("[[1,\"of Ann\"],[2,\"of Bob\"]]");
        assertThat(answer.path("truncated").asBoolean()).isFalse();
        assertThat(answer.path("untrusted").toString()).isEqualTo("[\"rows\"]");
    }

    @Test
    void itHoldsOnceTheRowsAgree() throws Exception {
        sql("ledger.db", "UPDATE paid SET at = '2026-03-09 22:00:00' WHERE id = 2");

        assertThat(json(NUMBERS, NOW, "check", "--json").path("findings").size()).isZero();
        assertThat(
                        json(NUMBERS, NOW, "call", "get_slo_status", "{}")
                                .path("invariants")
                                .path("rows")
                                .toString())
                .isEqualTo(
                        "[[\"paid\",\"holds\",2,2,\"2026-03-08T23:00:00Z\",\"2026-03-09T23:00:00Z\"]]");
    }

    @Test
    void aDifferenceWithinTheToleranceHolds() throws Exception {
        assertThat(
                        json(NUMBERS + "  tolerance: 50%\n", NOW, "check", "--json")
                                .path("findings")
                                .size())
                .isZero();
        assertThat(
                        json(NUMBERS + "  tolerance: 49%\n", NOW, "check", "--json")
                                .path("findings")
                                .size())
                .isEqualTo(1);
    }

    @Test
    void aDayCountsOnlyOnceItIsSettled() throws Exception {
        // five minutes past midnight in Vienna: the ninth may not be whole yet
        JsonNode answer =
                json(
                        NUMBERS,
                        "2026-03-09T23:05:00Z",
                        "call",
                        "get_slo_status",
                        "{\"name\": \"paid\"}");

        assertThat(answer.path("until").asString()).isEqualTo("2026-03-08T23:00:00Z");
    }

    @Test
    void rowsAreShownUpToFiftyAndThatThereAreMoreIsSaid() throws Exception {
        String statement =
                """
                none:
                  source: shop
                  severity: SEV1
                  statement: |
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i FROM n
                """;

        JsonNode finding = json(statement, NOW, "check", "--json").path("findings").path(0);
        JsonNode answer = json(statement, NOW, "call", "get_slo_status", "{\"name\": \"none\"}");

        assertThat(finding.path("severity").asString()).isEqualTo("SEV1");
        assertThat(finding.path("title").asString())
                .isEqualTo("none does not hold: more than 1,000 rows break it");
        assertThat(answer.path("returned").asInt()).isEqualTo(50);
        assertThat(answer.path("truncated").asBoolean()).isTrue();
    }

    @Test
    void aStatementThatCannotBeToldIsAFinding() throws Exception {
        Files.delete(folder.resolve("ledger.db"));

        JsonNode finding = json(NUMBERS, NOW, "check", "--json").path("findings").path(0);

        assertThat(finding.path("id").asString()).isEqualTo("invariant-paid");
        assertThat(finding.path("severity").asString()).isEqualTo("SEV3");
        assertThat(finding.path("title").asString())
                .startsWith("paid cannot be told: source ledger: there is no file ");
    }

    @Test
    void whatGivesNoNumberCannotBeTold() throws Exception {
        String text = "words: {source: shop, left: SELECT note FROM orders, right: SELECT 1}\n";

        assertThat(
                        json(text, NOW, "check", "--json")
                                .path("findings")
                                .path(0)
                                .path("title")
                                .asString())
                .isEqualTo(
                        "words cannot be told: left must give one row with one number, it gave more than one");
    }

    @Test
    void aColumnThatThereIsNotIsNamedBeforeAnythingRuns() throws Exception {
        SmallWorld.Result result =
                run("typo: {source: shop, statement: SELECT nte FROM orders}\n", NOW, "check");

        assertThat(result.err()).contains("invariants.typo.statement: ").contains("nte");
    }

    @Test
    void aNameThatIsNeitherIsRefusedWithThoseThereAre() throws Exception {
        SmallWorld.Result result =
                run(NUMBERS, NOW, "call", "get_slo_status", "{\"name\": \"payd\"}");

        assertThat(result.err())
                .contains("there is no objective or invariant \"payd\"; there are: paid");
    }

    @Test
    void aRowThatBreaksItCanBeCitedInAnIncidentAndOneThatDoesNotCannot() throws Exception {
        String id =
                json(NUMBERS, NOW, "call", "get_slo_status", "{\"name\": \"paid\"}")
                        .path("evidence_id")
                        .asString();
        String report =
                """
                {"title": "Order 2 of the ninth is not booked on its day", "severity": "SEV3", "verdict": "issue",
                 "summary": "One of two orders of the ninth was booked a day late.",
                 "cause": "cannot tell", "confidence": "unknown",
                 "claims": [{"text": "orders 1 and 2 are of that day", "evidence": ["%1$s"]}],
                 "impact": [{"text": "1 of 2 orders is booked late", "evidence": ["%1$s"]}],
                 "actions": [{"what": "Book order 2 with the date 2026-03-09 in ledger.db", "kind": "fix"}],
                 "evidence": [{"evidence_id": "%1$s", "quote": "%2$s"}]}
                """;

        SmallWorld.Result made =
                run(NUMBERS, NOW, "call", "write_incident", report.formatted(id, "of today"));
        assertThat(made.err())
                .contains("was not written; 1 problem: the quote for " + id + " is not in what");
        SmallWorld.Result shown =
                run(NUMBERS, NOW, "call", "write_incident", report.formatted(id, "of Bob"));
        assertThat(shown.err()).isEmpty();
        assertThat(shown.out()).contains("\"incident\"");
    }

    @Test
    void theDoctorNamesWhatCannotBeTold() throws Exception {
        Files.delete(folder.resolve("ledger.db"));

        assertThat(run(NUMBERS, NOW, "doctor").out())
                .contains("invariant paid: cannot be told: source ledger: there is no file");
    }
}
