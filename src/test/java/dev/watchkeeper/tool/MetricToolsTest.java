package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.GetQueueStatsTest.number;
import static dev.watchkeeper.tool.GetQueueStatsTest.object;
import static dev.watchkeeper.tool.GetQueueStatsTest.part;
import static dev.watchkeeper.tool.GetQueueStatsTest.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchkeeper.tool.NumbersHost.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One metric over time, its verdict, and all of them in the overview.
class MetricToolsTest {

    private static NumbersHost busy;

    @BeforeAll
    static void open(@TempDir Path folder) {
        busy = new NumbersHost(folder).busy();
    }

    @AfterAll
    static void close() {
        busy.close();
    }

    @Test
    void aSeriesIsThatOfPlainSqlInAtMostSixtyPoints() {
        Map<String, Object> answer =
                busy.answer("query_metric", Map.of("metric", "tts.depth", "from", "now-6h"));

        var rows = (List<?>) Objects.requireNonNull(answer.get("rows"));
        assertThat(rows).hasSizeLessThanOrEqualTo(60);
        assertThat(object(answer, "searched")).containsEntry("bucket", "10m");
        for (Object each : rows) {
            var row = (List<?>) each;
            assertThat(number(row.get(1)))
                    .isCloseTo(
                            busy.sql(
                                    "SELECT avg(data->>'depth') FROM event WHERE type='queued' AND"
                                            + " unixepoch(time)>=unixepoch('2026-11-22 04:00:00')+60*"
                                            + row.get(0)
                                            + " AND unixepoch(time)<unixepoch('2026-11-22 04:10:00')+60*"
                                            + row.get(0)),
                            within(0.01));
        }
        assertThat(tokens(answer)).isLessThan(600);
    }

    @Test
    void countsArePerMinuteWhateverTheBucket() {
        Map<String, Object> answer =
                busy.answer(
                        "query_metric",
                        Map.of("metric", "gemini.calls", "from", "now-4h", "bucket", "30m"));

        assertThat(answer).containsEntry("unit", "per minute").containsEntry("n", 8);
        assertThat(number(object(answer, "figures").get("total")))
                .isEqualTo(
                        busy.sql(
                                "SELECT count(*) FROM event WHERE type='call' AND"
                                        + " time>='2026-11-22 06:00:00'"));
        assertThat(number(object(answer, "figures").get("last")))
                .isCloseTo(
                        busy.sql(
                                "SELECT count(*)/30.0 FROM event WHERE type='call' AND"
                                        + " time>='2026-11-22 09:30:00'"),
                        within(0.01));
    }

    @Test
    void percentilesComeWhenAsked() {
        Map<String, Object> answer =
                busy.answer(
                        "query_metric",
                        Map.of("metric", "tts.wait", "percentiles", true, "points", 4));

        assertThat(answer)
                .containsEntry(
                        "columns", List.of("minute", "value", "min", "p50", "p95", "p99", "max"));
        assertThat(
                        busy.answer(
                                "query_metric",
                                Map.of("metric", "tts.depth", "percentiles", true, "points", 4)))
                .containsEntry("columns", List.of("minute", "value", "min", "avg", "max"));
    }

    @Test
    void aGapIsToldAsAGap(@TempDir Path folder) {
        try (var host = new NumbersHost(folder)) {
            var rows = new ArrayList<Row>();
            for (int minute = 0; minute < 60; minute++) {
                if (minute < 20 || minute >= 40) {
                    rows.add(
                            new Row(
                                    NumbersHost.NOW.minusSeconds((60 - minute) * 60L),
                                    "queued",
                                    "{\"depth\":4}"));
                }
            }
            host.with(rows);
            Map<String, Object> answer =
                    host.answer("query_metric", Map.of("metric", "tts.depth", "from", "now-1h"));

            assertThat(answer)
                    .containsEntry("n", 40)
                    .containsEntry("gaps", List.of("2026-11-22T09:20:00Z to 2026-11-22T09:40:00Z"))
                    .containsEntry("line", "█".repeat(20) + "·".repeat(20) + "█".repeat(20));
        }
    }

    @Test
    void nothingIsAnAnswerThatSaysWhereAndWhen(@TempDir Path folder) {
        try (var host = new NumbersHost(folder).with(List.of())) {
            assertThat(host.answer("query_metric", Map.of("metric", "tts.depth")))
                    .containsEntry(
                            "nothing",
                            "nothing in tts.depth between 2026-11-22T08:00:00Z and"
                                    + " 2026-11-22T10:00:00Z");
            assertThat(host.answer("assess_metric", Map.of("metric", "tts.depth")))
                    .containsEntry("verdict", "cannot tell")
                    .containsEntry("cannot_tell_because", "there are no points");
        }
    }

    @Test
    void whatIsWrongInAQuestionIsSaidWithWhatIsAllowed() {
        assertThat(busy.failure("query_metric", Map.of()))
                .isEqualTo(
                        "metric is needed, one of: tts.depth, tts.wait, tts.enqueued,"
                                + " tts.completed, tts.retries, tts.dead, tts.overflow,"
                                + " gemini.calls, gemini.rate_limited, gemini.latency,"
                                + " gemini.tokens");
        assertThat(busy.failure("query_metric", Map.of("metric", "tts.depth", "bucket", "1m")))
                .isEqualTo(
                        "bucket 1m makes 120 points of this range and points allows 60 (at most"
                                + " 500): ask for a bucket of at least 2m, more points or a shorter"
                                + " range");
        assertThat(busy.failure("query_metric", Map.of("metric", "tts.depth", "bucket", "1500ms")))
                .isEqualTo("bucket must be whole seconds, got \"1500ms\"");
    }

    @Test
    void aVerdictComesWithAgainstWhatSinceWhenAndFromHowMany() {
        Map<String, Object> answer = busy.answer("assess_metric", Map.of("metric", "tts.depth"));

        assertThat(answer)
                .containsEntry("verdict", "concerning")
                .containsEntry("normal", "< 10")
                .containsKeys("since", "n", "confidence", "why", "latest", "line");
        assertThat(object(answer, "searched"))
                .containsEntry("metric", "tts.depth")
                .containsEntry("bucket", "1m")
                .containsEntry("complete", true);
        assertThat(part(answer, "declared normal")).containsEntry("high", 10L);
        assertThat(tokens(answer)).isLessThan(600);
    }

    @Test
    void aVerdictCanBeAskedAsOfThen() {
        assertThat(
                        busy.answer(
                                "assess_metric",
                                Map.of("metric", "tts.depth", "until", "2026-11-22T09:20:00Z")))
                .containsEntry("verdict", "normal");
    }

    @Test
    void theOverviewHasEachMetricInALineTheGravestFirst() {
        Map<String, Object> numbers = object(busy.answer("get_overview", Map.of()), "numbers");

        assertThat(numbers)
                .containsEntry(
                        "columns", List.of("name", "unit", "now", "usual", "verdict", "line"));
        var rows = (List<?>) Objects.requireNonNull(numbers.get("rows"));
        assertThat(((List<?>) rows.getFirst()).getFirst()).isEqualTo("tts.depth");
        assertThat(tokens(numbers)).isLessThan(600);
    }

    @Test
    void aSourceThatIsDownIsALineOfTheOverviewAndAFailureElsewhere(@TempDir Path folder)
            throws IOException {
        try (var host = new NumbersHost(folder).with(List.of())) {
            Files.delete(folder.resolve("metrics.db"));

            var numbers = object(host.answer("get_overview", Map.of()), "numbers");
            assertThat(part(numbers, "tts.depth")).containsEntry("verdict", "source down");
            assertThat(numbers.get("remarks")).asString().contains("tts.depth: source db: ");
            for (String tool : List.of("query_metric", "assess_metric")) {
                assertThat(host.failure(tool, Map.of("metric", "tts.depth")))
                        .startsWith("source db: ");
            }
        }
    }
}
