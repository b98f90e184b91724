package dev.watchkeeper.chart;

import dev.watchkeeper.model.Series;
import org.jspecify.annotations.Nullable;

/// How far the values of a chart go: those of the series, and the ends of its bands where they are
/// near enough that the line keeps its shape beside them.
///
/// @param least the least value
/// @param greatest the greatest value
record Reach(double least, double greatest) {

    /// A bound may take up to so many times the height of the line itself.
    private static final double NEAR = 3;

    static Reach of(Series series, Chart chart) {
        Reach reach = null;
        for (int i = 0; i < series.size(); i++) {
            reach = with(reach, series.value(i));
        }
        for (Chart.@Nullable Band band :
                new Chart.@Nullable Band[] {chart.expected(), chart.concerning()}) {
            if (band != null) {
                reach = near(near(reach, band.low()), band.high());
            }
        }
        return reach == null ? new Reach(0, 1) : reach;
    }

    ValueAxis axis() {
        return ValueAxis.over(least, greatest);
    }

    private static @Nullable Reach near(@Nullable Reach reach, @Nullable Double bound) {
        if (bound == null || !Double.isFinite(bound)) {
            return reach;
        }
        if (reach == null) {
            return new Reach(Math.min(0, bound), Math.max(0, bound));
        }
        double size = Math.max(Math.abs(reach.least), Math.abs(reach.greatest));
        return size == 0 || Math.abs(bound) <= NEAR * size ? with(reach, bound) : reach;
    }

    private static Reach with(@Nullable Reach reach, double value) {
        return reach == null
                ? new Reach(value, value)
                : new Reach(Math.min(reach.least, value), Math.max(reach.greatest, value));
    }
}
