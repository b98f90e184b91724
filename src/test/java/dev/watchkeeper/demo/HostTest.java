package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class HostTest {

    @TempDir Path folder;

    @Test
    void everyFiveMinutesOfTwoWeeksAreMeasuredAndCpuFollowsWhatTheServiceDoes() {
        NavigableMap<Instant, Map<String, Double>> samples = measured("healthy");

        assertThat(samples).hasSize(14 * 24 * 12);
        assertThat(samples.firstKey())
                .isEqualTo(World.NOW.minus(Duration.ofDays(14)).plusSeconds(300));
        assertThat(samples.lastKey()).isEqualTo(World.NOW);
        for (Map<String, Double> values : samples.values()) {
            assertThat(values)
                    .containsOnlyKeys(
                            "host.cpu_percent",
                            "host.load_1m",
                            "host.memory_used_percent",
                            "host.disk_used_percent./",
                            "host.disk_free_bytes./",
                            "host.steal_percent",
                            "host.pressure_cpu",
                            "host.pressure_io",
                            "host.pressure_memory",
                            "host.swap_used_percent",
                            "host.network_receive_bytes_per_second",
                            "host.network_send_bytes_per_second");
            assertThat(values.values()).allMatch(value -> value >= 0);
        }
        double importing = cpu(samples, "2026-11-21T00:55:00Z");
        double quiet = cpu(samples, "2026-11-21T04:00:00Z");
        assertThat(importing).isGreaterThan(quiet + 8);
        List<Double> disk = disk(samples);
        assertThat(disk).isSorted();
        assertThat(disk.getLast() - disk.getFirst()).isBetween(2.0, 10.0);
    }

    @Test
    void aForgottenDebugLogFillsTheDiskAndTheGatewaySaysSoAboveNinetyPercent() throws Exception {
        NavigableMap<Instant, Map<String, Double>> samples = measured("disk-filling");
        var warned = new ArrayList<Instant>();
        new World(folder, new DemoTruth("", "", null, null, List.of(), "", List.of()))
                .lines((_, line) -> {
                    if (World.message(line).startsWith("disk / is 9")) {
                        warned.add(World.time(line));
                    }
                });
        Instant full =
                samples.entrySet().stream()
                        .filter(sample -> disk(sample.getValue()) > 90)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();

        assertThat(disk(samples).getLast()).isBetween(91.0, 99.0);
        assertThat(warned).isNotEmpty();
        assertThat(warned.getFirst()).isBetween(full.minusSeconds(300), full.plusSeconds(1_800));
    }

    private NavigableMap<Instant, Map<String, Double>> measured(String fault) {
        var samples = new TreeMap<Instant, Map<String, Double>>();
        DemoWorld.write(folder, World.NOW, 7, fault, (_, _) -> {}, samples::put);
        return samples;
    }

    private static List<Double> disk(NavigableMap<Instant, Map<String, Double>> samples) {
        return samples.values().stream().map(HostTest::disk).toList();
    }

    private static double disk(Map<String, Double> values) {
        return values.getOrDefault("host.disk_used_percent./", -1.0);
    }

    private static double cpu(NavigableMap<Instant, Map<String, Double>> samples, String from) {
        Instant start = Instant.parse(from);
        return samples.subMap(start, start.plusSeconds(600)).values().stream()
                .mapToDouble(values -> values.getOrDefault("host.cpu_percent", -1.0))
                .average()
                .orElseThrow();
    }
}
