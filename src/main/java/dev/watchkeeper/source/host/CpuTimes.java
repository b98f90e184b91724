package dev.watchkeeper.source.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all cores together did since the machine was started, in clock ticks: the first line of
/// `/proc/stat` (proc_stat(5)). The time of guests is part of `user` and `nice` there.
///
/// @param work user, nice, system, interrupts
record CpuTimes(long work, long idle, long iowait, long steal, int cores) {

    static @Nullable CpuTimes read(HostFiles files) {
        return parse(files.lines("proc/stat"));
    }

    static @Nullable CpuTimes parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().startsWith("cpu ")) {
            return null;
        }
        String[] fields = HostFiles.fields(lines.getFirst());
        if (fields.length < 5) {
            return null;
        }
        var ticks = new long[8];
        try {
            // Kernels before 2.6.11 have fewer fields; those missing are 0.
            for (int i = 0; i < ticks.length && i + 1 < fields.length; i++) {
                ticks[i] = Long.parseLong(fields[i + 1]);
            }
        } catch (NumberFormatException e) {
            return null;
        }
        int cores = 0;
        for (String line : lines) {
            if (line.startsWith("cpu") && line.charAt(3) != ' ') {
                cores++;
            }
        }
        return new CpuTimes(
                ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6],
                ticks[3],
                ticks[4],
                ticks[7],
                cores);
    }

    /// Shares of the time since an earlier reading; null when too little time went by to tell. A
    /// counter that went back, which iowait does, counts as not having moved.
    @Nullable Cpu since(CpuTimes earlier) {
        double worked = Math.max(0, work - earlier.work);
        double idled = Math.max(0, idle - earlier.idle);
        double waited = Math.max(0, iowait - earlier.iowait);
        double stolen = Math.max(0, steal - earlier.steal);
        double all = worked + idled + waited + stolen;
        return all < 10
                ? null
                : new Cpu(cores, 100 * worked / all, 100 * stolen / all, 100 * waited / all);
    }
}
