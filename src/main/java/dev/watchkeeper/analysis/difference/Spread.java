package dev.watchkeeper.analysis.difference;

import java.util.Arrays;

/// The middle of values and how far they lie from it, neither moved by outliers.
///
/// @param n how many values there are
/// @param middle their median; NaN of nothing
/// @param sigma their median absolute deviation, scaled to a standard deviation (Rousseeuw and
///   Croux, JASA 1993)
/// @param deviation their standard deviation about the middle, outliers and all
record Spread(int n, double middle, double sigma, double deviation) {

    private static final double MAD_TO_SIGMA = 1.4826;

    /// Of the finite ones of the values.
    static Spread of(double[] values) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double middle = median(sorted);
        var distances = new double[sorted.length];
        double squares = 0;
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Math.abs(sorted[i] - middle);
            squares += distances[i] * distances[i];
        }
        Arrays.sort(distances);
        return new Spread(
                sorted.length,
                middle,
                MAD_TO_SIGMA * median(distances),
                Math.sqrt(squares / Math.max(1, sorted.length - 1)));
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0
                ? Double.NaN
                : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
