package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Readings of the host as numbers under the names of [HostMetrics], cheap enough to be taken every
/// few seconds for years. Not thread-safe: whoever samples has one of its own.
public final class HostSampler {

    /// Starting nvidia-smi costs more than all the rest; where it fails it is left alone for
    /// longer.
    private static final Duration CARDS_EVERY = Duration.ofMinutes(1);

    private static final Duration CARDS_AFTER_FAILURE = Duration.ofMinutes(15);

    /// Names of folders become names of metrics: those that nobody needs to explain.
    private static final Pattern PLAIN = Pattern.compile("[/A-Za-z0-9_.@+-]{1,200}");

    private final HostFiles files;
    private final WriteAheadLogs logs;
    private final FileSystems fileSystems;
    private final NvidiaSmi cards;
    private final int pageSize = AuxiliaryVector.read().pageSize();
    private final LongSupplier nanos;
    private @Nullable Counters earlier;
    private long cardsDue;

    /// A sampler of the machine that this process runs on.
    ///
    /// @param databases SQLite files whose write-ahead log is watched, by the name of their source
    public static HostSampler ofThisMachine(Map<String, Path> databases) {
        return new HostSampler(
                new HostFiles(Path.of("/")),
                databases,
                Space.reader(),
                new NvidiaSmi(NvidiaSmi.USUAL, NvidiaSmi.PATIENCE),
                System::nanoTime);
    }

    /// @param files below the folder that holds `proc` and `sys`
    /// @param nanos the monotonic clock
    HostSampler(
            HostFiles files,
            Map<String, Path> databases,
            Space.Reader space,
            NvidiaSmi cards,
            LongSupplier nanos) {
        this.files = files;
        this.logs = new WriteAheadLogs(Map.copyOf(databases));
        this.fileSystems = new FileSystems(files, space);
        this.cards = cards;
        this.nanos = nanos;
        this.cardsDue = nanos.getAsLong();
    }

    /// What can be told now: finite numbers by name. A rate or a share of time is that since the
    /// sample before, so the first sample has none; what cannot be read has no number. Never fails.
    public Map<String, Double> sample() {
        var sample = new Sample();
        Counters now = Counters.read(files, nanos.getAsLong());
        Counters before = earlier;
        earlier = now;
        double seconds = before == null ? 0 : now.secondsSince(before);
        levels(sample, now);
        if (now.memory() != null) {
            memory(sample, now.memory(), before == null ? null : before.memory(), seconds);
        }
        if (before != null && seconds > 0) {
            rates(sample, now, before, seconds);
        }
        cards(sample, now.nanos());
        return sample.numbers;
    }

    /// How large folders and the largest ones directly below them are, as
    /// `host.directory_bytes.<folder>`. A folder that could not be walked to its end has no number:
    /// a part of it would look like a loss. Takes long; call it rarely.
    public Map<String, Double> directories(List<Path> folders, Deadline deadline) {
        var sample = new Sample();
        for (DirectorySizes sizes :
                new DeclaredFolders(files).walk(folders, deadline, new TreeMap<>())) {
            if (sizes.cut() != null) {
                continue;
            }
            sample.put("directory_bytes." + sizes.folder(), (double) sizes.bytes());
            for (var child : sizes.children()) {
                if (PLAIN.matcher(child.path()).matches()) {
                    sample.put("directory_bytes." + child.path(), (double) child.bytes());
                }
            }
        }
        return sample.numbers;
    }

    private static final class Sample {
        final Map<String, Double> numbers = new HashMap<>();

        void put(String name, @Nullable Double value) {
            if (value != null && Double.isFinite(value)) {
                numbers.put(HostMetrics.PREFIX + name, value);
            }
        }

        void stall(String name, Pressure.@Nullable Stall stall) {
            if (stall != null) {
                put(name, stall.some().avg60());
            }
        }
    }

    private void levels(Sample sample, Counters now) {
        Load load = Load.parse(files.text("proc/loadavg"), now.cores());
        if (load != null) {
            sample.put("load_1m", load.one());
        }
        Pressure pressure = Pressure.read(files);
        if (pressure != null) {
            sample.stall("pressure_cpu", pressure.cpu());
            sample.stall("pressure_memory", pressure.memory());
            sample.stall("pressure_io", pressure.io());
        }
        for (FileSystem system : fileSystems.read(new TreeMap<>())) {
            String of = "." + system.mountedOn();
            sample.put("disk_used_percent" + of, system.usedPercent());
            sample.put("disk_free_bytes" + of, (double) system.availableBytes());
            sample.put("inodes_used_percent" + of, system.inodesUsedPercent());
        }
        for (Wal log : logs.read(new TreeMap<>())) {
            sample.put("wal_bytes." + log.name(), (double) log.walBytes());
        }
    }

    private void rates(Sample sample, Counters now, Counters before, double seconds) {
        if (now.cpu() != null && before.cpu() != null) {
            Cpu cpu = now.cpu().since(before.cpu());
            if (cpu != null) {
                sample.put("cpu_percent", cpu.workPercent());
                sample.put("steal_percent", cpu.stealPercent());
                sample.put("iowait_percent", cpu.iowaitPercent());
            }
        }
        if (now.cgroup() != null) {
            Cgroup group = now.cgroup().since(before.cgroup());
            sample.put("cgroup_memory_percent", group.memoryUsedPercent());
            sample.put("cgroup_throttled_percent", group.throttledPercent());
        }
        var disks = DiskCounters.since(now.disks(), before.disks(), seconds).values();
        if (!disks.isEmpty()) {
            sample.put(
                    "disk_busy_percent",
                    disks.stream().mapToDouble(Disk::busyPercent).max().orElseThrow());
            sample.put(
                    "disk_read_bytes_per_second",
                    disks.stream().mapToDouble(Disk::readBytesPerSecond).sum());
            sample.put(
                    "disk_write_bytes_per_second",
                    disks.stream().mapToDouble(Disk::writeBytesPerSecond).sum());
        }
        var network = NetworkCounters.since(now.network(), before.network(), seconds).values();
        if (!network.isEmpty()) {
            sample.put(
                    "network_receive_bytes_per_second",
                    network.stream().mapToDouble(NetworkInterface::receiveBytesPerSecond).sum());
            sample.put(
                    "network_send_bytes_per_second",
                    network.stream().mapToDouble(NetworkInterface::sendBytesPerSecond).sum());
            sample.put(
                    "network_errors",
                    network.stream().mapToDouble(one -> one.errors() + one.drops()).sum());
        }
    }

    private void memory(
            Sample sample, MemoryInfo info, @Nullable MemoryInfo before, double seconds) {
        Memory memory = info.since(before, seconds, pageSize);
        sample.put("memory_used_percent", memory.usedPercent());
        sample.put("swap_used_percent", memory.swapUsedPercent());
        Double in = memory.swapInBytesPerSecond();
        Double out = memory.swapOutBytesPerSecond();
        if (memory.swapTotalBytes() > 0 && in != null && out != null) {
            sample.put("swap_bytes_per_second", in + out);
        }
        Long kills = memory.oomKills();
        Long earlierKills = before == null ? null : before.oomKills();
        if (kills != null && earlierKills != null) {
            sample.put("oom_kills", (double) Math.max(0, kills - earlierKills));
        }
    }

    private void cards(Sample sample, long now) {
        if (now - cardsDue < 0 || !cards.installed()) {
            return;
        }
        var unknown = new TreeMap<String, String>();
        for (Gpu card : cards.read(unknown)) {
            sample.put("gpu_percent." + card.index(), card.usedPercent());
            sample.put("gpu_memory_percent." + card.index(), card.memoryUsedPercent());
        }
        cardsDue = now + (unknown.isEmpty() ? CARDS_EVERY : CARDS_AFTER_FAILURE).toNanos();
    }
}
