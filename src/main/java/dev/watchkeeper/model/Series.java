package dev.watchkeeper.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Points of one measured quantity in the order of time. Every value is finite, and no two points
/// have the same time. Where nothing was measured there is no point: a gap is a gap, never a zero.
public final class Series {

    /// No points.
    public static final Series EMPTY = new Series(new long[0], new double[0]);

    private final long[] times;
    private final double[] values;

    private Series(long[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /// A series of points in any order. Values that are not finite are left out; of several points
    /// at the same time the last one given counts.
    ///
    /// @param timesMillis epoch milliseconds
    /// @param values as many, in the unit of the quantity
    public static Series of(long[] timesMillis, double[] values) {
        if (timesMillis.length != values.length) {
            throw new IllegalArgumentException(
                    timesMillis.length + " times for " + values.length + " values");
        }
        int[] order =
                IntStream.range(0, values.length)
                        .filter(i -> Double.isFinite(values[i]))
                        .boxed()
                        .sorted((a, b) -> Long.compare(timesMillis[a], timesMillis[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var times = new long[order.length];
        var kept = new double[order.length];
        int size = 0;
        for (int i : order) {
            if (size > 0 && times[size - 1] == timesMillis[i]) {
                size--;
            }
            times[size] = timesMillis[i];
            kept[size++] = values[i];
        }
        return new Series(Arrays.copyOf(times, size), Arrays.copyOf(kept, size));
    }

    /// How many points there are.
    public int size() {
        return times.length;
    }

    public boolean isEmpty() {
        return times.length == 0;
    }

    /// The time of a point in epoch milliseconds; later for each next index.
    public long millis(int index) {
        return times[index];
    }

    public Instant time(int index) {
        return Instant.ofEpochMilli(times[index]);
    }

    /// The value of a point, in the unit of the quantity; finite.
    public double value(int index) {
        return values[index];
    }

    /// The index of the first point not before this time; [#size()] when there is none.
    public int indexFrom(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found >= 0 ? found : -found - 1;
    }

    /// The points within a range.
    public Series within(TimeRange range) {
        return slice(
                indexFrom(range.from().toEpochMilli()), indexFrom(range.until().toEpochMilli()));
    }

    /// The points from one index, inclusive, until another, exclusive.
    public Series slice(int from, int until) {
        return new Series(
                Arrays.copyOfRange(times, from, until), Arrays.copyOfRange(values, from, until));
    }

    /// A copy of the values in the order of time.
    public double[] values() {
        return values.clone();
    }

    /// A copy of the times in epoch milliseconds, ascending.
    public long[] millis() {
        return times.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series series
                && Arrays.equals(times, series.times)
                && Arrays.equals(values, series.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return times.length
                + " points"
                + (isEmpty() ? "" : " from " + time(0) + " to " + time(times.length - 1));
    }
}
