package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.host.HostPart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// The machine in one call.
class GetHostMetricsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant THREE_WEEKS_AGO = NOW.minus(Duration.ofDays(21));

    private static Map<String, Object> answer(Catalog catalog, Instant clock, HostPart... parts) {
        return new GetHostMetricsTool(catalog, new QuietMachine(clock))
                .call(
                        new GetHostMetricsTool.Arguments(List.of(parts)),
                        new Call(new Session("s", "p"), NOW, Deadline.after(Duration.ofMinutes(5))))
                .content();
    }

    private static HostSamples samples() {
        return new HostSamples(THREE_WEEKS_AGO, NOW);
    }

    private static String columns(Map<String, Object> content, String table) {
        return String.valueOf(((Map<?, ?>) content.getOrDefault(table, Map.of())).get("columns"));
    }

    private static Object cell(Map<String, Object> content, String table, int row, String column) {
        Map<?, ?> shown = (Map<?, ?>) content.getOrDefault(table, Map.of());
        int at = list(shown, "columns").indexOf(column);
        assertThat(at).as(column + " of " + shown.get("columns")).isNotNegative();
        return ((List<?>) list(shown, "rows").get(row)).get(at);
    }

    private static List<?> list(Map<?, ?> table, String key) {
        return (List<?>) Objects.requireNonNull(table.get(key), key);
    }

    @Test
    void oneCallShowsAllOfTheMachine(@TempDir Path folder) {
        try (var host = new SmallHost(folder)) {
            assertThat(host.shown("get_host_metrics", Map.of()))
                    .isEqualTo(
                            """
                            evidence_id: E
                            now: "2026-11-22T10:00:00Z"
                            live: true
                            over_seconds: 0.5
                            up: "41d"
                            cpu: {"cores":4,"used_percent":52.3,"steal_percent":0.4,"iowait_percent":2.5,"load_1m_5m_15m":[2.1,1.9,1.75],"waiting_percent_1m":1.25}
                            memory: {"total_gb":16,"available_gb":4,"used_percent":75,"swap_gb":2,"swap_used_percent":25,"swapped_mb_per_second":1,"oom_kills_since_boot":3,"waiting_percent_1m":1.25}
                            disk: {"columns":["mount","used_percent","free_gb","total_gb","inodes_percent"],"rows":[["/",80,20,105,10],["/data",20,80,105,10]]}
                            disk_io: {"columns":["disk","busy_percent","read_mb_per_second","write_mb_per_second","wait_ms"],"rows":[["sda",12.5,1.5,3,0.75]],"waiting_percent_1m":1.25}
                            write_ahead_logs: {"columns":["source","database_mb","wal_mb"],"rows":[["db",50,4]]}
                            network: {"columns":["interface","receive_mb_per_second","send_mb_per_second","errors_since_boot","drops_since_boot"],"rows":[["eth0",2,0.5,0,7]]}
                            processes: {"count":140,"columns":["name","pid","user","service","cpu_percent","rss_mb","age"],"rows":[["ffmpeg",4711,"app","worker.service",187,200,"5h"],["postgres",812,"app","postgresql.service",3,6000,"5h"]]}
                            gpu: {"columns":["gpu","name","used_percent","memory_gb","memory_percent","celsius"],"rows":[[0,"NVIDIA L4",37,4,25,51]]}
                            untrusted: ["processes"]
                            history: "no history: nothing collects yet (watchkeeper collect, or watchkeeper serve --http)"
                            """);
        }
    }

    @Test
    void itCostsLessThanSixHundredTokens() {
        var samples = samples();
        var random = new Random(5);
        for (String name :
                List.of(
                        "cpu_percent",
                        "steal_percent",
                        "iowait_percent",
                        "load_1m",
                        "memory_used_percent",
                        "swap_used_percent",
                        "pressure_cpu",
                        "pressure_memory",
                        "pressure_io",
                        "disk_used_percent./",
                        "disk_used_percent./data",
                        "network_receive_bytes_per_second",
                        "network_send_bytes_per_second")) {
            samples.with("host." + name, days -> 50 + days + random.nextGaussian());
        }

        String json = JSON.writeValueAsString(answer(samples.catalog(), NOW));

        // 3.5 characters of JSON are about a token
        assertThat(json.length() / 3.5).as(json).isLessThan(600);
    }

    @Test
    void whatIsAskedForAloneIsShown() {
        assertThat(answer(samples().catalog(), NOW, HostPart.CPU))
                .containsOnlyKeys("now", "live", "over_seconds", "up", "cpu", "history");
        assertThat(answer(samples().catalog(), NOW, HostPart.DIRECTORIES))
                .containsKey("directories");
    }

    @Test
    void withoutHistoryItIsSaidWhoWouldMakeOne() {
        assertThat(answer(samples().catalog(), NOW))
                .containsEntry("live", true)
                .containsEntry(
                        "history",
                        "no history: nothing collects yet (watchkeeper collect, or watchkeeper serve --http)");
    }

    @Test
    void aDiskThatFillsUpIsForecast() {
        // from 59% three weeks ago to 80% now: a percent a day, full in 20 days
        var random = new Random(7);
        Catalog catalog =
                samples()
                        .with(
                                "host.disk_used_percent./",
                                days -> 59 + days + 0.1 * random.nextGaussian())
                        .catalog();

        Map<String, Object> content = answer(catalog, NOW, HostPart.DISK);

        assertThat(cell(content, "disk", 0, "mount")).isEqualTo("/");
        assertThat(((Number) cell(content, "disk", 0, "gb_per_day")).doubleValue())
                .isBetween(0.9, 1.1);
        assertThat(String.valueOf(cell(content, "disk", 0, "full_in")))
                .matches("(19|20|21)d( to 2\\dd)?");
        assertThat(columns(content, "disk")).doesNotContain("inodes_full_in");
    }

    @Test
    void aDiskThatStaysAsItIsIsNot() {
        var random = new Random(8);
        Catalog catalog =
                samples()
                        .with("host.disk_used_percent./", days -> 80 + 0.1 * random.nextGaussian())
                        .catalog();

        Map<String, Object> content = answer(catalog, NOW, HostPart.DISK);

        assertThat(columns(content, "disk")).doesNotContain("full_in");
        assertThat(content).containsEntry("history", Map.of("normal", 1L));
    }

    @Test
    void whatIsOutOfTheOrdinaryIsSaidInASentence() {
        var random = new Random(9);
        Catalog catalog =
                samples()
                        .with(
                                "host.cpu_percent",
                                days -> (days > 20.9 ? 95 : 20) + random.nextGaussian())
                        .with("host.load_1m", days -> 1 + 0.01 * random.nextGaussian())
                        .catalog();

        Map<?, ?> history = (Map<?, ?>) answer(catalog, NOW).getOrDefault("history", Map.of());

        assertThat(history.get("normal")).isEqualTo(1L);
        String sentences = history.toString();
        assertThat(sentences).contains("cpu_percent").contains("(n=");
        assertThat(history.containsKey("unusual") || history.containsKey("concerning")).isTrue();
    }

    @Test
    void foldersThatGrowAreShownByTheirGrowth() {
        var random = new Random(10);
        Catalog catalog =
                samples()
                        .with(
                                "host.directory_bytes./data",
                                days -> 1e9 * (20 + 0.5 * days) + 1e7 * random.nextGaussian())
                        .with("host.directory_bytes./data/still", days -> 1e9)
                        .catalog();

        Map<String, Object> content = answer(catalog, NOW);

        assertThat(cell(content, "growing_directories", 0, "folder")).isEqualTo("/data");
        assertThat(((Number) cell(content, "growing_directories", 0, "gb_per_day")).doubleValue())
                .isBetween(0.45, 0.55);
        assertThat(content)
                .as("nothing is walked unless it is asked for")
                .doesNotContainKey("directories");
    }

    @Test
    void asOfAnotherTimeThereAreOnlySamplesOfThen() {
        Catalog catalog =
                samples()
                        .with("host.cpu_percent", days -> 20)
                        .with("host.memory_used_percent", days -> days < 20 ? 40 : Double.NaN)
                        .catalog();

        Map<String, Object> content = answer(catalog, NOW.plus(Duration.ofDays(3)));

        assertThat(content)
                .containsEntry("live", false)
                .containsEntry(
                        "not_live_because",
                        "the question is as of 2026-11-22T12:00:00Z and the machine's clock says"
                                + " 2026-11-25T12:00:00Z; only samples from then are shown")
                .containsEntry(
                        "remarks",
                        List.of(
                                "without a value: nothing was sampled of late, so it is unobserved"))
                .doesNotContainKeys("cpu", "memory", "disk", "processes", "up");
        assertThat(cell(content, "samples", 0, "metric")).isEqualTo("cpu_percent");
        assertThat(cell(content, "samples", 0, "value")).isEqualTo(20L);
        assertThat(cell(content, "samples", 1, "value")).isNull();
    }

    @Test
    void namesOfProcessesAndFoldersAreSaidToBeOfStrangers() {
        assertThat(answer(samples().catalog(), NOW, HostPart.PROCESSES, HostPart.DIRECTORIES))
                .containsEntry("untrusted", List.of("processes", "directories"));
    }
}
