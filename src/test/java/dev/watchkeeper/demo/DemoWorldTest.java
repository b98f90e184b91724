package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoWorldTest {

    private World world;

    @BeforeAll
    void writeTheWorld(@TempDir Path folder) {
        world = World.of(folder.resolve("storm"), "retry-storm");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers(@TempDir Path folder) throws Exception {
        var again = World.of(folder.resolve("again"), "retry-storm");
        var other = World.of(folder.resolve("other"), World.NOW, 8, "retry-storm");

        assertThat(again.hashes()).isEqualTo(world.hashes());
        assertThat(again.truth()).isEqualTo(world.truth());
        assertThat(other.hashes().values()).doesNotContain(world.hashes().get("metrics.db"));
        assertThat(other.truth().causeWords()).isNotEqualTo(world.truth().causeWords());
    }

    @Test
    void everyLineHasTheKeysOfLoguruInOrderOfTimeAndBeforeNow() throws Exception {
        var last = new HashMap<String, Instant>();
        var counts = new TreeMap<String, Integer>();
        world.lines((stem, line) -> {
            assertThat(line.propertyNames()).containsExactly("text", "record");
            assertThat(line.get("record").propertyNames())
                    .containsExactly(
                            "elapsed",
                            "exception",
                            "extra",
                            "file",
                            "function",
                            "level",
                            "line",
                            "message",
                            "module",
                            "name",
                            "process",
                            "thread",
                            "time");
            Instant time = World.time(line);
            assertThat(time)
                    .isBefore(World.NOW)
                    .isAfterOrEqualTo(World.NOW.minus(Duration.ofDays(14)))
                    .isAfterOrEqualTo(last.getOrDefault(stem, Instant.MIN));
            last.put(stem, time);
            counts.merge(stem, 1, Integer::sum);
        });

        assertThat(counts.keySet()).containsExactly("billing", "gateway", "worker");
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
                .isBetween(120_000, 200_000);
    }

    @Test
    void aLineIsSpelledAsLoguruSpellsIt() {
        var gateway =
                new Component(
                        "MainProcess",
                        "gateway",
                        Micros.of(Instant.parse("2026-11-20T20:43:08.594Z")),
                        Chance.stream(1, "test"));
        var generation = gateway.at(Micros.of(World.NOW));
        var line =
                new LogLine(
                        Micros.of(Instant.parse("2026-11-22T04:08:32.724140Z")),
                        gateway,
                        new Place("gateway.extraction", "extract_page", 7),
                        Grade.ERROR,
                        "said \"no\"",
                        Fields.of("job_id", "job_1").with("page", 4),
                        new Raised(
                                "RateLimited",
                                "gateway.errors",
                                "returned 429",
                                List.of(
                                        new Raised.Frame(
                                                new Place("gateway.extraction", "call", 5),
                                                "raise RateLimited(429)"))));

        assertThat(new String(new LoguruFormat().format(line), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"text": "2026-11-22 04:08:32.724 | ERROR    | gateway.extraction:extract_page:7 - said \\"no\\"\\n\
                        Traceback (most recent call last):\\n  File \\"/srv/app/gateway/extraction.py\\", line 5, in call\\n\
                            raise RateLimited(429)\\ngateway.errors.RateLimited: returned 429\\n", "record": {\
                        "elapsed": {"repr": "1 day, 7:25:24.130140", "seconds": 113124.13014}, \
                        "exception": {"type": "RateLimited", "value": "returned 429", "traceback": true}, \
                        "extra": {"job_id": "job_1", "page": 4}, \
                        "file": {"name": "extraction.py", "path": "/srv/app/gateway/extraction.py"}, \
                        "function": "extract_page", "level": {"icon": "\u274c", "name": "ERROR", "no": 40}, "line": 7, \
                        "message": "said \\"no\\"", "module": "extraction", "name": "gateway.extraction", \
                        "process": {"id": %d, "name": "MainProcess"}, "thread": {"id": %d, "name": "MainThread"}, \
                        "time": {"repr": "2026-11-22 04:08:32.724140+00:00", "timestamp": 1795320512.72414}}}
                        """
                                .formatted(generation.process(), generation.thread()));
    }

    @Test
    void eachEarlierDayIsARotatedFileOfEachLog() throws Exception {
        List<String> names =
                world.files().stream().map(file -> file.getFileName().toString()).toList();

        assertThat(names).contains("gateway.jsonl", "worker.jsonl", "billing.jsonl");
        assertThat(names).filteredOn(name -> name.endsWith(".gz")).hasSize(3 * 14);
        assertThat(names)
                .filteredOn(name -> name.endsWith(".gz"))
                .allMatch(name ->
                        name.matches(
                                "[a-z]+\\.2026-11-\\d\\d_\\d\\d-\\d\\d-\\d\\d_\\d{6}\\.jsonl\\.gz"));
    }

    @Test
    void theEventTableIsASeasonalWalDatabaseThatWasClosedCleanly() throws Exception {
        assertThat(Files.exists(world.folder().resolve("metrics.db-wal"))).isFalse();
        assertThat(world.query("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(world.query("SELECT count(*) FROM sqlite_master WHERE type = 'index'"))
                .containsExactly("0");
        assertThat(
                        world.query(
                                "SELECT count(*) BETWEEN 170000 AND 250000, max(timestamp) <"
                                        + " '2026-11-22 01:30', sum(json_valid(data)) = count(*)"
                                        + " FROM metrics_event"))
                .containsExactly("1|1|1");
        assertThat(
                        world.query(
                                "SELECT count(*) FROM (SELECT timestamp, lag(timestamp) OVER (ORDER"
                                        + " BY id) AS before FROM metrics_event) WHERE timestamp <"
                                        + " before"))
                .containsExactly("0");
        long night = countOfHour("04");
        long evening = countOfHour("17");
        assertThat(evening).isGreaterThan(2 * night);
    }

    @Test
    void idsLeadFromTheLogsToTheEvents() throws Exception {
        var logged = new HashSet<String>();
        world.lines((_, line) -> logged.add(line.at("/record/extra/job_id").asString("")));
        List<String> recorded = world.query("SELECT DISTINCT data ->> 'job_id' FROM metrics_event");

        assertThat(recorded).hasSizeGreaterThan(20_000);
        assertThat(logged).containsAll(recorded);
    }

    @Test
    void theToolsYamlNamesEveryEventTypeThatThereIs() throws Exception {
        String yaml = Files.readString(world.folder().resolve("tools.yaml"));

        assertThat(yaml).contains("until: 2027-01-21").doesNotContain("{until}");
        for (String type : world.query("SELECT DISTINCT event_type FROM metrics_event")) {
            assertThat(yaml).contains("\n      " + type + ": ");
        }
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() {
        assertThatThrownBy(() -> World.of(world.folder(), "healthy"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("the demo needs an empty folder, and " + world.folder() + " is not");
    }

    @Test
    void anUnknownFaultIsRefusedNamingThoseThereAre(@TempDir Path folder) {
        assertThatThrownBy(() -> World.of(folder, "flood"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "there is no fault \"flood\"; there are: retry-storm, silent-billing,"
                                + " bad-worker-deploy, queue-backlog, disk-filling, healthy");
    }

    @Test
    void progressRisesToOne(@TempDir Path folder) {
        var shares = new ArrayList<Double>();
        DemoWorld.write(folder, World.NOW, 1, "healthy", (share, _) -> shares.add(share));

        assertThat(shares).isSorted().hasSizeGreaterThan(10).endsWith(1.0);
        assertThat(Set.copyOf(shares)).hasSameSizeAs(shares);
    }

    private long countOfHour(String hour) throws Exception {
        return Long.parseLong(
                world.query(
                                "SELECT count(*) FROM metrics_event WHERE substr(timestamp, 12, 2)"
                                        + " = '"
                                        + hour
                                        + "'")
                        .getFirst());
    }
}
