package dev.watchkeeper.source.host;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One process as `/proc/<pid>/stat` shows it to everybody (proc_pid_stat(5)). Its arguments and
/// its environment are never read: they hold passwords.
///
/// @param name what it calls itself, any bytes it likes
/// @param cpuTicks user and system time so far
/// @param startTicks when it was started, since boot
/// @param pages of memory that are its own or shared, in RAM
record ProcessCounters(int pid, String name, long cpuTicks, long startTicks, long pages) {

    /// More would take longer than an answer may; the kernel's usual limit is 32,768.
    private static final int MOST = 20_000;

    /// All processes that may be seen, by number.
    static Map<Integer, ProcessCounters> read(HostFiles files) {
        var all = new HashMap<Integer, ProcessCounters>();
        for (String pid : files.numbered("proc")) {
            String text = files.text("proc/" + pid + "/stat");
            ProcessCounters process = text == null ? null : parse(text);
            if (process != null) {
                all.put(process.pid, process);
            }
            if (all.size() >= MOST) {
                break;
            }
        }
        return all;
    }

    /// The name stands in parentheses and may hold such and line breaks itself: the last one
    /// counts.
    static @Nullable ProcessCounters parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open) {
            return null;
        }
        String[] rest = HostFiles.fields(stat.substring(close + 1));
        if (rest.length < 22) {
            return null;
        }
        try {
            return new ProcessCounters(
                    Integer.parseInt(stat.substring(0, open).strip()),
                    stat.substring(open + 1, close),
                    Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                    Long.parseLong(rest[19]),
                    Long.parseLong(rest[21]));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Ticks used since an earlier reading; all of them when it was started since.
    long ticksSince(Map<Integer, ProcessCounters> earlier) {
        ProcessCounters before = earlier.get(pid);
        return before == null || before.startTicks != startTicks
                ? cpuTicks
                : Math.max(0, cpuTicks - before.cpuTicks);
    }
}
