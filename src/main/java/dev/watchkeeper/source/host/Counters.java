package dev.watchkeeper.source.host;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the kernel counts up, at one moment: two of them tell what happened between.
///
/// @param nanos of the monotonic clock
record Counters(
        long nanos,
        @Nullable CpuTimes cpu,
        @Nullable MemoryInfo memory,
        @Nullable CgroupFiles cgroup,
        Map<String, DiskCounters> disks,
        Map<String, NetworkCounters> network) {

    static Counters read(HostFiles files, long nanos) {
        return new Counters(
                nanos,
                CpuTimes.read(files),
                MemoryInfo.read(files),
                CgroupFiles.read(files),
                DiskCounters.read(files),
                NetworkCounters.read(files));
    }

    double secondsSince(Counters earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    int cores() {
        return cpu == null || cpu.cores() == 0
                ? Runtime.getRuntime().availableProcessors()
                : cpu.cores();
    }
}
