package dev.watchkeeper.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was measured of one quantity in one stretch of time. A bucket with a count of 0 says that
/// somebody looked and there was nothing; where nobody looked there is no bucket.
///
/// @param start the beginning of the stretch; its length is known to whoever holds the buckets
/// @param count how many values, or events, it has
/// @param sum of the values; 0 for none
/// @param min of the values; NaN for none, as are `max` and `last`
/// @param last the value that is last in time
/// @param sketch the values' quantiles, or null where they were not kept
public record Bucket(
        Instant start,
        long count,
        double sum,
        double min,
        double max,
        double last,
        @Nullable QuantileSketch sketch) {

    /// Looked at, and nothing there.
    public static Bucket empty(Instant start) {
        return new Bucket(start, 0, 0, Double.NaN, Double.NaN, Double.NaN, null);
    }

    /// One value.
    public static Bucket of(Instant start, double value) {
        return new Bucket(start, 1, value, value, value, value, null);
    }

    /// This one and a later one as one stretch that begins at `start`.
    public Bucket plus(Instant start, Bucket later) {
        if (later.count == 0) {
            return new Bucket(start, count, sum, min, max, last, sketch);
        }
        if (count == 0) {
            return new Bucket(
                    start, later.count, later.sum, later.min, later.max, later.last, later.sketch);
        }
        QuantileSketch merged = null;
        if (sketch != null && later.sketch != null) {
            merged = new QuantileSketch();
            merged.add(sketch);
            merged.add(later.sketch);
        }
        return new Bucket(
                start,
                count + later.count,
                sum + later.sum,
                Math.min(min, later.min),
                Math.max(max, later.max),
                later.last,
                merged);
    }

    /// Buckets in the order of time as buckets of a greater length, each beginning at a multiple of
    /// it since the epoch.
    public static List<Bucket> folded(List<Bucket> buckets, long widthMillis) {
        var folded = new ArrayList<Bucket>();
        for (Bucket bucket : buckets) {
            long start = Math.floorDiv(bucket.start.toEpochMilli(), widthMillis) * widthMillis;
            Instant at = Instant.ofEpochMilli(start);
            append(folded, Bucket.empty(at).plus(at, bucket));
        }
        return folded;
    }

    /// Adds a bucket that begins with the last one, which it is then added to, or after it.
    public static void append(List<Bucket> buckets, Bucket later) {
        if (!buckets.isEmpty() && buckets.getLast().start.equals(later.start)) {
            buckets.set(buckets.size() - 1, buckets.getLast().plus(later.start, later));
        } else {
            buckets.add(later);
        }
    }
}
