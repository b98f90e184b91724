package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEventsTest {

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void eventsAreCountedByType() {
        Hosts.busy(host);

        assertThat(host.shown("query_events", Map.of()))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"metrics","from":"2026-11-22T09:00:00Z","until":"2026-11-22T10:00:00Z","examined":4,"complete":true}
                        total: 4
                        columns: ["type","count"]
                        rows:
                          ["done",3]
                          ["failed",1]
                        returned: 2
                        truncated: false
                        meaning: {"done":"a job was done","failed":"a job failed"}
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void bucketsAndValuesOfANumberWrittenAsNumberOrText() {
        Hosts.busy(host);

        assertThat(
                        host.shown(
                                "query_events",
                                Map.of("bucket", "30m", "value", "data.ms", "from", "now-2h")))
                .isEqualTo(
                        """
                        evidence_id: E
                        searched:
                          {"stream":"metrics","from":"2026-11-22T08:00:00Z","until":"2026-11-22T10:00:00Z","examined":4,"complete":true}
                        total: 4
                        bucket: "30m"
                        columns: ["bucket","type","count","sum","avg","min","p50","p95","p99","max"]
                        rows:
                          ["2026-11-22T09:00:00Z","done",1,120,120,120,120,120,120,120]
                          ["2026-11-22T09:30:00Z","done",2,180,90,80,80.65,100,100,100]
                          ["2026-11-22T09:30:00Z","failed",1,null,null,null,null,null,null,null]
                        returned: 3
                        truncated: false
                        meaning: {"done":"a job was done","failed":"a job failed"}
                        untrusted: ["rows","searched.broken_samples"]
                        """);
    }

    @Test
    void groupsAndFiguresAreThoseOfPlainSql() {
        var random = new Random(7);
        host.sql(connection -> {
            connection.setAutoCommit(false);
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO event(time,type,data) VALUES(?,?,?)")) {
                for (int i = 0; i < 5_000; i++) {
                    insert.setString(
                            1, "2026-11-22 09:%02d:%02d".formatted(random.nextInt(60), i % 60));
                    insert.setString(2, random.nextBoolean() ? "done" : "failed");
                    insert.setString(
                            3,
                            "{\"worker\":\"w%d\",\"ms\":%s}"
                                    .formatted(
                                            random.nextInt(3),
                                            Math.exp(random.nextGaussian() * 3) * 100 - 50));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            return true;
        });

        var answer =
                host.answer(
                        "query_events",
                        Map.of(
                                "group_by",
                                List.of("type", "data.worker"),
                                "value",
                                "data.ms",
                                "bucket",
                                "20m",
                                "limit",
                                500));

        assertThat(answer).containsEntry("total", 5_000L).containsEntry("returned", 18);
        for (Object each : (List<?>) Objects.requireNonNull(answer.get("rows"))) {
            var row = (List<?>) each;
            String group =
                    "type='%s' AND data->>'worker'='%s' AND time>='%s' AND time<'%s'"
                            .formatted(
                                    row.get(1),
                                    row.get(2),
                                    sqlTime(row.get(0), 0),
                                    sqlTime(row.get(0), 20));
            List<Double> values = values(group);
            assertThat(row.get(3)).isEqualTo((long) values.size());
            near(row.get(4), values.stream().mapToDouble(v -> v).sum(), 0.001);
            near(row.get(5), values.stream().mapToDouble(v -> v).average().orElseThrow(), 0.001);
            near(row.get(6), values.getFirst(), 0.001);
            near(row.get(7), values.get((int) Math.ceil(values.size() * 0.5) - 1), 0.011);
            near(row.get(8), values.get((int) Math.ceil(values.size() * 0.95) - 1), 0.011);
            near(row.get(9), values.get((int) Math.ceil(values.size() * 0.99) - 1), 0.011);
            near(row.get(10), values.getLast(), 0.001);
        }
    }

    private static String sqlTime(Object bucket, int minutes) {
        return Instant.parse(bucket.toString())
                .plusSeconds(60L * minutes)
                .toString()
                .replace("T", " ")
                .replace("Z", "");
    }

    private List<Double> values(String where) {
        return host.sql(connection -> {
            var values = new ArrayList<Double>();
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT data->>'ms' FROM event WHERE "
                                            + where
                                            + " ORDER BY 1")) {
                while (rows.next()) {
                    values.add(rows.getDouble(1));
                }
            }
            return values;
        });
    }

    private static void near(Object actual, double expected, double relative) {
        assertThat(((Number) actual).doubleValue())
                .isCloseTo(expected, within(Math.abs(expected) * relative + 1e-9));
    }

    @Test
    void typesAndFieldsNarrow() {
        Hosts.busy(host);

        assertThat(
                        host.answer(
                                "query_events",
                                Map.of(
                                        "types", List.of("done"),
                                        "where", Map.of("data.job_id", "j3"))))
                .containsEntry("total", 1L);
    }

    @Test
    void notesOfTheOperatorTravelWithTheGroupsTheyAreOf() {
        Hosts.busy(host);

        assertThat(host.answer("query_events", Map.of("group_by", List.of("data.where"))))
                .containsEntry("rows", List.of(List.of("", 3L), List.of("runpod", 1L)))
                .containsEntry("notes", List.of("\"runpod\": Overflow costs more."));
    }

    @Test
    void aFieldThatNoEventHadIsSaid() {
        Hosts.busy(host);

        assertThat(
                        host.answer(
                                "query_events",
                                Map.of("group_by", List.of("wrker"), "value", "data.where")))
                .containsEntry(
                        "remarks",
                        List.of(
                                "no event had the field wrker; get_overview lists the fields",
                                "no event had a number in data.where; get_overview lists the fields"));
    }

    @Test
    void whatIsNoFiniteNumberIsNotCounted() {
        for (String value :
                List.of(
                        "\"NaN\"",
                        "\"Infinity\"",
                        "\"1e999\"",
                        "1e999",
                        "\"0x1p3\"",
                        "\"7d\"",
                        "true",
                        "\"\"",
                        "\" 4 \"")) {
            host.event("09:30:00", "done", "{\"ms\":" + value + "}");
        }

        assertThat(host.answer("query_events", Map.of("value", "data.ms")))
                .containsEntry("total", 9L)
                .containsEntry("rows", List.of(List.of("done", 9L, 4L, 4L, 4L, 4L, 4L, 4L, 4L)));
    }

    @Test
    void numbersThatAddUpToTooMuchAreStillAnAnswer() {
        host.event("09:30:00", "done", "{\"ms\":1.7e308}");
        host.event("09:30:00", "done", "{\"ms\":1.7e308}");

        assertThat(column(host.answer("query_events", Map.of("value", "data.ms")), "sum"))
                .containsExactly(Double.MAX_VALUE);
    }

    @Test
    void tooManyGroupsAreRefused() {
        host.sql(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(
                        """
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5001)
                        INSERT INTO event(time,type,data) SELECT '2026-11-22 09:30:00','t'||i,'{}' FROM n
                        """);
            }
        });

        assertThat(host.failure("query_events", Map.of()))
                .isEqualTo(
                        "group_by [type] gives more than 5000 groups in this range; group by fewer"
                                + " fields, a longer bucket or a shorter range");
    }

    @Test
    void aLimitIsSaidWithWhatToDo() {
        Hosts.busy(host);

        assertThat(host.answer("query_events", Map.of("limit", 1)))
                .containsEntry("truncated", true)
                .containsEntry(
                        "to_see_more",
                        "2 groups, the first 1 are shown: ask for a shorter range, a longer bucket,"
                                + " fewer types or a higher limit");
    }
}
