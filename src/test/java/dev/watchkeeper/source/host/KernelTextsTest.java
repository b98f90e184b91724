package dev.watchkeeper.source.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The texts of the kernel, as they were in many versions of it.
class KernelTextsTest {

    @Test
    void shareOfCpuTimeIsWhatMovedBetweenTwoReadings() {
        CpuTimes before =
                requireNonNull(
                        CpuTimes.parse(
                                List.of("cpu  100 10 50 800 30 5 5 0 0 0", "cpu0 1", "cpu1 1")));
        CpuTimes now =
                requireNonNull(
                        CpuTimes.parse(
                                List.of("cpu  130 20 70 900 50 5 5 20 99 99", "cpu0 1", "cpu1 1")));

        // 60 worked, 100 idled, 20 waited, 20 stolen; guests are within user
        assertThat(now.since(before)).isEqualTo(new Cpu(2, 30, 10, 10));
    }

    @Test
    void cpuTimeThatDidNotMoveTellsNothing() {
        CpuTimes times = requireNonNull(CpuTimes.parse(List.of("cpu  100 10 50 800 30 5 5 0")));

        assertThat(times.since(times)).isNull();
    }

    @Test
    void waitingThatWentBackCountsAsNotMoved() {
        CpuTimes before = requireNonNull(CpuTimes.parse(List.of("cpu  100 0 0 100 50 0 0 0")));
        CpuTimes now = requireNonNull(CpuTimes.parse(List.of("cpu  150 0 0 150 40 0 0 0")));

        assertThat(now.since(before)).isEqualTo(new Cpu(0, 50, 0, 0));
    }

    @Test
    void cpuOfAnOldKernelHasNoSteal() {
        CpuTimes times = requireNonNull(CpuTimes.parse(List.of("cpu  1 2 3 4")));

        assertThat(times).isEqualTo(new CpuTimes(6, 4, 0, 0, 0));
    }

    @Test
    void textsThatAreNoneAreUnknown() {
        assertThat(CpuTimes.parse(List.of())).isNull();
        assertThat(CpuTimes.parse(List.of("cpu  a b c d e"))).isNull();
        assertThat(Load.parse(null, 1)).isNull();
        assertThat(Load.parse("x y z", 1)).isNull();
        assertThat(Pressure.parse("")).isNull();
        assertThat(Pressure.parse("some avg10=x avg60=1 avg300=2")).isNull();
        assertThat(MemoryInfo.parse(List.of("MemFree: 12 kB"), List.of())).isNull();
    }

    @Test
    void pressureHasThreeAverages() {
        assertThat(
                        Pressure.parse(
                                """
                                some avg10=17.21 avg60=14.35 avg300=4.18 total=406627276
                                full avg10=16.90 avg60=14.09 avg300=4.08 total=222586389
                                """))
                .isEqualTo(
                        new Pressure.Stall(
                                new Pressure.Share(17.21, 14.35, 4.18),
                                new Pressure.Share(16.90, 14.09, 4.08)));
    }

    @Test
    void pressureOnCpuHadNoFullBeforeLinuxFiveThirteen() {
        assertThat(Pressure.parse("some avg10=1.25 avg60=2.21 avg300=4.20 total=5066588894\n"))
                .isEqualTo(new Pressure.Stall(new Pressure.Share(1.25, 2.21, 4.20), null));
    }

    @Test
    void aKernelWithoutPressureHasNone(@TempDir Path folder) {
        assertThat(Pressure.read(new HostFiles(folder))).isNull();
    }

    @Test
    void memoryIsAvailableNotFree() {
        MemoryInfo info =
                requireNonNull(
                        MemoryInfo.parse(
                                List.of(
                                        "MemTotal:       1000 kB",
                                        "MemFree:          50 kB",
                                        "MemAvailable:    400 kB",
                                        "SwapTotal:       200 kB",
                                        "SwapFree:        150 kB"),
                                List.of("pswpin 100", "pswpout 50", "oom_kill 7")));
        MemoryInfo later =
                new MemoryInfo(
                        info.total(),
                        info.available(),
                        info.swapTotal(),
                        info.swapFree(),
                        110L,
                        50L,
                        7L);

        Memory memory = later.since(info, 10, 4_096);

        assertThat(memory)
                .isEqualTo(new Memory(1_024_000, 409_600L, 204_800, 51_200, 4_096.0, 0.0, 7L));
        assertThat(memory.usedPercent()).isEqualTo(60);
        assertThat(memory.swapUsedPercent()).isEqualTo(25);
    }

    @Test
    void whatAnOldKernelDoesNotTellOfMemoryIsUnknown() {
        MemoryInfo info =
                requireNonNull(
                        MemoryInfo.parse(
                                List.of("MemTotal: 1000 kB", "MemFree: 50 kB"),
                                List.of("pgfault 1")));

        Memory memory = info.since(info, 10, 4_096);

        assertThat(memory).isEqualTo(new Memory(1_024_000, null, 0, 0, null, null, null));
        assertThat(memory.usedPercent()).isNull();
        assertThat(memory.swapUsedPercent()).isNull();
    }

    @Test
    void onlyDevicesAreDisksSinceTheRestPassesOnToThem() {
        List<String> lines =
                List.of(
                        "   7       0 loop0 5 0 5 5 5 0 5 5 0 5 5",
                        " 254       0 vda 100 81374 2000 10 200 248887 4000 30 0 1000 113 19 45 71 78 53 11",
                        " 254       1 vda1 100 81374 2000 10 200 248887 4000 30 0 1000 113",
                        " 253       0 dm-0 100 0 2000 10 200 0 4000 30 0 1000 113",
                        " 8 0 sda too few");

        var disks = DiskCounters.parse(lines, name -> name.equals("vda") || name.equals("sda"));

        assertThat(disks)
                .containsExactly(
                        entry(
                                "vda",
                                new DiskCounters(100, 2_000 * 512, 200, 4_000 * 512, 40, 1_000)));
    }

    @Test
    void whatADiskDidIsTheDifference() {
        var before = Map.of("sda", new DiskCounters(100, 0, 200, 0, 40, 1_000));
        var now = Map.of("sda", new DiskCounters(110, 1_000_000, 230, 2_000_000, 60, 6_000));

        assertThat(DiskCounters.since(now, before, 10))
                .containsExactly(entry("sda", new Disk("sda", 50, 100_000, 200_000, 0.5)));
        assertThat(DiskCounters.since(before, now, 10)).as("counters that went back").isEmpty();
        assertThat(DiskCounters.since(now, Map.of(), 10)).as("a new disk").isEmpty();
    }

    @Test
    void bridgesAndContainersAreNotTheOutside() {
        List<String> lines =
                List.of(
                        "Inter-|   Receive  |  Transmit",
                        " face |bytes    packets errs drop fifo frame compressed multicast|bytes",
                        "    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0",
                        "docker0: 2 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0",
                        "veth1a2b: 2 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0",
                        "eth0:1014514811 30407 1 2 0 0 0 0 2464320 19913 3 4 0 0 0 0");

        var devices = NetworkCounters.parse(lines, "eth0"::equals);

        assertThat(devices)
                .containsExactly(
                        entry("eth0", new NetworkCounters(1_014_514_811, 1, 2, 2_464_320, 3, 4)));
        assertThat(NetworkCounters.parse(lines, name -> false))
                .as("in a container, where no interface is a device")
                .isEqualTo(devices);
    }
}
