package dev.watchkeeper.mcp;

/// A token bucket: so many in a minute, at once or spread. Not thread-safe.
final class Bucket {

    private static final double NANOS = 60e9;

    private final int perMinute;
    private double level;
    private long at;

    Bucket(int perMinute, long now) {
        this.perMinute = perMinute;
        this.level = perMinute;
        this.at = now;
    }

    int perMinute() {
        return perMinute;
    }

    /// Takes one; 0, or the nanoseconds until there is one to take.
    long take(long now) {
        fill(now);
        if (level >= 1) {
            level--;
            return 0;
        }
        return Math.max(1, (long) ((1 - level) / perMinute * NANOS));
    }

    /// True when nothing was taken for so long that a new one would be the same.
    boolean full(long now) {
        fill(now);
        return level >= perMinute;
    }

    private void fill(long now) {
        level = Math.min(perMinute, level + Math.max(0, now - at) / NANOS * perMinute);
        at = now;
    }
}
