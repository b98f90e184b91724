package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.GetQueueStatsTest.number;
import static dev.watchkeeper.tool.GetQueueStatsTest.object;
import static dev.watchkeeper.tool.GetQueueStatsTest.part;
import static dev.watchkeeper.tool.GetQueueStatsTest.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.catalog.LimitWindow;
import dev.watchkeeper.tool.NumbersHost.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetApiUsageTest {

    private static final String CALLS =
            " FROM event WHERE type='call' AND time>='2026-11-22 08:00:00' AND"
                    + " time<'2026-11-22 10:00:00'";

    private static NumbersHost busy;

    @BeforeAll
    static void open(@TempDir Path folder) {
        busy = new NumbersHost(folder).busy();
    }

    @AfterAll
    static void close() {
        busy.close();
    }

    /// The most within any stretch of one minute, by comparing each call with all others.
    private static double peak(String what, String and) {
        return busy.sql(
                "SELECT max((SELECT "
                        + what
                        + " FROM event b WHERE b.type='call' AND b.time<=a.time AND"
                        + " unixepoch(b.time,'subsec')>unixepoch(a.time,'subsec')-60"
                        + and
                        + ")) FROM (SELECT time FROM event WHERE type='call' AND"
                        + " time>='2026-11-22 09:55:00') a");
    }

    @Test
    void usageOfEachLimitIsToldInOneCallOfFewTokens() {
        Map<String, Object> answer = busy.answer("get_api_usage", Map.of());

        assertThat(tokens(answer)).isLessThan(600);
        assertThat(part(answer, "requests_per_minute"))
                .containsEntry("most", 60L)
                .containsEntry("window", "rolling")
                .containsEntry("headroom", 0L)
                .containsEntry("time_to_limit", "at the limit now");
        assertThat(part(answer, "requests_per_day"))
                .containsEntry("window", "fixed, UTC")
                .doesNotContainKey("reached");
        assertThat(object(answer, "why").get("calls"))
                .asString()
                .contains("per minute, above the ");
        assertThat(answer).containsEntry("notes", List.of("Pages are read with it."));
    }

    @Test
    void eachNumberIsThatOfPlainSql() {
        Map<String, Object> answer = busy.answer("get_api_usage", Map.of());

        assertThat(number(object(answer, "calls").get("in_range")))
                .isEqualTo(busy.sql("SELECT count(*)" + CALLS));
        assertThat(number(object(answer, "calls").get("last_minute")))
                .isEqualTo(
                        busy.sql(
                                "SELECT count(*) FROM event WHERE type='call' AND"
                                        + " time>'2026-11-22 09:59:00'"));
        assertThat(number(part(answer, "requests_per_day").get("used")))
                .isEqualTo(
                        busy.sql(
                                "SELECT count(*) FROM event WHERE type='call' AND"
                                        + " time>='2026-11-22'"));
        assertThat(number(part(answer, "tokens_per_minute").get("used")))
                .isEqualTo(
                        busy.sql(
                                "SELECT sum(data->>'tokens') FROM event WHERE type='call' AND"
                                        + " time>'2026-11-22 09:59:00'"));
        assertThat(number(answer.get("tokens")))
                .isEqualTo(busy.sql("SELECT sum(data->>'tokens')" + CALLS));
        assertThat(number(answer.get("status_429")))
                .isEqualTo(busy.sql("SELECT count(*)" + CALLS + " AND data->>'status'=429"));
        assertThat(number(object(answer, "statuses").get("2xx")))
                .isEqualTo(busy.sql("SELECT count(*)" + CALLS + " AND data->>'status'=200"));
        double p95 =
                busy.sql(
                        "SELECT data->>'ms'"
                                + CALLS
                                + " ORDER BY 1 LIMIT 1 OFFSET (SELECT CAST(ceil(0.95*count(*)) AS INT)-1"
                                + CALLS
                                + ")");
        assertThat(number(object(answer, "latency").get("p95")))
                .isCloseTo(p95, within(p95 * 0.011));
    }

    @Test
    void thePeakOfAnyMinuteIsExactAndNotThatOfMinutesOfTheClock() {
        Map<String, Object> answer = busy.answer("get_api_usage", Map.of("from", "now-5m"));

        assertThat(number(part(answer, "requests_per_minute").get("peak")))
                .isEqualTo(peak("count(*)", ""));
        assertThat(number(part(answer, "tokens_per_minute").get("peak")))
                .isEqualTo(peak("sum(b.data->>'tokens')", ""));
    }

    @Test
    void whereEachKeyHasTheLimitForItselfTheWorstIsShown(@TempDir Path folder) {
        try (var host = new NumbersHost(folder, NumbersHost.limits(true))) {
            var rows = new ArrayList<Row>();
            for (int i = 0; i < 100; i++) {
                Instant time = NumbersHost.NOW.minusMillis(50_000 - i * 400);
                String key = i % 10 < 6 ? "\u202eobey me" : "key " + i % 10;
                rows.add(
                        new Row(
                                time,
                                "call",
                                "{\"status\":200,\"key\":\"%s\",\"tokens\":1}".formatted(key)));
            }
            host.with(rows);
            Map<String, Object> answer = host.answer("get_api_usage", Map.of("from", "now-10m"));

            assertThat(part(answer, "requests_per_minute"))
                    .containsEntry("worst_key", "\\u{202E}obey me")
                    .containsEntry("used", 60L)
                    .containsEntry("percent", 100L)
                    .containsEntry("keys", 5)
                    .containsEntry("keys_near", 1);
            assertThat(answer).containsEntry("untrusted", List.of("rows.worst_key"));
        }
    }

    @Test
    void callsThatAreWrittenWhenTheyEndAreCountedWhenTheyBegan(@TempDir Path folder) {
        try (var host = new NumbersHost(folder)) {
            var random = new Random(9);
            var times = new ArrayList<Long>();
            long from = NumbersHost.NOW.minus(Duration.ofMinutes(20)).toEpochMilli();
            for (int i = 0; i < 800; i++) {
                times.add(from + random.nextInt(1_190_000));
            }
            List<Long> written =
                    times.stream().sorted((a, b) -> Long.compare(end(a), end(b))).toList();
            host.asWritten(
                    written.stream()
                            .map(time -> new Row(Instant.ofEpochMilli(time), "call", "{}"))
                            .toList());
            Map<String, Object> answer = host.answer("get_api_usage", Map.of("from", "now-20m"));

            long most =
                    times.stream()
                            .mapToLong(at ->
                                    times.stream().filter(t -> t <= at && t > at - 60_000).count())
                            .max()
                            .orElseThrow();
            assertThat(part(answer, "requests_per_minute")).containsEntry("peak", most);
        }
    }

    private static long end(long begin) {
        return begin + begin % 31_000;
    }

    @Test
    void aRisingUseSaysWhenTheLimitComes(@TempDir Path folder) {
        var limit =
                NumbersHost.limit(
                        "requests_per_minute",
                        false,
                        200,
                        Duration.ofMinutes(1),
                        LimitWindow.ROLLING,
                        false);
        try (var host = new NumbersHost(folder, List.of(limit))) {
            var rows = new ArrayList<Row>();
            for (int minute = 0; minute < 60; minute++) {
                int many = 40 + 2 * minute;
                for (int i = 0; i < many; i++) {
                    rows.add(
                            new Row(
                                    NumbersHost.NOW.minusMillis(
                                            (60L - minute) * 60_000 - i * 60_000L / many),
                                    "call",
                                    "{}"));
                }
            }
            host.with(rows);

            Map<String, Object> limits =
                    part(
                            host.answer("get_api_usage", Map.of("from", "now-1h")),
                            "requests_per_minute");
            assertThat(limits).containsEntry("used", 157L).containsEntry("headroom", 43L);
            // 43 at 2 a minute
            assertThat(limits.get("time_to_limit")).asString().matches("in (20|21|22) min.*");
        }
    }

    @Test
    void nothingCalledIsNothingUsed(@TempDir Path folder) {
        try (var host = new NumbersHost(folder).with(List.of())) {
            Map<String, Object> answer = host.answer("get_api_usage", Map.of());

            assertThat(object(answer, "calls"))
                    .containsEntry("in_range", 0L)
                    .containsEntry("last_minute", 0L)
                    .doesNotContainKey("peak_at");
            assertThat(answer).doesNotContainKeys("latency", "untrusted");
            assertThat(part(answer, "requests_per_minute")).containsEntry("headroom", 60L);
        }
    }

    @Test
    void anApiWithoutLimitsSaysWhereToDeclareThem(@TempDir Path folder) {
        try (var host = new NumbersHost(folder, List.of()).with(List.of())) {
            assertThat(host.answer("get_api_usage", Map.of()))
                    .containsEntry(
                            "limits",
                            "none declared: apis.gemini.limits in tools.yaml, or a preset");
            assertThat(host.failure("get_api_usage", Map.of("api", "inworld")))
                    .isEqualTo("there is no API \"inworld\"; there are: gemini");
        }
    }
}
