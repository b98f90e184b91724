package dev.watchkeeper.source.host;

import dev.watchkeeper.model.Deadline;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Readings of the host as numbers under the names of [HostMetrics], cheap enough to be taken every
/// few seconds for years. Not thread-safe: whoever samples has one of its own.
public final class HostSampler {

    /// A sampler of the machine that this process runs on.
    ///
    /// @param databases SQLite files whose write-ahead log is watched, by a name for each
    public static HostSampler ofThisMachine(Map<String, Path> databases) {
        return new HostSampler(Path.of("/"), databases, System::nanoTime);
    }

    /// @param root the folder that holds `proc` and `sys`; `/` but in tests
    /// @param nanos the monotonic clock
    HostSampler(Path root, Map<String, Path> databases, LongSupplier nanos) {}

    /// What can be told now: finite numbers by name. A rate or a share of time is that since the
    /// sample before, so the first sample has none; what cannot be read has no number. Never fails.
    public Map<String, Double> sample() {
        return new HashMap<>();
    }

    /// How large folders are, as `host.directory_bytes.<folder>`. A folder that could not be walked to
    /// its end has no number: a part of it would look like a loss. Takes long; call it rarely.
    public Map<String, Double> directories(List<Path> folders, Deadline deadline) {
        return new HashMap<>();
    }
}
