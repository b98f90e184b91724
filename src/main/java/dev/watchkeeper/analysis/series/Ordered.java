package dev.watchkeeper.analysis.series;

import java.util.Arrays;

/// Values in the order of size, for quantiles.
final class Ordered {

    /// Makes the median absolute deviation estimate a standard deviation (Rousseeuw and Croux, JASA
    /// 1993).
    private static final double MAD_TO_SIGMA = 1.4826;

    private final double[] sorted;

    private Ordered(double[] sorted) {
        this.sorted = sorted;
    }

    /// The finite ones of the values from one index until another.
    static Ordered of(double[] values, int from, int until) {
        var kept = new double[Math.max(0, until - from)];
        int size = 0;
        for (int i = from; i < until; i++) {
            if (Double.isFinite(values[i])) {
                kept[size++] = values[i];
            }
        }
        double[] sorted = Arrays.copyOf(kept, size);
        Arrays.sort(sorted);
        return new Ordered(sorted);
    }

    static Ordered of(double[] values) {
        return of(values, 0, values.length);
    }

    int n() {
        return sorted.length;
    }

    /// The quantile, between neighbours in proportion (Hyndman and Fan, The American Statistician
    /// 1996, type 7); NaN of nothing.
    double at(double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double median() {
        return at(0.5);
    }

    double min() {
        return at(0);
    }

    double max() {
        return at(1);
    }

    /// A standard deviation that outliers do not move.
    double sigma() {
        double middle = median();
        var distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Math.abs(sorted[i] - middle);
        }
        Arrays.sort(distances);
        return MAD_TO_SIGMA * new Ordered(distances).median();
    }
}
