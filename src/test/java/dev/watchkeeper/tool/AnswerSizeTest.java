package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/// Whatever the logs hold, an answer stays small enough to be read, and holds nothing that a reader
/// cannot see.
class AnswerSizeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// From harmless to what takes most room when it is written out.
    private static final List<String> ALPHABETS =
            List.of(
                    "abc ",
                    "\"\\\n\t",
                    "\u200b\u202e\u0000\u001b",
                    "\uD83D\uDE00é漢",
                    "\uDB40\uDC41a");

    private final Random random = new Random(11);

    private String text(int length) {
        String alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
        int[] points = alphabet.codePoints().toArray();
        return IntStream.range(0, length)
                .map(_ -> points[random.nextInt(points.length)])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private int anyLength() {
        return (int) Math.exp(random.nextDouble() * 9);
    }

    private void fill(SmallHost host) {
        for (int i = 0; i < 150; i++) {
            String time = "09:%02d:%02d".formatted(i / 3, i % 60);
            var fields =
                    new ArrayList<String>(List.of("job_id", i % 3 == 0 ? "j" : text(anyLength())));
            fields.addAll(List.of("exception", text(anyLength()), "logger", text(anyLength())));
            for (int field = 0; field < 40; field++) {
                fields.addAll(List.of(field + text(60), text(200)));
            }
            host.log("app", time, "ERROR", i + text(anyLength()), fields.toArray(String[]::new));
            host.log("worker", time, "INFO", text(anyLength()), "job_id", "j");
            host.event(
                    time,
                    text(1 + random.nextInt(300)),
                    JSON.writeValueAsString(
                            Map.of("job_id", "j", text(100), text(anyLength()), "ms", i)));
        }
        host.raw("app", text(4_000).replace("\n", " ") + "\n");
    }

    private static List<Map.Entry<String, Map<String, Object>>> calls(SmallHost host) {
        Map<String, Object> app = Map.of("stream", "app", "limit", 200);
        List<Object> refs = column(host.answer("query_logs", app), "ref");
        var calls = new ArrayList<Map.Entry<String, Map<String, Object>>>();
        calls.add(Map.entry("get_overview", Map.of()));
        calls.add(Map.entry("query_logs", app));
        calls.add(Map.entry("query_logs", with(app, "first", "oldest")));
        calls.add(Map.entry("find_log_patterns", app));
        for (Object ref : refs.stream().limit(3).toList()) {
            calls.add(Map.entry("get_log_context", with(app, "ref", ref)));
        }
        calls.add(Map.entry("get_log_context", with(app, "ref", refs.getFirst(), "by", "time")));
        calls.add(Map.entry("get_log_context", Map.of("id", "j", "limit", 200)));
        calls.add(Map.entry("query_events", Map.of("limit", 500)));
        calls.add(
                Map.entry(
                        "query_events", Map.of("limit", 500, "bucket", "1m", "value", "data.ms")));
        return calls;
    }

    private static Map<String, Object> with(Map<String, Object> arguments, Object... more) {
        var all = new HashMap<>(arguments);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toString(), more[i + 1]);
        }
        return all;
    }

    private static void fits(String tool, Map<String, Object> content) {
        String json = JSON.writeValueAsString(content);
        assertThat(json.length()).as(tool).isLessThanOrEqualTo(20_000);
        json.codePoints()
                .forEach(point ->
                        assertThat(
                                        switch (Character.getType(point)) {
                                            case Character.CONTROL,
                                                    Character.FORMAT,
                                                    Character.SURROGATE,
                                                    Character.LINE_SEPARATOR,
                                                    Character.PARAGRAPH_SEPARATOR ->
                                                    true;
                                            default -> false;
                                        })
                                .as("%s: U+%X", tool, point)
                                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAnswerFitsWhateverTheLogsHold(long seed, @TempDir Path folder) {
        random.setSeed(seed);
        try (var host = new SmallHost(folder)) {
            fill(host);

            for (var call : calls(host)) {
                Map<String, Object> content = host.answer(call.getKey(), call.getValue());
                fits(call.getKey(), content);
                if (content.containsKey("rows")) {
                    assertThat((List<?>) content.get("rows")).as(call.getKey()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void pagingThroughEntriesThatTakeMuchRoomLosesNone(@TempDir Path folder) {
        try (var host = new SmallHost(folder)) {
            for (int i = 0; i < 60; i++) {
                host.log(
                        "app",
                        "09:30:%02d".formatted(i),
                        "ERROR",
                        i + "\u202e".repeat(900),
                        "exception",
                        "\u200b".repeat(900));
            }
            var seen = new ArrayList<String>();
            Map<String, Object> arguments =
                    new HashMap<>(Map.of("stream", "app", "first", "oldest", "limit", 200));
            do {
                Map<String, Object> answer = host.answer("query_logs", arguments);
                fits("query_logs", answer);
                column(answer, "message")
                        .forEach(message -> seen.add(message.toString().split("\\\\", 2)[0]));
                arguments.put("cursor", answer.get("next_cursor"));
            } while (arguments.get("cursor") != null);

            assertThat(seen)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 60).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void anOverviewOfVeryMuchIsShortenedAndSaysSo(@TempDir Path folder) {
        Map<String, Runbook> runbooks =
                IntStream.range(0, 40)
                        .mapToObj(i -> new Runbook("runbook-" + i, List.of(), "step ".repeat(500)))
                        .collect(Collectors.toMap(Runbook::name, runbook -> runbook));
        try (var host = new SmallHost(folder, runbooks)) {
            host.log("app", "09:30:00", "INFO", "one");
            host.findings.keep(
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    new Finding(
                                            "errors-" + i,
                                            "errors",
                                            "app",
                                            Severity.SEV2,
                                            FindingState.NEW,
                                            "\u202e".repeat(3_000),
                                            List.of("x".repeat(200), "y".repeat(200)),
                                            SmallHost.NOW,
                                            SmallHost.NOW,
                                            1,
                                            null,
                                            null))
                            .toList(),
                    SmallHost.NOW);

            Map<String, Object> answer = host.answer("get_overview", Map.of());

            fits("get_overview", answer);
            assertThat(answer)
                    .containsEntry("findings_open", 40L)
                    .containsEntry(
                            "shortened",
                            "beside the rows, texts of more than 120 characters and lists of more"
                                    + " than 25 were cut, so that the answer fits");
            assertThat((List<?>) answer.get("findings")).hasSize(15);
        }
    }
}
