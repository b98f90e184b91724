package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// A card as `nvidia-smi` shows it; null is what it does not tell.
public record Gpu(
        int index,
        String name,
        @Nullable Double usedPercent,
        @Nullable Long memoryUsedBytes,
        @Nullable Long memoryTotalBytes,
        @Nullable Double celsius,
        @Nullable Double watts) {

    public @Nullable Double memoryUsedPercent() {
        return memoryUsedBytes == null || memoryTotalBytes == null || memoryTotalBytes <= 0
                ? null
                : 100.0 * memoryUsedBytes / memoryTotalBytes;
    }
}
