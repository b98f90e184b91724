package dev.watchkeeper.tool;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.host.Cpu;
import dev.watchkeeper.source.host.DirectorySizes;
import dev.watchkeeper.source.host.Disk;
import dev.watchkeeper.source.host.FileSystem;
import dev.watchkeeper.source.host.Gpu;
import dev.watchkeeper.source.host.HostPart;
import dev.watchkeeper.source.host.HostProbe;
import dev.watchkeeper.source.host.HostReading;
import dev.watchkeeper.source.host.Load;
import dev.watchkeeper.source.host.Memory;
import dev.watchkeeper.source.host.NetworkInterface;
import dev.watchkeeper.source.host.Pressure;
import dev.watchkeeper.source.host.TopProcesses;
import dev.watchkeeper.source.host.Uptime;
import dev.watchkeeper.source.host.Wal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A machine on which always the same happens.
record QuietMachine(Instant now) implements HostProbe {

    private static final long GB = 1_000_000_000L;

    @Override
    public HostReading read(Set<HostPart> parts, Deadline deadline) {
        boolean cpu = parts.contains(HostPart.CPU);
        boolean disk = parts.contains(HostPart.DISK);
        var stall =
                new Pressure.Stall(new Pressure.Share(0, 1.25, 0.5), new Pressure.Share(0, 0, 0));
        var busy = process(4_711, "ffmpeg", "worker.service", 187.3, GB / 5);
        var large = process(812, "postgres", "postgresql.service", 3, 6 * GB);
        return new HostReading(
                now,
                Duration.ofMillis(500),
                new Uptime(Duration.ofDays(41), now.minus(Duration.ofDays(41))),
                cpu ? new Cpu(4, 52.34, 0.4, 2.5) : null,
                cpu ? new Load(2.1, 1.9, 1.75, 4) : null,
                new Pressure(stall, stall, stall),
                parts.contains(HostPart.MEMORY)
                        ? new Memory(16 * GB, 4 * GB, 2 * GB, GB / 2, 1e6, 0.0, 3L)
                        : null,
                null,
                disk ? List.of(fileSystem("/", 80), fileSystem("/data", 20)) : List.of(),
                disk ? List.of(new Disk("sda", 12.5, 1.5e6, 3e6, 0.75)) : List.of(),
                disk ? List.of(new Wal("db", "db.sqlite", 50_000_000, 4_000_000)) : List.of(),
                parts.contains(HostPart.NETWORK)
                        ? List.of(new NetworkInterface("eth0", 2e6, 5e5, 0, 0, 0, 7))
                        : List.of(),
                parts.contains(HostPart.PROCESSES)
                        ? new TopProcesses(140, List.of(busy, large), List.of(large, busy))
                        : null,
                parts.contains(HostPart.DIRECTORIES) ? List.of(directory()) : List.of(),
                parts.contains(HostPart.GPU)
                        ? List.of(new Gpu(0, "NVIDIA L4", 37.0, GB, 4 * GB, 51.0, null))
                        : List.of(),
                Map.of());
    }

    private TopProcesses.Running process(
            int pid, String name, String service, double percent, long bytes) {
        return new TopProcesses.Running(
                pid, name, "app", service, percent, bytes, now.minus(Duration.ofHours(5)));
    }

    private static FileSystem fileSystem(String mountedOn, int usedGb) {
        return new FileSystem(
                mountedOn,
                "ext4",
                "/dev/sda",
                false,
                105 * GB,
                usedGb * GB,
                (100 - usedGb) * GB,
                1_000_000L,
                100_000L);
    }

    private static DirectorySizes directory() {
        return new DirectorySizes(
                "/data",
                20 * GB,
                5_000,
                0,
                null,
                List.of(
                        new DirectorySizes.Folder("/data/uploads/2026", 15 * GB, 3_000),
                        new DirectorySizes.Folder("/data", 5 * GB, 2_000)),
                List.of(new DirectorySizes.Folder("/data/uploads", 16 * GB, 3_500)));
    }
}
