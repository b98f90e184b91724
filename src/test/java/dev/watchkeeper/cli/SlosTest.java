package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Burn rates from events in a database to what the tool answers, against a table worked by hand
/// from the Site Reliability Workbook, chapter 5. 10 requests a minute for 30 days are 432,000, of
/// which 99.9% allows 432 bad ones: 2% of that in an hour are 8.64, 5% in six hours 21.6, 10% in
/// three days 43.2.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlosTest {

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int PER_MINUTE = 10;

    private Path folder = Path.of(".");
    private final Map<String, JsonNode> slos = new HashMap<>();
    private JsonNode findings = JsonMapper.shared().createObjectNode();

    /// Bad requests of one objective, so many in the last minutes until so many ago.
    private record Bad(String slo, int count, int minutes, int minutesAgo) {}

    private static final Bad[] WORLD = {
        new Bad("hour_over", 9, 60, 0),
        new Bad("hour_under", 8, 60, 0),
        new Bad("six_hours_over", 22, 360, 0),
        new Bad("six_hours_under", 21, 360, 0),
        new Bad("three_days_over", 44, 4_320, 0),
        new Bad("three_days_under", 43, 4_320, 0),
        // everything is bad for a minute: 8.64 of 600 is reached after 52 s
        new Bad("outage", 10, 1, 0),
        // ten minutes of 15% that ended six minutes ago: the short window is over
        new Bad("ended", 15, 10, 6),
        new Bad("missed", 500, 20_000, 10_000),
    };

    @BeforeAll
    void aMonthOfRequests(@TempDir Path temp) throws Exception {
        folder = temp;
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE event (id INTEGER PRIMARY KEY, time TEXT, type TEXT, data TEXT)");
            // the first at a second past the full minute, so that none lies at NOW
            statement.execute(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO event (id, time, type, data)
                    SELECT i, strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', %d + i * 6), 'request', '{}' FROM n
                    """
                            .formatted(
                                    MONTH.toMinutes() * PER_MINUTE - 1,
                                    NOW.minus(MONTH).getEpochSecond() + 1)
                            .replace(" + i * 6)", " + i * 6, 'unixepoch')"));
            for (Bad bad : WORLD) {
                long last = (MONTH.toMinutes() - bad.minutesAgo) * PER_MINUTE - 1;
                double step = (double) bad.minutes * PER_MINUTE / bad.count;
                for (int i = 0; i < bad.count; i++) {
                    statement.addBatch(
                            "UPDATE event SET data = json_set(data, '$.%s', 'bad') WHERE id = %d"
                                    .formatted(bad.slo, last - (long) (i * step)));
                }
            }
            connection.setAutoCommit(false);
            statement.executeBatch();
            connection.commit();
        }
        var yaml =
                new StringBuilder(
                        """
                        sources:
                          db: {type: sqlite, path: app.db}
                        events:
                          app: {source: db, table: event, time: time, type: type}
                        slos:
                        """);
        for (Bad bad : WORLD) {
            yaml.append(
                    "  %s: {objective: 99.9%%, event: request, bad: {where: {%s: bad}}}\n"
                            .formatted(bad.slo, bad.slo));
        }
        Files.writeString(folder.resolve("tools.yaml"), yaml);
        findings = json("check", "--json");
        json("call", "get_slo_status", "{}")
                .path("slos")
                .path("rows")
                .forEach(row -> slos.put(row.path(0).asString(), row));
    }

    /// What a command says of the end of the month.
    private JsonNode json(String command, String... arguments) throws Exception {
        return at(NOW.toString(), command, arguments);
    }

    private JsonNode at(String now, String command, String... arguments) throws Exception {
        var all =
                new ArrayList<>(
                        List.of(
                                command,
                                "--config",
                                folder.resolve("tools.yaml").toString(),
                                "--state",
                                folder.resolve("state").toString(),
                                "--now",
                                now));
        all.addAll(List.of(arguments));
        SmallWorld.Result ended =
                new SmallWorld(folder).plain(all.toArray(new String[0]));
        assertThat(ended.out()).as(ended.err()).startsWith("{");
        return JsonMapper.shared().readTree(ended.out());
    }

    @AfterAll
    void forget() {
        slos.clear();
    }

    private JsonNode row(String slo) {
        return Objects.requireNonNull(slos.get(slo));
    }

    /// Worked by hand: burn rate = bad / (0.001 * events of the window); 50 in 5 min, 300 in 30 min,
    /// 600 in 1 h, 3,600 in 6 h, 43,200 in 3 days.
    @ParameterizedTest
    @CsvSource({
        "hour_over,        1h, 15,    page: above 14.4 over 1h and 5m",
        "hour_under,       1h, 13.33, none",
        "six_hours_over,   6h, 6.111, page: above 6 over 6h and 30m",
        "six_hours_under,  6h, 5.833, none",
        "three_days_over,  3d, 1.019, ticket: above 1 over 3d and 6h",
        "three_days_under, 3d, 0.9954, none",
        "outage,           5m, 200,   page: above 14.4 over 1h and 5m",
        "ended,            1h, 25,    none",
        "ended,            5m, 0,     none",
        "missed,           6h, 0,     none",
    })
    void theBurnRateOfAWindowIsThatOfTheTable(
            String slo, String window, double burnRate, String alert) {
        JsonNode row = row(slo);

        assertThat(row.path(6).path(window).asDouble()).isEqualTo(burnRate);
        assertThat(row.path(7).asString()).isEqualTo(alert);
    }

    @Test
    void theBudgetIsWhatIsLeftOf432BadRequests() {
        Map<String, Double> left =
                Map.of(
                        "hour_over", 97.92, "three_days_over", 89.81, "missed", -15.74);
        left.forEach((slo, percent) ->
                assertThat(row(slo).path(5).asDouble()).as(slo).isEqualTo(percent));
        assertThat(row("missed").path(9).asString()).isEqualTo("already");
    }

    @Test
    void theForecastIsWhatTheBudgetLastsAtThatRate() {
        // burn 15 uses 30 days' budget in 48 h: of that, 97.92% are left
        assertThat(row("hour_over").path(9).asString())
                .isEqualTo("about 2026-04-02T11:00:00Z");
        assertThat(row("ended").path(9).asString()).isEqualTo("not at this rate");
    }

    @Test
    void theCheckFindsThoseThatFire() {
        var found = new HashMap<String, String>();
        findings.path("findings")
                .forEach(finding ->
                        found.put(
                                finding.path("id").asString(),
                                finding.path("severity").asString()));

        assertThat(found)
                .isEqualTo(
                        Map.of(
                                "slo-hour-over", "SEV2",
                                "slo-six-hours-over", "SEV2",
                                "slo-outage", "SEV2",
                                "slo-three-days-over", "SEV3"));
    }

    @Test
    void anOutageIsPagedOnceTheHourHoldsEnoughOfIt() throws Exception {
        // from 11:59:01 on all of 10 a minute are bad: 8.64 are surpassed by the ninth, at 11:59:49
        assertThat(alert("2026-03-31T11:59:44Z")).isEqualTo("none");
        assertThat(alert("2026-03-31T11:59:50Z"))
                .isEqualTo("page: above 14.4 over 1h and 5m");
    }

    private String alert(String now) throws Exception {
        return at(now, "call", "get_slo_status", "{\"name\": \"outage\"}")
                .path("slo")
                .path("alert")
                .asString();
    }
}
