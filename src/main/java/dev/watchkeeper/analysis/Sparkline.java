package dev.watchkeeper.analysis;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.util.Arrays;

/// A series as one line of text: `▁▂▃▄▅▆▇█`, and `·` where nothing was measured.
///
/// The form is Tufte's ("Beautiful Evidence", 2006) in the characters of the `spark` command.
/// Unless said otherwise it begins at zero, so that a small change looks small.
public final class Sparkline {

    /// Nothing was measured here.
    public static final char GAP = '·';

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /// A character for each value; values that are not finite are gaps. The scale goes from zero,
    /// or the least value where that is below zero, to the greatest.
    public static String of(double[] values) {
        double low = 0;
        double high = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return of(values, low, high);
    }

    /// A character for each value on a given scale; values beyond it are shown at its end.
    public static String of(double[] values, double low, double high) {
        var line = new StringBuilder(values.length);
        for (double value : values) {
            line.append(bar(value, low, high));
        }
        return line.toString();
    }

    private static char bar(double value, double low, double high) {
        if (!Double.isFinite(value)) {
            return GAP;
        }
        // halves, because the distance of the ends may be more than a double holds
        double part = (value / 2 - low / 2) / (high / 2 - low / 2);
        int level = (int) (part * BARS.length());
        return high > low ? BARS.charAt(Math.clamp(level, 0, BARS.length() - 1)) : BARS.charAt(0);
    }

    /// A line of `characters` for a stretch of time, each for an equal part of it.
    ///
    /// @param bad which of several values in one part is shown: the worst one, or their mean where
    ///   either way is bad
    public static String of(Series series, TimeRange range, int characters, Direction bad) {
        return of(parts(series, range, characters, bad));
    }

    /// One value for each equal part of a stretch of time; NaN where a part has none.
    static double[] parts(Series series, TimeRange range, int parts, Direction bad) {
        var values = new double[parts];
        var counts = new int[parts];
        Arrays.fill(values, Double.NaN);
        long from = range.from().toEpochMilli();
        long length = Math.max(1, range.length().toMillis());
        int end = series.indexFrom(range.until().toEpochMilli());
        for (int i = series.indexFrom(from); i < end; i++) {
            int part = (int) Math.min(parts - 1L, (series.millis(i) - from) * parts / length);
            double value = series.value(i);
            counts[part]++;
            values[part] =
                    counts[part] == 1
                            ? value
                            : switch (bad) {
                                case HIGH -> Math.max(values[part], value);
                                case LOW -> Math.min(values[part], value);
                                case BOTH -> values[part] + (value - values[part]) / counts[part];
                            };
        }
        return values;
    }
}
