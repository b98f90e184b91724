package dev.watchkeeper.source.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Since when the machine runs.
///
/// @param bootedAt as the kernel computes it from its present clock, whole seconds
public record Uptime(Duration up, Instant bootedAt) {

    /// From `/proc/uptime` and `btime` of `/proc/stat`; null where one is missing.
    static @Nullable Uptime read(HostFiles files) {
        String text = files.text("proc/uptime");
        List<String> stat = files.lines("proc/stat");
        Long booted = HostFiles.value(stat, "btime");
        if (text == null || booted == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(HostFiles.fields(text)[0]);
            return new Uptime(
                    Duration.ofMillis((long) (seconds * 1_000)), Instant.ofEpochSecond(booted));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
