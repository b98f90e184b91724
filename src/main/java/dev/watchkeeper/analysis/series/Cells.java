package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Series;
import java.util.Arrays;

/// A series as cells of equal width: the mean of the points in each, NaN where there is none.
final class Cells {

    private final long width;
    private final long first;
    private final double[] values;

    /// @param width in milliseconds
    /// @param first the number of the first cell, counted from 1970
    private Cells(long width, long first, double[] values) {
        this.width = width;
        this.first = first;
        this.values = values;
    }

    /// The width of a cell in milliseconds.
    long width() {
        return width;
    }

    /// The number of the first cell, counted from 1970.
    long first() {
        return first;
    }

    /// The values themselves, not to be written to.
    double[] values() {
        return values;
    }

    /// Beyond it squares overflow; nothing that is measured is as large.
    private static final double LARGEST = 1e100;

    /// The points of a series from an index on; at least one.
    static Cells of(Series series, int from, int until, long width) {
        long first = Math.floorDiv(series.millis(from), width);
        int size = (int) (Math.floorDiv(series.millis(until - 1), width) - first) + 1;
        var sums = new double[size];
        var counts = new int[size];
        for (int i = from; i < until; i++) {
            int cell = (int) (Math.floorDiv(series.millis(i), width) - first);
            sums[cell] += Math.clamp(series.value(i), -LARGEST, LARGEST);
            counts[cell]++;
        }
        for (int i = 0; i < size; i++) {
            sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        return new Cells(width, first, sums);
    }

    int size() {
        return values.length;
    }

    /// When a cell begins.
    long millis(int cell) {
        return (first + cell) * width;
    }

    /// The same cells with other values.
    Cells with(double[] other) {
        return new Cells(width, first, other);
    }

    /// The cells of the last `many`.
    Cells last(int many) {
        int from = Math.max(0, size() - many);
        return new Cells(width, first + from, Arrays.copyOfRange(values, from, size()));
    }

    /// Medians of `many` cells each, counted back from the last; where half of them are missing
    /// there is none. The oldest comes first.
    Cells blocks(int many) {
        int blocks = size() / many;
        var medians = new double[blocks];
        int offset = size() - blocks * many;
        for (int i = 0; i < blocks; i++) {
            Ordered block = Ordered.of(values, offset + i * many, offset + (i + 1) * many);
            medians[i] = 2 * block.n() < many ? Double.NaN : block.median();
        }
        long wide = width * many;
        return new Cells(wide, Math.floorDiv(millis(offset), wide), medians);
    }

    /// As [#blocks], of means: those of counts have no steps. A single cell is cut off at what all
    /// but one of a hundred are within.
    Cells means(int many) {
        Ordered all = Ordered.of(values);
        double low = all.at(0.005);
        double high = all.at(0.995);
        int blocks = size() / many;
        var means = new double[blocks];
        int offset = size() - blocks * many;
        for (int i = 0; i < blocks; i++) {
            double sum = 0;
            int there = 0;
            for (int j = offset + i * many; j < offset + (i + 1) * many; j++) {
                if (!Double.isNaN(values[j])) {
                    sum += Math.clamp(values[j], low, high);
                    there++;
                }
            }
            means[i] = 2 * there < many ? Double.NaN : sum / there;
        }
        return new Cells(width * many, Math.floorDiv(millis(offset), width * many), means);
    }

    /// Means of the `many` cells until each, of those that are there; NaN where fewer than half
    /// are.
    double[] levels(int many) {
        var levels = new double[size()];
        double sum = 0;
        int there = 0;
        for (int i = 0; i < size(); i++) {
            if (i % 1024 == 0) {
                sum = 0;
                there = 0;
                for (int j = Math.max(0, i - many); j < i; j++) {
                    if (!Double.isNaN(values[j])) {
                        sum += values[j];
                        there++;
                    }
                }
            }
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                there++;
            }
            if (i >= many && !Double.isNaN(values[i - many])) {
                sum -= values[i - many];
                there--;
            }
            levels[i] = 2 * there < many ? Double.NaN : sum / there;
        }
        return levels;
    }
}
