package dev.watchkeeper.mcp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How much each of many may ask within a minute, by a key such as a token's session or an address.
/// Forgets those that ask for nothing. Thread-safe.
final class Turnstile {

    /// Beyond which all are forgotten: keys can be strangers' addresses.
    private static final int KEYS = 10_000;

    private static final long SWEEP = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long swept;

    /// @param nanos a monotonic clock
    Turnstile(LongSupplier nanos) {
        this.nanos = nanos;
        this.swept = nanos.getAsLong();
    }

    /// Lets one pass: 0, or the seconds after which to come again.
    synchronized long pass(String key, int perMinute) {
        long now = nanos.getAsLong();
        if (now - swept >= SWEEP || buckets.size() >= KEYS) {
            sweep(now);
        }
        Bucket bucket = buckets.get(key);
        if (bucket == null || bucket.perMinute() != perMinute) {
            bucket = new Bucket(perMinute, now);
            buckets.put(key, bucket);
        }
        long wait = bucket.take(now);
        return wait == 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(wait);
    }

    private void sweep(long now) {
        swept = now;
        buckets.values().removeIf(bucket -> bucket.full(now));
        if (buckets.size() >= KEYS) {
            buckets.clear();
        }
    }
}
