package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.demo.DemoWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The questions that a tired person asks of the demo's service, each answered in one call, and
/// each number of the answers against plain SQL on the same table.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoNumbersTest {

    private static final Instant NOW = Instant.parse("2026-03-10T20:20:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofHours(2));
    private static final String RANGE =
            " timestamp >= '" + text(FROM) + "' AND timestamp < '" + text(NOW) + "' ";
    private static final String GEMINI =
            " event_type IN ('page_extraction_complete', 'page_extraction_error') ";

    private final TreeMap<Instant, Double> disk = new TreeMap<>();
    private SmallWorld world;
    private Path folder;
    private Connection database;

    @BeforeAll
    void makeAWorld(@TempDir Path temp) throws IOException, SQLException {
        folder = temp.resolve("world");
        world = new SmallWorld(temp);
        SmallWorld.Result demo =
                world.plain("demo", "--dir", folder.toString(), "--now", NOW.toString());
        assertThat(demo.code()).as(demo.err()).isEqualTo(ExitCode.FINE);
        DemoWorld.write(
                temp.resolve("again"),
                NOW,
                1,
                DemoWorld.faults().getFirst(),
                (_, _) -> {},
                (time, values) -> {
                    Double used = values.get("host.disk_used_percent./");
                    if (used != null) {
                        disk.put(time, used);
                    }
                });
        database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metrics.db"));
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @Test
    void isTheQueueFillingUp() throws SQLException {
        JsonNode answer = call("get_queue_stats", "{\"queue\": \"speech\"}");

        assertThat(part(answer, "enqueued", "total").asDouble())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM metrics_event WHERE event_type = 'synthesis_queued' AND"
                                        + RANGE));
        assertThat(part(answer, "completed", "total").asDouble())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM metrics_event WHERE event_type = 'synthesis_complete' AND"
                                        + RANGE));
        assertThat(part(answer, "dead", "total").asDouble())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM metrics_event WHERE event_type = 'job_dlq' AND"
                                        + RANGE));
        assertThat(part(answer, "depth", "max").asDouble())
                .isEqualTo(
                        number(
                                "SELECT max(data ->> 'queue_depth') FROM metrics_event WHERE event_type = 'synthesis_queued' AND"
                                        + RANGE));
        double overflow =
                number(
                        "SELECT count(*) FROM metrics_event WHERE event_type = 'job_overflow' AND"
                                + RANGE);
        double queued =
                number(
                        "SELECT count(*) FROM metrics_event WHERE event_type = 'synthesis_queued' AND"
                                + RANGE);
        assertThat(answer.at("/flow/overflow_percent_of_range").asDouble())
                .isCloseTo(100 * overflow / queued, within(0.05));
        for (JsonNode worker : answer.at("/workers/rows")) {
            assertThat(worker.get(1).asDouble())
                    .as(worker.get(0).asString())
                    .isEqualTo(
                            number(
                                    "SELECT count(*) FROM metrics_event WHERE event_type = 'synthesis_complete' AND"
                                            + RANGE
                                            + "AND data ->> 'worker_id' = '"
                                            + worker.get(0).asString()
                                            + "'"));
        }
        assertThat(answer.at("/workers/rows").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void isItNearTheLimitOfGemini() throws SQLException {
        JsonNode answer = call("get_api_usage", "{\"api\": \"gemini\"}");
        List<Instant> calls =
                times("SELECT timestamp FROM metrics_event WHERE" + GEMINI + "AND" + RANGE);

        assertThat(answer.at("/calls/in_range").asInt()).isEqualTo(calls.size());
        assertThat(answer.at("/calls/last_minute").asInt()).isEqualTo(inMinuteBefore(calls, NOW));
        assertThat(answer.at("/calls/peak_minute").asInt()).isEqualTo(mostInAMinute(calls));
        assertThat(answer.at("/status_429").asDouble())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM metrics_event WHERE"
                                        + GEMINI
                                        + "AND data ->> 'status_code' = 429 AND"
                                        + RANGE));
        assertThat(answer.at("/statuses/2xx").asDouble())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM metrics_event WHERE"
                                        + GEMINI
                                        + "AND data ->> 'status_code' BETWEEN 200 AND 299 AND"
                                        + RANGE));
        assertThat(answer.at("/tokens").asDouble())
                .isEqualTo(
                        number(
                                "SELECT sum(coalesce(data ->> 'input_tokens', 0) + coalesce(data ->> 'output_tokens', 0)) FROM metrics_event WHERE"
                                        + GEMINI
                                        + "AND"
                                        + RANGE));
        double median =
                number(
                        "SELECT data ->> 'duration_ms' FROM metrics_event WHERE"
                                + GEMINI
                                + "AND"
                                + RANGE
                                + "ORDER BY CAST(data ->> 'duration_ms' AS REAL) LIMIT 1 OFFSET "
                                + ((calls.size() + 1) / 2 - 1));
        assertThat(answer.at("/latency/p50").asDouble()).isCloseTo(median, within(median * 0.02));
        JsonNode limit = answer.at("/rows/0");
        assertThat(limit.get(0).asString()).isEqualTo("requests_per_minute");
        assertThat(limit.get(3).asInt()).isEqualTo(inMinuteBefore(calls, NOW));
        assertThat(limit.get(5).asInt()).isEqualTo(Math.max(0, 1000 - inMinuteBefore(calls, NOW)));
    }

    @Test
    void isThereASpike() throws SQLException {
        JsonNode answer = call("assess_metric", "{\"metric\": \"calls_per_page\"}");

        assertThat(answer.get("verdict").asString()).isEqualTo("concerning");
        assertThat(answer.get("n").asInt()).isPositive();
        JsonNode queued = call("assess_metric", "{\"metric\": \"speech.enqueued\"}");
        Instant last = Instant.parse(after(queued.get("latest").asString(), " at "));
        double perMinute =
                number(
                                "SELECT count(*) FROM metrics_event WHERE event_type = 'synthesis_queued' AND timestamp >= '"
                                        + text(last)
                                        + "' AND timestamp < '"
                                        + text(last.plus(Duration.ofMinutes(5)))
                                        + "'")
                        / 5;
        assertThat(Double.parseDouble(queued.get("latest").asString().replaceFirst(" at .*", "")))
                .isCloseTo(perMinute, within(0.01));
    }

    @Test
    void isTheDiskFillingUp() {
        JsonNode answer = call("get_host_metrics", "{\"parts\": [\"disk\"]}");

        double now =
                disk.subMap(NOW.minus(Duration.ofMinutes(5)), NOW).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
        JsonNode columns = answer.at("/samples/columns");
        assertThat(columns.get(0).asString()).isEqualTo("metric");
        assertThat(columns.get(2).asString()).isEqualTo("value");
        JsonNode row = row(answer.at("/samples/rows"), "disk_used_percent./");
        assertThat(row.get(2).asDouble()).isCloseTo(now, within(0.01));
    }

    private JsonNode call(String tool, String arguments) {
        SmallWorld.Result result =
                world.plain(
                        "call",
                        tool,
                        arguments,
                        "--config",
                        folder.resolve("tools.yaml").toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--now",
                        NOW.toString());
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.FINE);
        assertThat(result.out().length()).as("characters, under 600 tokens").isLessThan(2_400);
        return JsonMapper.shared().readTree(result.out());
    }

    private static JsonNode part(JsonNode answer, String part, String column) {
        List<String> columns = new ArrayList<>();
        answer.get("columns").forEach(name -> columns.add(name.asString()));
        return row(answer.get("rows"), part).get(columns.indexOf(column));
    }

    private static JsonNode row(JsonNode rows, String first) {
        for (JsonNode row : rows) {
            if (row.get(0).asString().equals(first)) {
                return row;
            }
        }
        throw new AssertionError("no row " + first + " in " + rows);
    }

    private static String after(String text, String mark) {
        return text.substring(text.indexOf(mark) + mark.length());
    }

    /// The most calls in any 60 seconds.
    private static int mostInAMinute(List<Instant> calls) {
        int most = 0;
        for (int first = 0, last = 0; last < calls.size(); last++) {
            while (!calls.get(first).isAfter(calls.get(last).minus(Duration.ofMinutes(1)))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /// A time as the table has it.
    private static String text(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }

    private static int inMinuteBefore(List<Instant> calls, Instant end) {
        return (int)
                calls.stream()
                        .filter(call ->
                                call.isAfter(end.minus(Duration.ofMinutes(1)))
                                        && call.isBefore(end))
                        .count();
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private List<Instant> times(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var times = new ArrayList<Instant>();
            while (rows.next()) {
                times.add(Instant.parse(rows.getString(1).replace(' ', 'T') + "Z"));
            }
            return times;
        }
    }
}
