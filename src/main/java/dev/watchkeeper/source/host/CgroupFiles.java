package dev.watchkeeper.source.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the limits of our own control group, of version 2
/// (Documentation/admin-guide/cgroup-v2.rst) or 1.
///
/// @param path of the group
/// @param periods CPU periods so far, and those in which it was throttled; null when unknown
record CgroupFiles(
        String path,
        @Nullable Long memoryMax,
        @Nullable Long memoryUsed,
        @Nullable Double cpuMaxCores,
        @Nullable Long periods,
        @Nullable Long throttled) {

    /// Version 1 says "unlimited" with the largest number of whole pages.
    private static final long UNLIMITED = 1L << 60;

    private static final String MOUNT = "sys/fs/cgroup";

    /// Null where there are no control groups.
    static @Nullable CgroupFiles read(HostFiles files) {
        String two = null;
        String memory = null;
        String cpu = null;
        for (String line : files.lines("proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            List<String> controllers = List.of(parts[1].split(",", -1));
            if (parts[1].isEmpty()) {
                two = parts[2];
            }
            if (controllers.contains("memory")) {
                memory = parts[2];
            }
            if (controllers.contains("cpu")) {
                cpu = parts[2];
            }
        }
        if (memory != null || cpu != null) {
            return one(files, memory, cpu);
        }
        return two == null ? null : two(files, two);
    }

    private static CgroupFiles two(HostFiles files, String path) {
        List<String> groups = upwards(files, MOUNT, path);
        String own = groups.getFirst();
        Long most = null;
        Double cores = null;
        for (String group : groups) {
            most = lesser(most, files.number(group + "/memory.max"));
            cores = lesser(cores, cores(files.text(group + "/cpu.max")));
        }
        List<String> stat = files.lines(own + "/cpu.stat");
        return new CgroupFiles(
                path,
                most,
                used(
                        files.number(own + "/memory.current"),
                        HostFiles.value(files.lines(own + "/memory.stat"), "inactive_file")),
                cores,
                HostFiles.value(stat, "nr_periods"),
                HostFiles.value(stat, "nr_throttled"));
    }

    private static CgroupFiles one(
            HostFiles files, @Nullable String memoryPath, @Nullable String cpuPath) {
        Long most = null;
        Long used = null;
        if (memoryPath != null) {
            List<String> groups = upwards(files, MOUNT + "/memory", memoryPath);
            for (String group : groups) {
                Long limit = files.number(group + "/memory.limit_in_bytes");
                most = lesser(most, limit == null || limit >= UNLIMITED ? null : limit);
            }
            used =
                    used(
                            files.number(groups.getFirst() + "/memory.usage_in_bytes"),
                            HostFiles.value(
                                    files.lines(groups.getFirst() + "/memory.stat"),
                                    "total_inactive_file"));
        }
        Double cores = null;
        List<String> stat = List.of();
        if (cpuPath != null) {
            List<String> groups = upwards(files, MOUNT + "/cpu", cpuPath);
            for (String group : groups) {
                Long quota = files.number(group + "/cpu.cfs_quota_us");
                Long period = files.number(group + "/cpu.cfs_period_us");
                if (quota != null && quota > 0 && period != null && period > 0) {
                    cores = lesser(cores, (double) quota / period);
                }
            }
            stat = files.lines(groups.getFirst() + "/cpu.stat");
        }
        return new CgroupFiles(
                memoryPath != null ? memoryPath : String.valueOf(cpuPath),
                most,
                used,
                cores,
                HostFiles.value(stat, "nr_periods"),
                HostFiles.value(stat, "nr_throttled"));
    }

    /// The folder of a group and those of the groups around it, the innermost first. In a container
    /// the path can be that of the machine outside, which is not there; then what is mounted
    /// counts.
    private static List<String> upwards(HostFiles files, String mount, String path) {
        var folders = new ArrayList<String>();
        if (!path.contains("..") && files.exists(mount + path)) {
            for (String rest = path; rest.length() > 1; ) {
                folders.add(mount + rest);
                rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
            }
        }
        folders.add(mount);
        return folders;
    }

    /// `150000 100000` is one and a half cores; `max 100000` is no limit.
    private static @Nullable Double cores(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Long quota = HostFiles.number(text, 0);
        Long period = HostFiles.number(text, 1);
        return quota == null || period == null || period <= 0 ? null : (double) quota / period;
    }

    private static @Nullable Long used(@Nullable Long all, @Nullable Long givenBackFirst) {
        if (all == null || givenBackFirst == null) {
            return all;
        }
        return Math.max(0, all - givenBackFirst);
    }

    private static <T extends Comparable<T>> @Nullable T lesser(
            @Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    Cgroup since(@Nullable CgroupFiles earlier) {
        Double share = null;
        if (earlier != null
                && periods != null
                && throttled != null
                && earlier.periods != null
                && earlier.throttled != null
                && periods > earlier.periods) {
            share =
                    100.0
                            * Math.max(0, throttled - earlier.throttled)
                            / (periods - earlier.periods);
        }
        return new Cgroup(path, memoryMax, memoryUsed, cpuMaxCores, share);
    }
}
