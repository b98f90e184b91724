package dev.watchkeeper.source.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readings as they are asked for.
class LiveHostTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:03:08Z");
    private static final Space SPACE = new Space(1_000_000, 400_000, 300_000, 1_000L, 900L);

    private final AtomicInteger pauses = new AtomicInteger();

    /// While it pauses, 50 ticks are worked.
    private LiveHost live(Machine machine) {
        return new LiveHost(
                machine.files(),
                List.of(),
                Map.of(),
                place -> SPACE,
                Machine.noCards(),
                InstantSource.fixed(NOW),
                machine.nanos::get,
                time -> {
                    pauses.incrementAndGet();
                    machine.pass(time);
                    machine.file(
                            "proc/stat",
                            "cpu  1025 0 525 8000 300 0 100 100\ncpu0 1\nbtime 1795319024\n");
                    return true;
                });
    }

    private static HostReading read(HostProbe host, Set<HostPart> parts) {
        return host.read(parts, Deadline.after(Duration.ofMinutes(5)));
    }

    @Test
    void aFirstReadingTakesAMomentToTellRates(@TempDir Path folder) {
        HostReading reading =
                read(live(new Machine(folder).running()), EnumSet.allOf(HostPart.class));

        assertThat(pauses).hasValue(1);
        assertThat(reading.at()).isEqualTo(NOW);
        assertThat(reading.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(reading.cpu()).isEqualTo(new Cpu(1, 100, 0, 0));
        assertThat(reading.load()).isEqualTo(new Load(0.52, 0.58, 0.59, 1));
        assertThat(requireNonNull(reading.uptime()).bootedAt())
                .isEqualTo(Instant.parse("2026-11-22T03:43:44Z"));
        assertThat(requireNonNull(reading.memory()).usedPercent()).isEqualTo(75);
        assertThat(reading.fileSystems()).extracting(FileSystem::mountedOn).containsExactly("/");
        assertThat(reading.disks()).extracting(Disk::name).containsExactly("sda");
        assertThat(reading.network()).extracting(NetworkInterface::name).containsExactly("eth0");
    }

    @Test
    void aReadingOfLateIsTheBeginningOfTheNext(@TempDir Path folder) {
        Machine machine = new Machine(folder).running();
        LiveHost live = live(machine);
        read(live, Set.of(HostPart.CPU));
        machine.pass(Duration.ofSeconds(20));
        machine.file("proc/stat", "cpu  1025 0 525 9000 300 0 100 100\ncpu0 1\nbtime 1795319024\n");

        HostReading second = read(live, Set.of(HostPart.CPU));

        assertThat(pauses).hasValue(1);
        assertThat(second.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(second.cpu()).isEqualTo(new Cpu(1, 0, 0, 0));
    }

    @Test
    void oneOfLongAgoIsNot(@TempDir Path folder) {
        Machine machine = new Machine(folder).running();
        LiveHost live = live(machine);
        read(live, Set.of(HostPart.CPU));
        machine.pass(Duration.ofHours(1));
        machine.file("proc/stat", "cpu  500 0 525 8000 300 0 100 100\ncpu0 1\nbtime 1795319024\n");

        assertThat(read(live, Set.of(HostPart.CPU)).interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(pauses).hasValue(2);
    }

    @Test
    void whatIsUnknownIsSaidWithItsReason(@TempDir Path folder) {
        HostReading reading = read(live(new Machine(folder)), EnumSet.allOf(HostPart.class));

        assertThat(reading.memory()).isNull();
        assertThat(reading.load()).isNull();
        assertThat(reading.uptime()).isNull();
        assertThat(reading.unknown())
                .containsOnly(
                        Map.entry("cpu", "/proc/stat cannot be read, or its counters do not move"),
                        Map.entry("load", "/proc/loadavg cannot be read"),
                        Map.entry("memory", "/proc/meminfo cannot be read"),
                        Map.entry(
                                "pressure",
                                "this kernel has no /proc/pressure (before 4.20, or psi=0)"),
                        Map.entry("file_systems", "/proc/self/mountinfo names none on a device"),
                        Map.entry("disk_io", "/proc/diskstats names no device"),
                        Map.entry("network", "/proc/net/dev names no interface to the outside"),
                        Map.entry("processes", "/proc shows none"),
                        Map.entry(
                                "directories",
                                "tools.yaml declares none under collect.directories"),
                        Map.entry("gpu", "there is no nvidia-smi"),
                        Map.entry("uptime", "/proc/uptime or /proc/stat cannot be read"));
    }

    @Test
    void whatWasNotAskedForIsNeitherReadNorMissed(@TempDir Path folder) {
        HostReading reading = read(live(new Machine(folder).running()), Set.of(HostPart.NETWORK));

        assertThat(reading.unknown()).isEmpty();
        assertThat(reading.cpu()).isNull();
        assertThat(reading.memory()).isNull();
        assertThat(reading.processes()).isNull();
        assertThat(reading.fileSystems()).isEmpty();
    }

    @Test
    void hiddenProcessesAreSaidToBeHidden(@TempDir Path folder) {
        Machine machine =
                new Machine(folder)
                        .running()
                        .file(
                                "proc/30/stat",
                                "30 (own) S 1 1 1 0 -1 0 0 0 0 0 5 0 0 0 20 0 1 0 9 0 3 1 2 3\n");

        HostReading reading = read(live(machine), Set.of(HostPart.PROCESSES));

        assertThat(requireNonNull(reading.processes()).count()).isEqualTo(1);
        assertThat(reading.unknown())
                .containsEntry(
                        "processes.others",
                        "those of other users are hidden from us (hidepid, or ProtectProc of our service)");
    }
}
