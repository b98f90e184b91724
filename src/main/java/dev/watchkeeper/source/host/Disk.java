package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// What a disk did over an interval.
///
/// @param busyPercent time in which it had something to do; for disks that do many things at once,
///   100 is not yet the most they can do
/// @param waitMillis what a read or write took on average; null when there was none
public record Disk(
        String name,
        double busyPercent,
        double readBytesPerSecond,
        double writeBytesPerSecond,
        @Nullable Double waitMillis) {}
