package dev.watchkeeper.analysis;

import java.util.Locale;

/// How the values of a stretch of time become one number.
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

    /// True when it is a quantile, which needs a [Bucket#sketch()].
    public boolean quantile() {
        return switch (this) {
            case P50, P95, P99 -> true;
            default -> false;
        };
    }

    /// The number of a bucket; NaN when the bucket does not hold it: only counts and sums of
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
