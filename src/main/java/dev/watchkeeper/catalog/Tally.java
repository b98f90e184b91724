package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.QuantileSketch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bucket in the making: values in the order of time.
final class Tally {

    private final long start;
    private final @Nullable QuantileSketch sketch;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last = Double.NaN;

    /// `start` is in epoch milliseconds.
    Tally(long start, boolean quantiles) {
        this.start = start;
        this.sketch = quantiles ? new QuantileSketch() : null;
    }

    void add(double value) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        if (sketch != null) {
            sketch.add(value);
        }
    }

    Bucket bucket() {
        Instant time = Instant.ofEpochMilli(start);
        return count == 0
                ? Bucket.empty(time)
                : new Bucket(time, count, sum, min, max, last, sketch);
    }
}
