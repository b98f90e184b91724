package dev.watchkeeper.source.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits of our control group.
class CgroupTest {

    private static final String SERVICE = "sys/fs/cgroup/system.slice/watchkeeper.service/";

    private static Machine service(Path folder) {
        return new Machine(folder)
                .file("proc/self/cgroup", "0::/system.slice/watchkeeper.service\n")
                .file(SERVICE + "memory.max", "536870912\n")
                .file(SERVICE + "memory.current", "300000000\n")
                .file(SERVICE + "memory.stat", "anon 1\nfile 2\ninactive_file 100000000\n")
                .file(SERVICE + "cpu.max", "150000 100000\n")
                .file(SERVICE + "cpu.stat", "usage_usec 1\nnr_periods 100\nnr_throttled 5\n");
    }

    @Test
    void limitsOfVersionTwo(@TempDir Path folder) {
        Machine machine = service(folder);
        CgroupFiles before = requireNonNull(CgroupFiles.read(machine.files()));
        machine.file(SERVICE + "cpu.stat", "usage_usec 2\nnr_periods 200\nnr_throttled 30\n");

        Cgroup group = requireNonNull(CgroupFiles.read(machine.files())).since(before);

        assertThat(group)
                .isEqualTo(
                        new Cgroup(
                                "/system.slice/watchkeeper.service",
                                536_870_912L,
                                200_000_000L,
                                1.5,
                                25.0));
        assertThat(group.memoryUsedPercent()).isBetween(37.2, 37.3);
    }

    @Test
    void theTightestLimitAroundCounts(@TempDir Path folder) {
        Machine machine = service(folder);
        machine.file("sys/fs/cgroup/system.slice/memory.max", "100000000\n")
                .file("sys/fs/cgroup/system.slice/cpu.max", "50000 100000\n");

        CgroupFiles group = requireNonNull(CgroupFiles.read(machine.files()));

        assertThat(group.memoryMax()).isEqualTo(100_000_000L);
        assertThat(group.cpuMaxCores()).isEqualTo(0.5);
    }

    @Test
    void maxIsNoLimit(@TempDir Path folder) {
        Machine machine = service(folder);
        machine.file(SERVICE + "memory.max", "max\n").file(SERVICE + "cpu.max", "max 100000\n");

        Cgroup group = requireNonNull(CgroupFiles.read(machine.files())).since(null);

        assertThat(group.memoryMaxBytes()).isNull();
        assertThat(group.memoryUsedPercent()).isNull();
        assertThat(group.cpuMaxCores()).isNull();
        assertThat(group.throttledPercent()).isNull();
    }

    @Test
    void limitsOfVersionOne(@TempDir Path folder) {
        String memory = "sys/fs/cgroup/memory/docker/ab/";
        Machine machine =
                new Machine(folder)
                        .file(
                                "proc/self/cgroup",
                                "9:name=systemd:/\n4:memory:/docker/ab\n1:cpu,cpuacct:/docker/ab\n0::/\n")
                        .file(memory + "memory.limit_in_bytes", "9223372036854771712\n")
                        .file("sys/fs/cgroup/memory/docker/memory.limit_in_bytes", "1000000000\n")
                        .file(memory + "memory.usage_in_bytes", "400000000\n")
                        .file(
                                memory + "memory.stat",
                                "inactive_file 1\ntotal_inactive_file 100000000\n")
                        .file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_quota_us", "-1\n")
                        .file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_period_us", "100000\n")
                        .file(
                                "sys/fs/cgroup/cpu/docker/ab/cpu.stat",
                                "nr_periods 0\nnr_throttled 0\n");

        assertThat(requireNonNull(CgroupFiles.read(machine.files())).since(null))
                .isEqualTo(new Cgroup("/docker/ab", 1_000_000_000L, 300_000_000L, null, null));
    }

    @Test
    void inAContainerThatSeesThePathOutsideItsOwnMountCounts(@TempDir Path folder) {
        Machine machine =
                new Machine(folder)
                        .file("proc/self/cgroup", "0::/../../system.slice/docker-ab.scope\n")
                        .file("sys/fs/cgroup/memory.max", "1000\n")
                        .file("sys/fs/cgroup/memory.current", "500\n");

        assertThat(
                        requireNonNull(CgroupFiles.read(machine.files()))
                                .since(null)
                                .memoryUsedPercent())
                .isEqualTo(50);
    }

    @Test
    void withoutControlGroupsThereAreNoLimits(@TempDir Path folder) {
        assertThat(CgroupFiles.read(new HostFiles(folder))).isNull();
    }
}
