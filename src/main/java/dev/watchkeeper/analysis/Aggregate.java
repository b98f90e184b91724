package dev.watchkeeper.analysis;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the values of a stretch of time become one number. Counts and sums are told per minute, so
/// that they mean the same whatever the stretch.
public enum Aggregate {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    LAST,
    P50,
    P95,
    P99;

    private static final double MINUTE_MILLIS = 60_000;

    /// True when it is a quantile, which needs a [Bucket#sketch()].
    public boolean quantile() {
        return switch (this) {
            case P50, P95, P99 -> true;
            default -> false;
        };
    }

    /// True when it grows with the length of the stretch, and is therefore told per minute.
    public boolean additive() {
        return this == COUNT || this == SUM;
    }

    /// The number of a bucket of this length: counts and sums per minute, everything else as it is.
    public double of(Bucket bucket, Duration width) {
        double number = of(bucket);
        return additive() ? number * MINUTE_MILLIS / width.toMillis() : number;
    }

    /// The unit of its numbers, where the values have this unit.
    public @Nullable String unit(@Nullable String unit) {
        return switch (this) {
            case COUNT -> "per minute";
            case SUM -> unit == null ? "per minute" : unit + " per minute";
            default -> unit;
        };
    }

    /// The number of a bucket in all; NaN when the bucket does not hold it: only counts and sums of
    /// nothing are zero.
    public double of(Bucket bucket) {
        return switch (this) {
            case COUNT -> bucket.count();
            case SUM -> bucket.sum();
            case AVG -> bucket.count() == 0 ? Double.NaN : bucket.sum() / bucket.count();
            case MIN -> bucket.count() == 0 ? Double.NaN : bucket.min();
            case MAX -> bucket.count() == 0 ? Double.NaN : bucket.max();
            case LAST -> bucket.count() == 0 ? Double.NaN : bucket.last();
            case P50 -> quantile(bucket, 0.50);
            case P95 -> quantile(bucket, 0.95);
            case P99 -> quantile(bucket, 0.99);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double quantile(Bucket bucket, double q) {
        return bucket.sketch() == null ? Double.NaN : bucket.sketch().quantile(q);
    }
}
