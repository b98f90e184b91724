package dev.watchkeeper.analysis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Quantiles of a stream of numbers in bounded memory, each within 1% of the true value (exact at
/// both ends).
///
/// Method: DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with
/// relative-error guarantees", VLDB 2019): values are counted in buckets whose bounds grow by a
/// constant factor.
public final class QuantileSketch {

    private static final int FORMAT = 1;
    private static final double ACCURACY = 0.01;
    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GAMMA = Math.log(GAMMA);
    private static final double SMALLEST = 1e-9;

    private final TreeMap<Integer, Long> positive = new TreeMap<>();
    private final TreeMap<Integer, Long> negative = new TreeMap<>();
    private long zeros;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /// Adds a number; NaN and infinities are left out.
    public void add(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return;
        }
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (value > SMALLEST) {
            positive.merge(bucket(value), 1L, Long::sum);
        } else if (value < -SMALLEST) {
            negative.merge(bucket(-value), 1L, Long::sum);
        } else {
            zeros++;
        }
    }

    /// Adds all numbers of another sketch; the accuracy stays the same.
    public void add(QuantileSketch other) {
        if (other.count == 0) {
            return;
        }
        other.positive.forEach((bucket, many) -> positive.merge(bucket, many, Long::sum));
        other.negative.forEach((bucket, many) -> negative.merge(bucket, many, Long::sum));
        zeros += other.zeros;
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /// The sketch as bytes, a few for each bucket in use, to be kept and read by [#decode].
    public byte[] encode() {
        var bytes =
                ByteBuffer.allocate(44 + 12 * (positive.size() + negative.size()))
                        .putInt(FORMAT)
                        .putLong(zeros)
                        .putLong(count)
                        .putDouble(min)
                        .putDouble(max);
        for (TreeMap<Integer, Long> side : List.of(positive, negative)) {
            bytes.putInt(side.size());
            side.forEach((bucket, many) -> bytes.putInt(bucket).putLong(many));
        }
        return bytes.array();
    }

    /// The sketch that [#encode] wrote.
    ///
    /// @throws IllegalArgumentException for bytes that it did not write
    public static QuantileSketch decode(byte[] encoded) {
        try {
            var bytes = ByteBuffer.wrap(encoded);
            if (bytes.getInt() != FORMAT) {
                throw new IllegalArgumentException("not a sketch of this version");
            }
            var sketch = new QuantileSketch();
            sketch.zeros = bytes.getLong();
            sketch.count = bytes.getLong();
            sketch.min = bytes.getDouble();
            sketch.max = bytes.getDouble();
            for (TreeMap<Integer, Long> side : List.of(sketch.positive, sketch.negative)) {
                for (int left = bytes.getInt(); left > 0; left--) {
                    side.put(bytes.getInt(), bytes.getLong());
                }
            }
            return sketch;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a sketch that was cut off", e);
        }
    }

    /// How many numbers were added.
    public long count() {
        return count;
    }

    /// The quantile by nearest rank, `q` from 0 (the least) to 1 (the greatest): the least number
    /// that at least this share of the numbers does not exceed; NaN when nothing was added.
    public double quantile(double q) {
        if (count == 0) {
            return Double.NaN;
        }
        if (q <= 0) {
            return min;
        }
        if (q >= 1) {
            return max;
        }
        long rank = (long) Math.ceil(q * count) - 1;
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : negative.descendingMap().entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return clamp(-middle(bucket.getKey()));
            }
        }
        seen += zeros;
        if (seen > rank) {
            return clamp(0);
        }
        for (Map.Entry<Integer, Long> bucket : positive.entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return clamp(middle(bucket.getKey()));
            }
        }
        return max;
    }

    private double clamp(double value) {
        return Math.clamp(value, min, max);
    }

    private static int bucket(double value) {
        return (int) Math.ceil(Math.log(value) / LOG_GAMMA);
    }

    private static double middle(int bucket) {
        return 2 * Math.pow(GAMMA, bucket) / (GAMMA + 1);
    }
}
