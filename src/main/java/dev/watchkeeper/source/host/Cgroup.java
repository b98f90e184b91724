package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// The control group that Watchkeeper itself runs in: the container, or its service. Its limits are
/// the tightest of it and the groups around it.
///
/// @param path its path as `/proc/self/cgroup` has it
/// @param memoryMaxBytes null when unlimited or unknown
/// @param memoryUsedBytes without the part of the page cache that the kernel gives back first, as
///   `docker stats` counts; null when unknown
/// @param cpuMaxCores how many cores it may use, such as 1.5; null when unlimited or unknown
/// @param throttledPercent periods of the interval in which it was out of CPU time; null when
///   unknown
public record Cgroup(
        String path,
        @Nullable Long memoryMaxBytes,
        @Nullable Long memoryUsedBytes,
        @Nullable Double cpuMaxCores,
        @Nullable Double throttledPercent) {

    /// Memory in use in percent of what is allowed; null without a limit.
    public @Nullable Double memoryUsedPercent() {
        return memoryMaxBytes == null || memoryUsedBytes == null || memoryMaxBytes <= 0
                ? null
                : 100.0 * memoryUsedBytes / memoryMaxBytes;
    }
}
