package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads the machine that this process runs on. Rates need two readings: where none was taken
/// lately, it takes one, waits a moment, and takes another.
public final class LiveHost implements HostProbe {

    private static final Duration MOMENT = Duration.ofMillis(500);

    /// An earlier reading within these limits is near enough to say what happens now.
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// Waits; false when it was interrupted.
    @FunctionalInterface
    interface Pause {
        boolean pause(Duration time);
    }

    /// @param processes empty when they were not looked at
    private record Snapshot(Counters counters, Map<Integer, ProcessCounters> processes) {}

    private final HostFiles files;
    private final List<Path> folders;
    private final WriteAheadLogs logs;
    private final FileSystems fileSystems;
    private final NvidiaSmi cards;
    private final AuxiliaryVector units = AuxiliaryVector.read();
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Pause pause;
    private volatile @Nullable Snapshot earlier;

    /// @param folders whose size is told when [HostPart#DIRECTORIES] is asked for
    /// @param databases SQLite files by the name of their source
    public LiveHost(List<Path> folders, Map<String, Path> databases) {
        this(
                new HostFiles(Path.of("/")),
                folders,
                databases,
                Space.reader(),
                new NvidiaSmi(NvidiaSmi.USUAL, NvidiaSmi.PATIENCE),
                InstantSource.system(),
                System::nanoTime,
                LiveHost::sleep);
    }

    LiveHost(
            HostFiles files,
            List<Path> folders,
            Map<String, Path> databases,
            Space.Reader space,
            NvidiaSmi cards,
            InstantSource clock,
            LongSupplier nanos,
            Pause pause) {
        this.files = files;
        this.folders = List.copyOf(folders);
        this.logs = new WriteAheadLogs(Map.copyOf(databases));
        this.fileSystems = new FileSystems(files, space);
        this.cards = cards;
        this.clock = clock;
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public HostReading read(Set<HostPart> parts, Deadline deadline) {
        var unknown = new TreeMap<String, String>();
        boolean withProcesses = parts.contains(HostPart.PROCESSES);
        Snapshot before = before(withProcesses);
        Snapshot now = snapshot(withProcesses);
        earlier = now;
        double seconds = now.counters.secondsSince(before.counters);
        Uptime uptime = Uptime.read(files);
        if (uptime == null) {
            unknown.put("uptime", "/proc/uptime or /proc/stat cannot be read");
        }
        Pressure pressure = null;
        if (parts.contains(HostPart.CPU) || parts.contains(HostPart.MEMORY)) {
            pressure = Pressure.read(files);
            if (pressure == null) {
                unknown.put(
                        "pressure", "this kernel has no /proc/pressure (before 4.20, or psi=0)");
            }
        }
        return new HostReading(
                clock.instant(),
                Duration.ofNanos(now.counters.nanos() - before.counters.nanos()),
                uptime,
                parts.contains(HostPart.CPU) ? cpu(now, before, unknown) : null,
                parts.contains(HostPart.CPU) ? load(now, unknown) : null,
                pressure,
                parts.contains(HostPart.MEMORY) ? memory(now, before, seconds, unknown) : null,
                cgroup(now, before),
                parts.contains(HostPart.DISK) ? fileSystems.read(unknown) : List.of(),
                parts.contains(HostPart.DISK) ? disks(now, before, seconds, unknown) : List.of(),
                parts.contains(HostPart.DISK) ? logs.read(unknown) : List.of(),
                parts.contains(HostPart.NETWORK)
                        ? network(now, before, seconds, unknown)
                        : List.of(),
                withProcesses ? processes(now, before, seconds, uptime, unknown) : null,
                parts.contains(HostPart.DIRECTORIES) ? directories(deadline, unknown) : List.of(),
                parts.contains(HostPart.GPU) ? cards.read(unknown) : List.of(),
                unknown);
    }

    private Snapshot snapshot(boolean withProcesses) {
        return new Snapshot(
                Counters.read(files, nanos.getAsLong()),
                withProcesses ? ProcessCounters.read(files) : Map.of());
    }

    private Snapshot before(boolean withProcesses) {
        Snapshot last = earlier;
        if (last != null && (!withProcesses || !last.processes.isEmpty())) {
            long age = nanos.getAsLong() - last.counters.nanos();
            if (age >= SHORTEST.toNanos() && age <= LONGEST.toNanos()) {
                return last;
            }
        }
        Snapshot first = snapshot(withProcesses);
        pause.pause(MOMENT);
        return first;
    }

    private static @Nullable Cpu cpu(Snapshot now, Snapshot before, Map<String, String> unknown) {
        CpuTimes times = now.counters.cpu();
        CpuTimes earlier = before.counters.cpu();
        Cpu cpu = times == null || earlier == null ? null : times.since(earlier);
        if (cpu == null) {
            unknown.put("cpu", "/proc/stat cannot be read, or its counters do not move");
        }
        return cpu;
    }

    private @Nullable Load load(Snapshot now, Map<String, String> unknown) {
        Load load = Load.parse(files.text("proc/loadavg"), now.counters.cores());
        if (load == null) {
            unknown.put("load", "/proc/loadavg cannot be read");
        }
        return load;
    }

    private @Nullable Memory memory(
            Snapshot now, Snapshot before, double seconds, Map<String, String> unknown) {
        MemoryInfo memory = now.counters.memory();
        if (memory == null) {
            unknown.put("memory", "/proc/meminfo cannot be read");
            return null;
        }
        if (memory.available() == null) {
            unknown.put("memory.available", "this kernel has no MemAvailable (before 3.14)");
        }
        if (memory.oomKills() == null) {
            unknown.put("memory.oom_kills", "this kernel has no oom_kill in /proc/vmstat");
        }
        return memory.since(before.counters.memory(), seconds, units.pageSize());
    }

    private static @Nullable Cgroup cgroup(Snapshot now, Snapshot before) {
        CgroupFiles group = now.counters.cgroup();
        return group == null ? null : group.since(before.counters.cgroup());
    }

    private static List<Disk> disks(
            Snapshot now, Snapshot before, double seconds, Map<String, String> unknown) {
        if (now.counters.disks().isEmpty()) {
            unknown.put("disk_io", "/proc/diskstats names no device");
        }
        var disks =
                new ArrayList<>(
                        DiskCounters.since(now.counters.disks(), before.counters.disks(), seconds)
                                .values());
        disks.sort((a, b) -> Double.compare(b.busyPercent(), a.busyPercent()));
        return disks;
    }

    private static List<NetworkInterface> network(
            Snapshot now, Snapshot before, double seconds, Map<String, String> unknown) {
        if (now.counters.network().isEmpty()) {
            unknown.put("network", "/proc/net/dev names no interface to the outside");
        }
        var interfaces =
                new ArrayList<>(
                        NetworkCounters.since(
                                        now.counters.network(), before.counters.network(), seconds)
                                .values());
        interfaces.sort((a, b) ->
                Double.compare(
                        b.receiveBytesPerSecond() + b.sendBytesPerSecond(),
                        a.receiveBytesPerSecond() + a.sendBytesPerSecond()));
        return interfaces;
    }

    private @Nullable TopProcesses processes(
            Snapshot now,
            Snapshot before,
            double seconds,
            @Nullable Uptime uptime,
            Map<String, String> unknown) {
        if (now.processes.isEmpty() || seconds <= 0) {
            unknown.put("processes", "/proc shows none");
            return null;
        }
        if (!now.processes.containsKey(1)) {
            unknown.put(
                    "processes.others",
                    "those of other users are hidden from us (hidepid, or ProtectProc of our service)");
        }
        return new ProcessRanking(files, units)
                .top(
                        now.processes,
                        before.processes,
                        seconds,
                        uptime == null ? null : uptime.bootedAt());
    }

    private List<DirectorySizes> directories(Deadline deadline, Map<String, String> unknown) {
        if (folders.isEmpty()) {
            unknown.put("directories", "tools.yaml declares none under collect.directories");
        }
        return new DeclaredFolders(files).walk(folders, deadline, unknown);
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
