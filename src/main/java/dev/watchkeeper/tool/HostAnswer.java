package dev.watchkeeper.tool;

import dev.watchkeeper.source.host.Cgroup;
import dev.watchkeeper.source.host.Cpu;
import dev.watchkeeper.source.host.DirectorySizes;
import dev.watchkeeper.source.host.Disk;
import dev.watchkeeper.source.host.FileSystem;
import dev.watchkeeper.source.host.Gpu;
import dev.watchkeeper.source.host.HostReading;
import dev.watchkeeper.source.host.Load;
import dev.watchkeeper.source.host.Memory;
import dev.watchkeeper.source.host.NetworkInterface;
import dev.watchkeeper.source.host.Pressure;
import dev.watchkeeper.source.host.TopProcesses;
import dev.watchkeeper.source.host.Wal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reading of the host as a short answer.
///
/// @param history adds trends and forecasts
record HostAnswer(Answer answer, HostReading reading, HostHistory history) {

    private static final int MOST_FILE_SYSTEMS = 8;
    private static final int MOST_DEVICES = 4;
    private static final int MOST_BY_CPU = 5;
    private static final int MOST_BY_MEMORY = 4;
    private static final int MOST_FOLDERS = 8;
    private static final int MOST_UNKNOWN = 8;

    /// @param chosen whether the parts were asked for by name: then also what is not there is told
    void put(boolean chosen) {
        Duration interval = reading.interval();
        if (interval != null) {
            answer.put("over_seconds", Spans.of(interval.toMillis() / 1e3));
        }
        if (reading.uptime() != null) {
            answer.put("up", Spans.about(reading.uptime().up()));
        }
        answer.put("cpu", cpu());
        answer.put("memory", memory());
        answer.put("limits_of_watchkeeper", limits(reading.cgroup()));
        answer.put("disk", disk());
        answer.put("disk_io", disks());
        answer.put("write_ahead_logs", logs());
        answer.put("network", network());
        answer.put("processes", processes());
        answer.put("gpu", cards());
        answer.put("directories", directories());
        history.putGrowth(answer);
        answer.put("unknown", unknown(chosen));
        var untrusted = new ArrayList<String>();
        if (reading.processes() != null) {
            untrusted.add("processes");
        }
        if (!reading.directories().isEmpty()) {
            untrusted.add("directories");
        }
        answer.put("untrusted", untrusted);
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private Map<String, Object> cpu() {
        var shown = new LinkedHashMap<String, Object>();
        Cpu cpu = reading.cpu();
        Load load = reading.load();
        if (load != null) {
            shown.put("cores", load.cores());
        }
        if (cpu != null) {
            put(shown, "used_percent", Spans.of(cpu.workPercent()));
            put(shown, "steal_percent", Spans.of(cpu.stealPercent()));
            put(shown, "iowait_percent", Spans.of(cpu.iowaitPercent()));
        }
        if (load != null) {
            shown.put("load_1m_5m_15m", List.of(load.one(), load.five(), load.fifteen()));
        }
        Pressure pressure = reading.pressure();
        if (pressure != null && !shown.isEmpty()) {
            put(shown, "waiting_percent_1m", some(pressure.cpu()));
        }
        return shown;
    }

    private Map<String, Object> memory() {
        var shown = new LinkedHashMap<String, Object>();
        Memory memory = reading.memory();
        if (memory == null) {
            return shown;
        }
        put(shown, "total_gb", Spans.giga(memory.totalBytes()));
        put(shown, "available_gb", Spans.giga(memory.availableBytes()));
        put(shown, "used_percent", Spans.of(memory.usedPercent()));
        if (memory.swapTotalBytes() > 0) {
            put(shown, "swap_gb", Spans.giga(memory.swapTotalBytes()));
            put(shown, "swap_used_percent", Spans.of(memory.swapUsedPercent()));
            Double in = memory.swapInBytesPerSecond();
            Double out = memory.swapOutBytesPerSecond();
            if (in != null && out != null) {
                put(shown, "swapped_mb_per_second", Spans.mega(in + out));
            }
        } else {
            shown.put("swap_gb", 0);
        }
        put(shown, "oom_kills_since_boot", memory.oomKills());
        Pressure pressure = reading.pressure();
        if (pressure != null) {
            put(shown, "waiting_percent_1m", some(pressure.memory()));
        }
        return shown;
    }

    private static @Nullable Number some(Pressure.@Nullable Stall stall) {
        return stall == null ? null : Spans.of(stall.some().avg60());
    }

    /// Only where there are any.
    private static @Nullable Map<String, Object> limits(@Nullable Cgroup group) {
        if (group == null || (group.memoryMaxBytes() == null && group.cpuMaxCores() == null)) {
            return null;
        }
        var shown = new LinkedHashMap<String, Object>();
        put(shown, "memory_max_gb", Spans.giga(group.memoryMaxBytes()));
        put(shown, "memory_used_percent", Spans.of(group.memoryUsedPercent()));
        put(shown, "cpu_max_cores", Spans.of(group.cpuMaxCores()));
        put(shown, "throttled_percent", Spans.of(group.throttledPercent()));
        return shown;
    }

    private @Nullable Map<String, Object> disk() {
        var table =
                new Table(
                        List.of(
                                "mount",
                                "used_percent",
                                "free_gb",
                                "total_gb",
                                "inodes_percent",
                                "read_only",
                                "gb_per_day",
                                "full_in",
                                "inodes_full_in"),
                        Budget.ROWS,
                        MOST_FILE_SYSTEMS);
        for (FileSystem system : reading.fileSystems()) {
            String name = system.mountedOn();
            Double perDay = history.perDay("disk_used_percent." + name);
            double size = system.usedBytes() + (double) system.availableBytes();
            table.add(
                    name,
                    (long) Math.ceil(system.usedPercent()),
                    Spans.giga(system.availableBytes()),
                    Spans.giga(system.totalBytes()),
                    Spans.of(system.inodesUsedPercent()),
                    system.readOnly() ? true : null,
                    perDay == null ? null : Spans.giga(perDay / 100 * size),
                    history.full("disk_used_percent." + name),
                    history.full("inodes_used_percent." + name));
        }
        return table.size() == 0 ? null : table.asMap();
    }

    private @Nullable Map<String, Object> disks() {
        var table =
                new Table(
                        List.of(
                                "disk",
                                "busy_percent",
                                "read_mb_per_second",
                                "write_mb_per_second",
                                "wait_ms"),
                        Budget.ROWS,
                        MOST_DEVICES);
        for (Disk disk : reading.disks()) {
            table.add(
                    disk.name(),
                    Spans.of(disk.busyPercent()),
                    Spans.mega(disk.readBytesPerSecond()),
                    Spans.mega(disk.writeBytesPerSecond()),
                    Spans.of(disk.waitMillis()));
        }
        Map<String, Object> shown = table.asMap();
        Pressure pressure = reading.pressure();
        if (pressure != null && table.size() > 0) {
            put(shown, "waiting_percent_1m", some(pressure.io()));
        }
        return table.size() == 0 ? null : shown;
    }

    private @Nullable Map<String, Object> logs() {
        var table = new Table(List.of("source", "database_mb", "wal_mb"), Budget.ROWS, 8);
        for (Wal log : reading.writeAheadLogs()) {
            table.add(log.name(), Spans.mega(log.databaseBytes()), Spans.mega(log.walBytes()));
        }
        return table.size() == 0 ? null : table.asMap();
    }

    private @Nullable Map<String, Object> network() {
        var table =
                new Table(
                        List.of(
                                "interface",
                                "receive_mb_per_second",
                                "send_mb_per_second",
                                "errors_since_boot",
                                "drops_since_boot"),
                        Budget.ROWS,
                        MOST_DEVICES);
        for (NetworkInterface one : reading.network()) {
            table.add(
                    one.name(),
                    Spans.mega(one.receiveBytesPerSecond()),
                    Spans.mega(one.sendBytesPerSecond()),
                    one.errorsSinceBoot(),
                    one.dropsSinceBoot());
        }
        return table.size() == 0 ? null : table.asMap();
    }

    private @Nullable Map<String, Object> processes() {
        TopProcesses top = reading.processes();
        if (top == null) {
            return null;
        }
        Set<TopProcesses.Running> most = new LinkedHashSet<>();
        top.byCpu().stream().limit(MOST_BY_CPU).forEach(most::add);
        top.byMemory().stream().limit(MOST_BY_MEMORY).forEach(most::add);
        var table =
                new Table(
                        List.of("name", "pid", "user", "service", "cpu_percent", "rss_mb", "age"),
                        Budget.ROWS,
                        MOST_BY_CPU + MOST_BY_MEMORY);
        for (TopProcesses.Running process : most) {
            Instant started = process.started();
            table.add(
                    process.name(),
                    process.pid(),
                    process.user(),
                    process.service(),
                    Spans.of(process.cpuPercent()),
                    Spans.mega(process.residentBytes()),
                    started == null ? null : Spans.about(Duration.between(started, reading.at())));
        }
        var shown = new LinkedHashMap<String, Object>();
        shown.put("count", top.count());
        shown.putAll(table.asMap());
        return shown;
    }

    private @Nullable Map<String, Object> cards() {
        var table =
                new Table(
                        List.of(
                                "gpu",
                                "name",
                                "used_percent",
                                "memory_gb",
                                "memory_percent",
                                "celsius",
                                "watts"),
                        Budget.ROWS,
                        8);
        for (Gpu card : reading.gpus()) {
            table.add(
                    card.index(),
                    card.name(),
                    Spans.of(card.usedPercent()),
                    Spans.giga(card.memoryTotalBytes()),
                    Spans.of(card.memoryUsedPercent()),
                    Spans.of(card.celsius()),
                    Spans.of(card.watts()));
        }
        return table.size() == 0 ? null : table.asMap();
    }

    private List<Map<String, Object>> directories() {
        var all = new ArrayList<Map<String, Object>>();
        for (DirectorySizes sizes : reading.directories()) {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("folder", sizes.folder());
            put(shown, sizes.cut() == null ? "gb" : "at_least_gb", Spans.giga(sizes.bytes()));
            shown.put("entries", sizes.entries());
            put(shown, "cut_because", sizes.cut());
            put(shown, "folders_unreadable", sizes.unreadable() == 0 ? null : sizes.unreadable());
            shown.put("largest_each_without_those_listed_below_it", folders(sizes.largest()));
            all.add(shown);
        }
        return all;
    }

    private static Map<String, Object> folders(List<DirectorySizes.Folder> folders) {
        var table = new Table(List.of("folder", "gb", "entries"), Budget.ROWS, MOST_FOLDERS);
        for (DirectorySizes.Folder folder : folders) {
            table.add(folder.path(), Spans.giga(folder.bytes()), folder.entries());
        }
        return table.asMap();
    }

    /// That there is no card is news only to whoever asked for it.
    private Map<String, String> unknown(boolean chosen) {
        var shown = new LinkedHashMap<String, String>();
        reading.unknown().entrySet().stream()
                .filter(entry -> chosen || !entry.getKey().equals("gpu") || cardsFailed(entry))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_UNKNOWN)
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        return shown;
    }

    private static boolean cardsFailed(Map.Entry<String, String> entry) {
        return !entry.getValue().startsWith("there is no");
    }
}
