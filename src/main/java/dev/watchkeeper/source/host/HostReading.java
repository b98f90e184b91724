package dev.watchkeeper.source.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The host at one moment. A part that was not asked for is null or empty, as is one that could not
/// be read; the latter stands in `unknown` with the reason.
///
/// @param at when it was read, by the machine's clock
/// @param interval over which rates and shares of time are, or null when none was asked for
/// @param disks what they did over the interval
/// @param fileSystems those with space of their own, the fullest first
/// @param network the interfaces to the outside
/// @param directories one walk for each declared folder
/// @param unknown what is not known, and why, in sentences of our own
public record HostReading(
        Instant at,
        @Nullable Duration interval,
        @Nullable Uptime uptime,
        @Nullable Cpu cpu,
        @Nullable Load load,
        @Nullable Pressure pressure,
        @Nullable Memory memory,
        @Nullable Cgroup cgroup,
        List<FileSystem> fileSystems,
        List<Disk> disks,
        List<Wal> writeAheadLogs,
        List<NetworkInterface> network,
        @Nullable TopProcesses processes,
        List<DirectorySizes> directories,
        List<Gpu> gpus,
        Map<String, String> unknown) {

    public HostReading {
        fileSystems = List.copyOf(fileSystems);
        disks = List.copyOf(disks);
        writeAheadLogs = List.copyOf(writeAheadLogs);
        network = List.copyOf(network);
        directories = List.copyOf(directories);
        gpus = List.copyOf(gpus);
        unknown = Map.copyOf(unknown);
    }
}
