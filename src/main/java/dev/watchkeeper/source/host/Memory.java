package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// Memory and swap of the whole machine, in bytes.
///
/// @param availableBytes what programs can have without swapping, caches included; null when the
///   kernel does not say
/// @param swapInBytesPerSecond read from swap over the interval; null when unknown
/// @param oomKills processes killed for want of memory since boot; null when unknown
public record Memory(
        long totalBytes,
        @Nullable Long availableBytes,
        long swapTotalBytes,
        long swapUsedBytes,
        @Nullable Double swapInBytesPerSecond,
        @Nullable Double swapOutBytesPerSecond,
        @Nullable Long oomKills) {

    /// Memory that programs cannot have, in percent of all; null when unknown.
    public @Nullable Double usedPercent() {
        return availableBytes == null || totalBytes <= 0
                ? null
                : 100.0 * (totalBytes - availableBytes) / totalBytes;
    }

    /// Swap in use in percent; null where there is no swap.
    public @Nullable Double swapUsedPercent() {
        return swapTotalBytes <= 0 ? null : 100.0 * swapUsedBytes / swapTotalBytes;
    }
}
