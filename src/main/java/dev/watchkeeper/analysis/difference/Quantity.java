package dev.watchkeeper.analysis.difference;

import dev.watchkeeper.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One quantity in the cells of a [Frame]; NaN where nobody looked.
///
/// @param counted whether they are counts, of which those of several cells add up; else levels, of
///   which they are averaged
/// @param before empty where the time before was not read
/// @param days those that were read, as long as the window each
@SuppressWarnings("ArrayRecordComponent") // never compared, and never written to
public record Quantity(boolean counted, double[] window, double[] before, List<double[]> days) {

    /// A quantity from the values of all cells of a frame. A stretch of which nothing is known is
    /// left out.
    public static Quantity of(Frame frame, double[] all, boolean counted) {
        List<TimeRange> stretches = frame.stretches();
        var parts = new ArrayList<double[]>();
        int first = 0;
        for (int i = 0; i < stretches.size(); i++) {
            int cells = frame.cells(stretches.get(i));
            double[] part = Arrays.copyOfRange(all, first, first + cells);
            boolean known = i == 0 || Arrays.stream(part).anyMatch(Double::isFinite);
            parts.add(known ? part : new double[0]);
            first += cells;
        }
        return new Quantity(
                counted,
                parts.get(0),
                parts.get(1),
                parts.subList(2, parts.size()).stream().filter(day -> day.length > 0).toList());
    }

    /// The number of the cells from one until another: the sum of counts, the mean of levels; NaN
    /// where more than half of them are not known.
    double of(double[] cells, int from, int until) {
        double sum = 0;
        int there = 0;
        for (int i = from; i < until; i++) {
            if (!Double.isNaN(cells[i])) {
                sum += cells[i];
                there++;
            }
        }
        if (2 * there <= until - from - 1 || there == 0) {
            return Double.NaN;
        }
        return counted ? sum * (until - from) / there : sum / there;
    }
}
