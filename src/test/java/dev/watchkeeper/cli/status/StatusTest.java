package dev.watchkeeper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import dev.watchkeeper.workplace.ThisHost;
import dev.watchkeeper.workplace.Workplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StatusTest {

    private static final String NUMBERS =
            """
            events:
              work: {source: work, time: time, type: type}
            queues:
              speech:
                depth: {event: queued, value: depth, normal: "< 10", concerning: "> 100 for 5m"}
                wait: {event: done, value: wait_ms, unit: ms}
            apis:
              gemini: {calls: {event: called, status: status}, limits: {requests_per_minute: 20}}
            """;

    @TempDir Path folder;

    private SmallWorld world(boolean work) throws IOException {
        var world = new SmallWorld(folder).healthy();
        world.configured(NUMBERS);
        Path file = folder.resolve("tools.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "sources:\n",
                                "sources:\n  work: {type: jsonl, path: work.jsonl}\n"));
        if (work) {
            Files.write(folder.resolve("work.jsonl"), events());
        }
        return world;
    }

    /// Five hours in which 4 wait, each waits for 3,100 ms, and 18 calls are made in a minute.
    private static List<String> events() {
        var lines = new ArrayList<String>();
        Instant from = SmallWorld.NOW.minus(Duration.ofHours(5));
        for (int minute = 0; minute < 300; minute++) {
            Instant at = from.plusSeconds(60L * minute);
            lines.add(event(at.plusSeconds(1), "queued", "\"depth\":4"));
            lines.add(event(at.plusSeconds(2), "done", "\"wait_ms\":3100"));
            for (int call = 0; call < 18; call++) {
                lines.add(event(at.plusSeconds(3 + call), "called", "\"status\":200"));
            }
        }
        return lines;
    }

    private static String event(Instant at, String type, String field) {
        return "{\"time\":\"" + at + "\",\"type\":\"" + type + "\"," + field + "}";
    }

    /// With time enough on any machine.
    private static Status read(SmallWorld world) {
        try (Workplace workplace = world.open()) {
            return Status.read(
                    workplace,
                    ThisHost.of(workplace.configuration(), workplace.file()).probe(),
                    Duration.ofMinutes(2));
        }
    }

    private static String text(Status status) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new StatusText(new Terminal(print, print, false, false, false), ZoneOffset.UTC)
                .print(status);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String row(String out, String start) {
        return out.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }

    @Test
    void theNumbersOfQueuesAndApisStandInOneLineEach() throws IOException {
        String out = text(read(world(true)));

        assertThat(out).doesNotContain("\033");
        assertThat(out.lines().findFirst().orElseThrow())
                .startsWith("watchkeeper status")
                .endsWith("· 2026-03-11 12:15 UTC")
                .hasSize(80);
        assertThat(row(out, "  queue speech"))
                .contains(" depth 4 ")
                .contains("██████████")
                .contains("wait p95 3.1 s");
        assertThat(row(out, "  api gemini")).contains(" 18/min ").contains("90% of limit");
        assertThat(row(out, "  watch"))
                .isEqualTo(
                        "  watch             no patrol yet, 0 today, 0 investigated, $0.00 of $5.00");
    }

    @Test
    void aSourceThatIsDownIsALine() throws IOException {
        String result = text(read(world(false)));

        assertThat(row(result, "  stream work")).contains("unobserved: source work");
        assertThat(row(result, "  queue speech")).contains("source down");
        assertThat(row(result, "  api gemini")).contains("source work");
        assertThat(row(result, "  watch")).isNotEmpty();
    }

    @Test
    void openFindingsAndIncidentsMakeExitCodeOneAndFitTheScreen() throws IOException {
        SmallWorld world = new SmallWorld(folder).failing();
        world.configured();
        world.run("patrol", "--investigator", "playbook");

        SmallWorld.Result result = world.run("status", "--no-color");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(row(result.out(), "  incident SEV2"))
                .contains("ledger rejected")
                .endsWith("(19 min)");
        assertThat(row(result.out(), "  finding SEV2"))
                .contains("new app: ledger rejected the charge");
        assertThat(row(result.out(), "  watch"))
                .contains("last patrol 0 s ago, 1 today, 1 investigated, $0.00 of $5.00");
        assertThat(result.out().lines()).allMatch(line -> TextWidth.of(line) <= 80);
    }

    @Test
    void theSameIsThereAsData() throws IOException {
        JsonNode json = JsonMapper.shared().valueToTree(read(world(true)).json());

        assertThat(json.path("now").asString("")).isEqualTo("2026-03-11T12:15:00Z");
        assertThat(json.path("findings_open").asInt()).isZero();
        JsonNode api =
                json.path("rows")
                        .valueStream()
                        .filter(row -> row.path("kind").asString("").equals("api"))
                        .findFirst()
                        .orElseThrow();
        assertThat(api.path("name").asString("")).isEqualTo("gemini");
        assertThat(api.at("/data/percent_of_limit").asDouble()).isEqualTo(90.0);
        assertThat(api.path("needs_a_look").asBoolean()).isTrue();
    }

    @Test
    void longAndWideAndHostileNamesAreCutToTheScreen() {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(print, print, true, false, false);
        var row =
                new StatusRow(
                        "queue",
                        "音声合成の長い名前の待ち行列と更に長い",
                        "depth 1,234,567,890,123",
                        "▁▂▃▄▅▆▇█▁▂▃▄▅",
                        "wait \033[31mp95\u202e 3.1 s and more",
                        "concerning",
                        SmallWorld.NOW.minus(Duration.ofMinutes(40)),
                        StatusRow.Mood.BAD,
                        Map.of());
        var words =
                StatusRow.words(
                        "finding", "SEV2", "é\u0301".repeat(90), StatusRow.Mood.ODD, Map.of());

        new StatusText(terminal, ZoneOffset.UTC)
                .print(
                        new Status(
                                "a-host-with-a-very-long-name-that-nobody-can-remember.example.internal",
                                SmallWorld.NOW,
                                Duration.ofDays(41),
                                List.of(row, words),
                                List.of()));

        List<String> plain =
                out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceAll("\033\\[[0-9]{1,2}m", ""))
                        .toList();
        assertThat(plain).hasSize(3).allMatch(line -> TextWidth.of(line) <= 80);
        assertThat(plain.get(0)).hasSize(80);
        assertThat(plain.get(1))
                .startsWith("  queue 音声合成の… depth 1,23")
                .contains("\\u{1B}")
                .endsWith("concerning 11:35");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\033[31mconcerning 11:35\033[0m")
                .doesNotContain("\u202e");
    }
}
