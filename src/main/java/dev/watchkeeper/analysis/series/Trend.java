package dev.watchkeeper.analysis.series;

import java.time.Duration;

/// The steady part of the movement: the slope of Theil and Sen (Sen, JASA 1968) with its 95%
/// interval, and the probability that a series without any trend would show as much (Mann,
/// Econometrica 1945; Kendall 1975), its variance widened for autocorrelation (Hamed and Rao, J.
/// Hydrology 1998).
///
/// @param perDay the slope, in the unit of the quantity per day
/// @param lowPerDay the lower end of its interval
/// @param highPerDay the upper end
/// @param p two-sided; small when there is a trend
/// @param n points that it was computed from
/// @param over the time that they span
public record Trend(
        double perDay, double lowPerDay, double highPerDay, double p, int n, Duration over) {

    /// The slope per hour.
    public double perHour() {
        return perDay / 24;
    }

    /// True when chance alone would show such a trend in fewer than one of a hundred series.
    public boolean significant() {
        return p < 0.01;
    }
}
