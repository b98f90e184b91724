package dev.watchkeeper.chart;

import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The lines of a series: where points are missing, one ends and another begins.
final class Strokes {

    private static final double FURTHEST = 1.75;

    private Strokes() {}

    /// A point in epoch milliseconds and the unit of the series.
    record Spot(long millis, double value) {}

    /// The strokes in the order of time, none of them empty. A gap that is narrower than a column
    /// cannot be seen and is none. Of many points within one column only those are kept that a
    /// drawing of that width shows: the first, the least, the greatest and the last.
    ///
    /// @param width how far points lie apart that follow each other
    /// @param column the time that a column of the drawing covers, in milliseconds
    static List<List<Spot>> of(Series series, Duration width, double column) {
        double furthest = Math.max(FURTHEST * Math.max(1, width.toMillis()), column);
        List<List<Spot>> strokes = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= series.size(); i++) {
            if (i == series.size() || series.millis(i) - series.millis(i - 1) > furthest) {
                strokes.add(thinned(series, begin, i, Math.max(1, column)));
                begin = i;
            }
        }
        return series.isEmpty() ? List.of() : strokes;
    }

    private static List<Spot> thinned(Series series, int from, int until, double column) {
        List<Spot> kept = new ArrayList<>();
        int at = from;
        while (at < until) {
            long cell = cell(series, at, column);
            int end = at;
            int least = at;
            int greatest = at;
            while (end < until && cell(series, end, column) == cell) {
                least = series.value(end) < series.value(least) ? end : least;
                greatest = series.value(end) > series.value(greatest) ? end : greatest;
                end++;
            }
            int last = -1;
            for (int i :
                    new int[] {at, Math.min(least, greatest), Math.max(least, greatest), end - 1}) {
                if (i > last) {
                    kept.add(new Spot(series.millis(i), series.value(i)));
                    last = i;
                }
            }
            at = end;
        }
        return kept;
    }

    private static long cell(Series series, int i, double column) {
        return (long) ((series.millis(i) - series.millis(0)) / column);
    }
}
