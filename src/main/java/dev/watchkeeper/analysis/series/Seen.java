package dev.watchkeeper.analysis.series;

/// What was seen of a quantity so far: its extremes, its mean and its spread, in constant memory.
///
/// The spread is Welford's running standard deviation (Technometrics 1962). It is not a robust one
/// on purpose: a quantity that jumped often before has to jump further to be news.
final class Seen {

    /// Below this share of its size a difference is an error of floating point.
    private static final double ROUNDING = 1e-9;

    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /// The standard deviation, and never less than rounding makes of a constant.
    double spread() {
        double size = Math.max(Math.abs(min), Math.abs(max));
        return Math.max(
                Math.sqrt(squares / Math.max(1, count)), ROUNDING * size + Double.MIN_NORMAL);
    }

    /// How far a value lies outside anything seen, in standard deviations: positive above, negative
    /// below, 0 within.
    double beyond(double value) {
        if (value > max) {
            return (value - max) / spread();
        }
        return value < min ? (value - min) / spread() : 0;
    }

    void add(double value) {
        count++;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
        if (value > max) {
            max = value;
        }
        if (value < min) {
            min = value;
        }
    }
}
