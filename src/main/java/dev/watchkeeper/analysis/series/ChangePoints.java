package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Moments at which the level changed for good: the segmentation of least squares with a price for
/// each change, found exactly by PELT (Killick, Fearnhead and Eckley, JASA 2012).
public final class ChangePoints {

    /// More cells are first made fewer.
    private static final int MOST = 200;

    /// A shorter stretch is an episode and no level.
    private static final int SHORTEST = 8;

    /// The price of a change in variances; higher than BIC's 2, because what is measured is
    /// autocorrelated.
    private static final double PRICE = 6;

    private ChangePoints() {}

    /// The change points of a series, oldest first.
    ///
    /// @param width the distance of its points
    public static List<ChangePoint> of(Series series, Duration width) {
        return series.isEmpty()
                ? List.of()
                : of(Cells.of(series, 0, series.size(), width.toMillis()));
    }

    /// The change points, oldest first.
    ///
    /// @param level without season and trend
    static List<ChangePoint> of(Cells level) {
        int many = (level.size() + MOST - 1) / MOST;
        Cells blocks = many > 1 ? level.blocks(many) : level;
        double[] values = blocks.values();
        int[] at = present(values);
        if (at.length < 3 * SHORTEST) {
            return List.of();
        }
        List<Integer> starts = segment(values, at);
        var found = new ArrayList<ChangePoint>();
        int skipped = level.size() - blocks.size() * many;
        for (int i = 1; i + 1 < starts.size(); i++) {
            int before = cell(at, starts.get(i - 1), many, skipped, level);
            int here = cell(at, starts.get(i), many, skipped, level);
            int after = cell(at, starts.get(i + 1), many, skipped, level);
            Ordered old = Ordered.of(level.values(), before, here);
            Ordered fresh = Ordered.of(level.values(), here, after);
            if (old.n() > 0 && fresh.n() > 0) {
                found.add(
                        new ChangePoint(
                                Instant.ofEpochMilli(level.millis(here)),
                                old.median(),
                                fresh.median()));
            }
        }
        return found;
    }

    private static int cell(int[] at, int segment, int many, int skipped, Cells level) {
        return segment >= at.length ? level.size() : skipped + at[segment] * many;
    }

    private static int[] present(double[] values) {
        var at = new int[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                at[n++] = i;
            }
        }
        return Arrays.copyOf(at, n);
    }

    /// The starts of the segments, then the end.
    private static List<Integer> segment(double[] values, int[] at) {
        int n = at.length;
        var sums = new double[n + 1];
        var squares = new double[n + 1];
        var steps = new double[n - 1];
        double middle = Ordered.of(values).median();
        for (int i = 0; i < n; i++) {
            double value = values[at[i]] - middle;
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + value * value;
            if (i > 0) {
                steps[i - 1] = values[at[i]] - values[at[i - 1]];
            }
        }
        double sigma = Ordered.of(steps).sigma() / Math.sqrt(2);
        double floor = 1e-3 * Math.sqrt(squares[n] / n);
        double price =
                PRICE * Math.log(n) * Math.max(sigma * sigma, floor * floor) * inflation(steps);
        var best = new double[n + 1];
        var from = new int[n + 1];
        Deque<Integer> candidates = new ArrayDeque<>();
        candidates.add(0);
        best[0] = -price;
        for (int end = SHORTEST; end <= n; end++) {
            best[end] = Double.POSITIVE_INFINITY;
            for (int start : candidates) {
                double cost = best[start] + cost(sums, squares, start, end) + price;
                if (end - start >= SHORTEST && cost < best[end]) {
                    best[end] = cost;
                    from[end] = start;
                }
            }
            double least = best[end];
            int until = end;
            candidates.removeIf(start ->
                    until - start >= SHORTEST
                            && best[start] + cost(sums, squares, start, until) > least);
            if (end >= SHORTEST && n - end >= SHORTEST) {
                candidates.add(end);
            }
        }
        var starts = new ArrayList<Integer>();
        for (int end = n; end > 0; end = from[end]) {
            starts.addFirst(end);
        }
        starts.addFirst(0);
        return starts;
    }

    /// Steps that go on in one direction are a wandering level and not noise: it takes more.
    private static double inflation(double[] steps) {
        double both = 0;
        double own = 0;
        for (int i = 0; i < steps.length; i++) {
            own += steps[i] * steps[i];
            both += i > 0 ? steps[i] * steps[i - 1] : 0;
        }
        double rho = own == 0 ? -0.5 : both / own;
        // independent values have steps correlated by -1/2, a random walk by 0
        return rho < -0.4 ? 1 : 1 + 20 * (rho + 0.4);
    }

    private static double cost(double[] sums, double[] squares, int start, int end) {
        double sum = sums[end] - sums[start];
        return squares[end] - squares[start] - sum * sum / (end - start);
    }
}
