package dev.watchkeeper.investigate.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumbersQuestionTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void nothingIsAskedWhereNoNumbersAreDeclared() {
        assertThat(ask(Map.of(), Map.of())).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void anApiAtItsLimitIsToldWithItsRefusedCalls() {
        List<NumberSeen> seen =
                ask(
                        Map.of("numbers", rows("gemini.calls", "concerning")),
                        Map.of(
                                "evidence_id",
                                "E2-x",
                                "columns",
                                List.of("limit", "most", "used", "percent", "reached"),
                                "rows",
                                List.of(
                                        List.of(
                                                "requests_per_minute",
                                                1000,
                                                1019,
                                                101.9,
                                                "in 33 min, 06:55 to 07:27")),
                                "calls",
                                Map.of("in_range", 37678),
                                "status_429",
                                32609,
                                "why",
                                Map.of("calls", "1,019 per minute, declared concerning")));

        assertThat(asked).containsExactly("get_api_usage {api=gemini}");
        assertThat(seen)
                .containsExactly(
                        new NumberSeen(
                                "gemini: 1019 of 1000 allowed by requests_per_minute are used, the"
                                        + " limit was reached in 33 min, 06:55 to 07:27; 32609 of"
                                        + " 37678 calls in two hours were refused with 429",
                                "1,019 per minute, declared concerning",
                                "E2-x",
                                true));
    }

    @Test
    void silentWorkersAndAnOverflowingQueueAreTold() {
        List<NumberSeen> seen =
                ask(
                        Map.of("numbers", rows("speech.overflow", "unusual")),
                        Map.of(
                                "evidence_id",
                                "E3-x",
                                "columns",
                                List.of("part", "unit", "now", "usual", "verdict"),
                                "rows",
                                List.of(
                                        List.of("depth", "", 3, "1 (1..9)", "normal"),
                                        List.of("overflow", "%", 100, "0 (0..0)", "unusual")),
                                "workers",
                                Map.of(
                                        "columns",
                                        List.of("name", "last", "state"),
                                        "rows",
                                        List.of(
                                                List.of("tts-1", "66 min ago", "silent"),
                                                List.of("runpod", "29 s ago", "works"))),
                                "why",
                                Map.of("overflow", "100%, above the 0% of the day before")));

        assertThat(asked).containsExactly("get_queue_stats {queue=speech}");
        assertThat(seen)
                .extracting(NumberSeen::text)
                .containsExactly(
                        "workers of the queue speech that are silent: tts-1 (last 66 min ago)",
                        "speech.overflow is unusual: 100 % now, usually 0 (0..0)");
        assertThat(seen).extracting(NumberSeen::grave).containsExactly(true, false);
    }

    @Test
    void anyOtherMetricIsAssessedWhetherConcerningOrNotReadInTime() {
        List<NumberSeen> seen =
                ask(
                        Map.of(
                                "numbers",
                                Map.of(
                                        "columns",
                                        List.of("name", "verdict"),
                                        "rows",
                                        List.of(List.of("charged", "normal")),
                                        "not_read_in_time",
                                        List.of("host.disk_used_percent./"))),
                        Map.of(
                                "evidence_id",
                                "E4-x",
                                "verdict",
                                "concerning",
                                "why",
                                List.of("95%, full in 3 to 4 hours")));

        assertThat(asked).containsExactly("assess_metric {metric=host.disk_used_percent./}");
        assertThat(seen)
                .containsExactly(
                        new NumberSeen(
                                "host.disk_used_percent./ is concerning: 95%, full in 3 to 4 hours",
                                "95%, full in 3 to 4 hours", "E4-x", true));
    }

    private List<NumberSeen> ask(Map<String, Object> overview, Map<String, Object> answer) {
        var questions =
                new Questions(
                        (tool, arguments) -> {
                            asked.add(tool + " " + arguments);
                            return new ToolCaller.Reply.Content(answer);
                        },
                        _ -> {});
        return new NumbersQuestion(questions).ask(Optional.of(Reply.of(overview)));
    }

    private static Map<String, Object> rows(String name, String verdict) {
        return Map.of(
                "columns", List.of("name", "verdict"), "rows", List.of(List.of(name, verdict)));
    }
}
