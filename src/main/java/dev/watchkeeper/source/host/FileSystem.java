package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// A file system and its space, counted as `df` counts it.
///
/// @param mountedOn where it is
/// @param totalBytes all of it
/// @param usedBytes what is not free
/// @param availableBytes what programs without privileges can use; less than what is free where a
///   part is reserved for root
/// @param inodes null where the number is not fixed or not known
public record FileSystem(
        String mountedOn,
        String type,
        String source,
        boolean readOnly,
        long totalBytes,
        long usedBytes,
        long availableBytes,
        @Nullable Long inodes,
        @Nullable Long inodesUsed) {

    /// Used in percent of used and available, as `df` does before it rounds up.
    public double usedPercent() {
        long both = usedBytes + availableBytes;
        return both <= 0 ? 0 : 100.0 * usedBytes / both;
    }

    /// Used inodes in percent; null where that is not known.
    public @Nullable Double inodesUsedPercent() {
        return inodes == null || inodesUsed == null || inodes <= 0
                ? null
                : 100.0 * inodesUsed / inodes;
    }
}
