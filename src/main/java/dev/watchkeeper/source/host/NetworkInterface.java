package dev.watchkeeper.source.host;

/// What an interface did over an interval.
///
/// @param errors packets with errors in the interval, both ways
/// @param drops packets dropped in the interval, both ways
/// @param errorsSinceBoot the same since boot
public record NetworkInterface(
        String name,
        double receiveBytesPerSecond,
        double sendBytesPerSecond,
        long errors,
        long drops,
        long errorsSinceBoot,
        long dropsSinceBoot) {}
