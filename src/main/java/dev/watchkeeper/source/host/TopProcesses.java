package dev.watchkeeper.source.host;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The processes that use most. Arguments and environments are not among what is known of them.
///
/// @param count how many there are, kernel threads included
/// @param byCpu most CPU time over the interval first
/// @param byMemory most memory first
public record TopProcesses(int count, List<Running> byCpu, List<Running> byMemory) {

    public TopProcesses {
        byCpu = List.copyOf(byCpu);
        byMemory = List.copyOf(byMemory);
    }

    /// One process that runs.
    ///
    /// @param name what it calls itself, made harmless; it can lie
    /// @param user the name of its effective user, or its number
    /// @param service the systemd service or the container that it belongs to, or null
    /// @param cpuPercent of one core, as `top` counts: two busy threads are 200
    /// @param residentBytes memory in RAM; what processes share counts for each of them
    /// @param started to a second
    public record Running(
            int pid,
            String name,
            @Nullable String user,
            @Nullable String service,
            double cpuPercent,
            long residentBytes,
            @Nullable Instant started) {}
}
