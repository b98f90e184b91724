package dev.watchkeeper.source.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `/proc/meminfo` and `/proc/vmstat` say (proc_meminfo(5)), in bytes.
///
/// @param available what programs can have without swapping; null before Linux 3.14
/// @param swapTotal 0 where there is no swap
/// @param swappedIn pages read from swap since boot; null where the kernel does not say
/// @param oomKills processes killed for want of memory since boot; null before Linux 4.13
record MemoryInfo(
        long total,
        @Nullable Long available,
        long swapTotal,
        long swapFree,
        @Nullable Long swappedIn,
        @Nullable Long swappedOut,
        @Nullable Long oomKills) {

    static @Nullable MemoryInfo read(HostFiles files) {
        return parse(files.lines("proc/meminfo"), files.lines("proc/vmstat"));
    }

    static @Nullable MemoryInfo parse(List<String> meminfo, List<String> vmstat) {
        Long total = bytes(meminfo, "MemTotal");
        if (total == null) {
            return null;
        }
        Long swapTotal = bytes(meminfo, "SwapTotal");
        Long swapFree = bytes(meminfo, "SwapFree");
        return new MemoryInfo(
                total,
                bytes(meminfo, "MemAvailable"),
                swapTotal == null ? 0 : swapTotal,
                swapFree == null ? 0 : swapFree,
                HostFiles.value(vmstat, "pswpin"),
                HostFiles.value(vmstat, "pswpout"),
                HostFiles.value(vmstat, "oom_kill"));
    }

    private static @Nullable Long bytes(List<String> meminfo, String key) {
        Long kilobytes = HostFiles.value(meminfo, key);
        return kilobytes == null ? null : kilobytes * 1_024;
    }

    /// With what moved to and from swap since an earlier reading.
    Memory since(@Nullable MemoryInfo earlier, double seconds, int pageSize) {
        Double in = null;
        Double out = null;
        if (earlier != null && seconds > 0) {
            in = rate(swappedIn, earlier.swappedIn, seconds, pageSize);
            out = rate(swappedOut, earlier.swappedOut, seconds, pageSize);
        }
        return new Memory(total, available, swapTotal, swapTotal - swapFree, in, out, oomKills);
    }

    private static @Nullable Double rate(
            @Nullable Long now, @Nullable Long before, double seconds, int pageSize) {
        return now == null || before == null
                ? null
                : Math.max(0, now - before) * (double) pageSize / seconds;
    }
}
