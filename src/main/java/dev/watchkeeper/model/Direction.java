package dev.watchkeeper.model;

import java.util.Locale;

/// Which way a measured quantity goes when things go wrong. Written in tools.yaml as `bad: high`.
public enum Direction {
    /// More is worse: depth, latency, errors, a full disk.
    HIGH,
    /// Less is worse: free space, throughput, a success rate.
    LOW,
    /// Either way is worth a look.
    BOTH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
