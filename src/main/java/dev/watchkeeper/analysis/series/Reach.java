package dev.watchkeeper.analysis.series;

/// How far the past reached: beyond `high` or `low` is out of the ordinary.
///
/// The bounds lie as far beyond the 99th percentile as that lies from the median; of normal noise
/// that is 4.7 standard deviations, and of a quantity with a long tail accordingly more.
/// Percentiles, because an incident of an hour in a month must not hide the next one.
///
/// @param middle the median
/// @param most the largest that was seen, with a quarter of the spread on top
/// @param least the smallest that was seen, with a quarter of the spread below
/// @param n values it was made from
record Reach(double middle, double low, double high, double least, double most, int n) {

    /// @param smallest a distance from the middle that is never out of the ordinary
    static Reach of(double[] values, int until, double smallest) {
        Ordered past = Ordered.of(values, 0, until);
        double middle = past.median();
        double up = Math.max(2 * (past.at(0.99) - middle), smallest);
        double down = Math.max(2 * (middle - past.at(0.01)), smallest);
        var seen = new Seen();
        for (int i = 0; i < until; i++) {
            if (!Double.isNaN(values[i])) {
                seen.add(values[i]);
            }
        }
        double quarter = past.n() == 0 ? 0 : seen.spread() / 4;
        return new Reach(
                middle,
                middle - down,
                middle + up,
                Math.min(middle - down, seen.min() - quarter),
                Math.max(middle + up, seen.max() + quarter),
                past.n());
    }

    /// On which side of the ordinary a value is: 1 above, -1 below, 0 within; NaN is within.
    int side(double value) {
        return value > high ? 1 : value < low ? -1 : 0;
    }

    /// As [#side], outside of anything seen.
    int beyondAll(double value) {
        return value > most ? 1 : value < least ? -1 : 0;
    }

    /// As [#side] with bounds half as far: an episode that went outside goes on until it is back
    /// here.
    int near(double value) {
        return side(middle + 2 * (value - middle));
    }

    /// How many times the way to the bound a value lies from the middle.
    double times(double value) {
        double bound = value > middle ? high - middle : middle - low;
        return bound == 0 ? 0 : Math.abs(value - middle) / bound;
    }
}
