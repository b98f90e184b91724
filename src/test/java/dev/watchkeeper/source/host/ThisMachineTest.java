package dev.watchkeeper.source.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.model.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The machine that the test runs on, as others see it too. What changes all the time is compared
/// with two looks of the other, one before ours and one behind it, and some room around both.
class ThisMachineTest {

    private static final Percentage NEAR = Percentage.withPercentage(2);

    @BeforeAll
    static void onLinux() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "needs /proc");
    }

    private static HostReading read(HostPart... parts) {
        return new LiveHost(List.of(), Map.of())
                .read(EnumSet.copyOf(List.of(parts)), Deadline.after(Duration.ofMinutes(5)));
    }

    /// What another program prints; skips the test where it is not there.
    private static List<String> lines(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not there");
            throw e;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().toList();
    }

    /// Total, used and available, or with inodes.
    private record Df(long total, long used, long available, int percent) {}

    private static Map<String, Df> df(String option) throws IOException, InterruptedException {
        var found = new LinkedHashMap<String, Df>();
        for (String line : lines("df", "-P", option)) {
            String[] fields = line.strip().split("\\s+", 6);
            if (fields.length == 6 && fields[1].matches("\\d+") && fields[4].matches("\\d+%")) {
                found.put(
                        fields[5],
                        new Df(
                                Long.parseLong(fields[1]),
                                Long.parseLong(fields[2]),
                                Long.parseLong(fields[3]),
                                Integer.parseInt(fields[4].replace("%", ""))));
            }
        }
        return found;
    }

    @Test
    void spaceAgreesWithDf() throws IOException, InterruptedException {
        Map<String, Df> before = df("-B1");
        List<FileSystem> systems = read(HostPart.DISK).fileSystems();
        Map<String, Df> after = df("-B1");

        assertThat(systems)
                .extracting(FileSystem::mountedOn)
                .containsAnyElementsOf(before.keySet());
        for (FileSystem system : systems) {
            Df one = before.get(system.mountedOn());
            Df other = after.get(system.mountedOn());
            if (one == null || other == null) {
                continue; // df names another place of the same file system
            }
            Offset<Long> room = within(one.total / 50);
            assertThat(system.totalBytes()).isEqualTo(one.total);
            assertThat(system.usedBytes()).isCloseTo((one.used + other.used) / 2, room);
            assertThat(system.availableBytes())
                    .isCloseTo((one.available + other.available) / 2, room);
            assertThat((int) Math.ceil(system.usedPercent()))
                    .isBetween(
                            Math.min(one.percent, other.percent) - 2,
                            Math.max(one.percent, other.percent) + 2);
        }
    }

    @Test
    void inodesAgreeWithDf() throws IOException, InterruptedException {
        Map<String, Df> df = df("-i");

        for (FileSystem system : read(HostPart.DISK).fileSystems()) {
            Df one = df.get(system.mountedOn());
            Long inodes = system.inodes();
            Long used = system.inodesUsed();
            if (one == null || inodes == null || used == null) {
                continue; // df shows "-" where there is no fixed number
            }
            assertThat(inodes).isCloseTo(one.total, NEAR);
            assertThat(used).isCloseTo(one.used, within(one.total / 50 + 100));
        }
    }

    @Test
    void memoryAgreesWithProcAndFree() throws IOException, InterruptedException {
        Memory memory = requireNonNull(read(HostPart.MEMORY).memory());
        List<String> meminfo = Files.readAllLines(Path.of("/proc/meminfo"));
        List<String> free = lines("free", "-b");

        assertThat(memory.totalBytes())
                .isEqualTo(requireNonNull(HostFiles.value(meminfo, "MemTotal")) * 1_024);
        assertThat(memory.swapTotalBytes())
                .isEqualTo(requireNonNull(HostFiles.value(meminfo, "SwapTotal")) * 1_024);
        String[] columns = free.get(1).strip().split("\\s+", -1);
        assertThat(memory.totalBytes()).isEqualTo(Long.parseLong(columns[1]));
        // other programs come and go between the two looks
        assertThat(requireNonNull(memory.availableBytes()))
                .isBetween(0L, memory.totalBytes())
                .isCloseTo(Long.parseLong(columns[6]), within(memory.totalBytes() / 4));
    }

    @Test
    void coresLoadAndBootAgreeWithProc() throws IOException {
        HostReading reading = read(HostPart.CPU);
        List<String> stat = Files.readAllLines(Path.of("/proc/stat"));

        Load load = requireNonNull(reading.load());
        assertThat(load.cores())
                .isEqualTo((int) stat.stream().filter(line -> line.matches("cpu\\d+ .*")).count());
        assertThat(load.fifteen()).isNotNegative();
        assertThat(requireNonNull(reading.uptime()).bootedAt())
                .isBetween(
                        Instant.ofEpochSecond(requireNonNull(HostFiles.value(stat, "btime")) - 2),
                        Instant.ofEpochSecond(requireNonNull(HostFiles.value(stat, "btime")) + 2));
        Cpu cpu = requireNonNull(reading.cpu());
        assertThat(cpu.workPercent() + cpu.stealPercent() + cpu.iowaitPercent())
                .isBetween(0.0, 100.001);
    }

    @Test
    void ourselvesWeSeeAsPsDoes() throws IOException, InterruptedException {
        var files = new HostFiles(Path.of("/"));
        int pid = (int) ProcessHandle.current().pid();
        ProcessCounters ours = requireNonNull(ProcessCounters.read(files).get(pid));

        TopProcesses.Running process =
                new ProcessRanking(files, AuxiliaryVector.read())
                        .top(
                                Map.of(pid, ours),
                                Map.of(),
                                1,
                                requireNonNull(Uptime.read(files)).bootedAt())
                        .byMemory()
                        .getFirst();

        List<String> ps = lines("ps", "-o", "comm=,euser:40=,rss=", "-p", String.valueOf(pid));
        String[] columns = ps.getFirst().strip().split("\\s+", -1);
        assertThat(process.name()).isEqualTo(columns[0]);
        assertThat(process.user()).isEqualTo(columns[1]);
        // a heap grows and shrinks; a mistake of units would be by a factor of thousand
        assertThat(process.residentBytes() / (Double.parseDouble(columns[2]) * 1_024))
                .isBetween(0.2, 5.0);
        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
        assertThat(requireNonNull(process.started()))
                .isBetween(started.minusSeconds(5), started.plusSeconds(5));
    }

    @Test
    void thereAreAboutAsManyProcessesAsPsShows() throws IOException, InterruptedException {
        int shown = lines("ps", "-e", "-o", "pid=").size();

        TopProcesses top = requireNonNull(read(HostPart.PROCESSES).processes());

        assertThat(top.count()).isBetween(shown / 2, shown * 2);
        assertThat(top.byMemory()).isNotEmpty();
        assertThat(top.byMemory())
                .extracting(TopProcesses.Running::residentBytes)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aFolderAgreesWithDu() throws IOException, InterruptedException {
        Path folder = Path.of("src/main/java").toAbsolutePath();
        List<String> du = lines("du", "-sb", folder.toString());

        HostReading reading =
                new LiveHost(List.of(folder), Map.of())
                        .read(
                                EnumSet.of(HostPart.DIRECTORIES),
                                Deadline.after(Duration.ofMinutes(5)));

        assertThat(reading.directories().getFirst().bytes())
                .isEqualTo(Long.parseLong(du.getFirst().split("\t", -1)[0]));
    }

    @Test
    void everySampleOfThisMachineIsDescribed() {
        HostSampler sampler = HostSampler.ofThisMachine(Map.of());
        sampler.sample();

        assertThat(sampler.sample())
                .isNotEmpty()
                .allSatisfy((name, value) -> {
                    assertThat(value).as(name).isFinite().isNotNegative();
                    HostMetric metric = HostMetrics.describe(name).orElseThrow();
                    if (metric.limit() != null) {
                        assertThat(value).as(name).isLessThanOrEqualTo(metric.limit() + 0.001);
                    }
                });
    }
}
