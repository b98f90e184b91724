package dev.watchkeeper.catalog;

import java.time.Duration;
import java.time.Instant;

/// The beginnings of buckets: multiples of their length since the epoch.
public final class Grid {

    private Grid() {}

    /// The beginning, in epoch milliseconds, of the bucket that holds a time.
    public static long start(Instant time, Duration width) {
        long millis = width.toMillis();
        return Math.floorDiv(time.toEpochMilli(), millis) * millis;
    }
}
