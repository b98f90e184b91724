package dev.watchkeeper.source.host;

import static dev.watchkeeper.model.Direction.BOTH;
import static dev.watchkeeper.model.Direction.HIGH;
import static dev.watchkeeper.model.Direction.LOW;
import static dev.watchkeeper.source.host.HostPart.CPU;
import static dev.watchkeeper.source.host.HostPart.DIRECTORIES;
import static dev.watchkeeper.source.host.HostPart.DISK;
import static dev.watchkeeper.source.host.HostPart.GPU;
import static dev.watchkeeper.source.host.HostPart.MEMORY;
import static dev.watchkeeper.source.host.HostPart.NETWORK;

import dev.watchkeeper.model.Direction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The measured quantities of the host that have a history: their names, units and meaning. A name
/// that ends with a point here goes on with what it belongs to, such as a mount point.
public final class HostMetrics {

    /// What every name begins with.
    public static final String PREFIX = "host.";

    private static final Map<String, HostMetric> KINDS = kinds();

    private HostMetrics() {}

    /// What a name means; empty for a name that is none of ours.
    public static Optional<HostMetric> describe(String name) {
        HostMetric exact = KINDS.get(name);
        if (exact != null) {
            return Optional.of(exact).filter(metric -> !name.endsWith("."));
        }
        // The part behind the second point may hold points itself: host.disk_used_percent./a.b
        int second = name.indexOf('.', PREFIX.length());
        if (!name.startsWith(PREFIX) || second < 0 || second == name.length() - 1) {
            return Optional.empty();
        }
        String of = name.substring(second + 1);
        return Optional.ofNullable(KINDS.get(name.substring(0, second + 1)))
                .map(kind ->
                        new HostMetric(
                                name,
                                kind.part(),
                                kind.unit(),
                                kind.direction(),
                                kind.counted(),
                                kind.limit(),
                                kind.describe().formatted(of)));
    }

    private static Map<String, HostMetric> kinds() {
        var kinds = new LinkedHashMap<String, HostMetric>();
        percent(
                kinds,
                CPU,
                "cpu_percent",
                "Time of all cores spent working; not waiting for I/O, nor stolen.");
        percent(
                kinds,
                CPU,
                "steal_percent",
                "Time in which a core had work but the hypervisor ran somebody else.");
        percent(
                kinds,
                CPU,
                "iowait_percent",
                "Time in which a core had nothing to do but wait for a disk.");
        level(
                kinds,
                CPU,
                "load_1m",
                null,
                HIGH,
                "Tasks running, ready to run or waiting for a disk, over the last minute.");
        percent(
                kinds,
                MEMORY,
                "memory_used_percent",
                "Memory that is not available to programs; caches count as available.");
        percent(kinds, MEMORY, "swap_used_percent", "Swap space in use.");
        level(
                kinds,
                MEMORY,
                "swap_bytes_per_second",
                "bytes/s",
                HIGH,
                "Memory moved to and from swap.");
        percent(
                kinds,
                CPU,
                "pressure_cpu",
                "Time in which some task waited for a core, over the last minute.");
        percent(
                kinds,
                MEMORY,
                "pressure_memory",
                "Time in which some task waited for memory, over the last minute.");
        percent(
                kinds,
                DISK,
                "pressure_io",
                "Time in which some task waited for I/O, over the last minute.");
        percent(
                kinds,
                MEMORY,
                "cgroup_memory_percent",
                "Memory in use of the memory that this control group may use.");
        percent(
                kinds,
                CPU,
                "cgroup_throttled_percent",
                "Periods in which this control group was out of CPU time.");
        percent(
                kinds,
                DISK,
                "disk_used_percent.",
                "Used space of the file system at %s, as df counts it.");
        level(
                kinds,
                DISK,
                "disk_free_bytes.",
                "bytes",
                LOW,
                "Space that programs can still use at %s.");
        percent(kinds, DISK, "inodes_used_percent.", "Used inodes of the file system at %s.");
        percent(
                kinds,
                DISK,
                "disk_busy_percent",
                "Time in which the busiest disk had something to do.");
        level(kinds, DISK, "disk_read_bytes_per_second", "bytes/s", BOTH, "Read from all disks.");
        level(kinds, DISK, "disk_write_bytes_per_second", "bytes/s", BOTH, "Written to all disks.");
        level(
                kinds,
                NETWORK,
                "network_receive_bytes_per_second",
                "bytes/s",
                BOTH,
                "Received from outside, over all interfaces.");
        level(
                kinds,
                NETWORK,
                "network_send_bytes_per_second",
                "bytes/s",
                BOTH,
                "Sent outside, over all interfaces.");
        count(
                kinds,
                NETWORK,
                "network_errors",
                "Packets with errors or dropped, over all interfaces, since the sample before.");
        count(
                kinds,
                MEMORY,
                "oom_kills",
                "Processes that the kernel killed for want of memory, since the sample before.");
        level(
                kinds,
                DISK,
                "wal_bytes.",
                "bytes",
                HIGH,
                "Size of the write-ahead log of the SQLite database %s.");
        level(
                kinds,
                DIRECTORIES,
                "directory_bytes.",
                "bytes",
                HIGH,
                "Space taken by the folder %s and all below it.");
        percent(kinds, GPU, "gpu_percent.", "Time in which GPU %s had something to do.");
        percent(kinds, GPU, "gpu_memory_percent.", "Memory in use of GPU %s.");
        return kinds;
    }

    private static void percent(
            Map<String, HostMetric> kinds, HostPart part, String name, String describe) {
        put(kinds, new HostMetric(PREFIX + name, part, "%", HIGH, false, 100.0, describe));
    }

    private static void level(
            Map<String, HostMetric> kinds,
            HostPart part,
            String name,
            @Nullable String unit,
            Direction direction,
            String describe) {
        put(kinds, new HostMetric(PREFIX + name, part, unit, direction, false, null, describe));
    }

    private static void count(
            Map<String, HostMetric> kinds, HostPart part, String name, String describe) {
        put(kinds, new HostMetric(PREFIX + name, part, null, HIGH, true, null, describe));
    }

    private static void put(Map<String, HostMetric> kinds, HostMetric metric) {
        kinds.put(metric.name(), metric);
    }
}
