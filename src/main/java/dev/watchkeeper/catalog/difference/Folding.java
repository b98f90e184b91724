package dev.watchkeeper.catalog.difference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Folds what moves together into one row: quantities that began within two cells of each other and
/// go up and down with each other. The first of a row stands for all of them. What says that
/// something failed is never folded away.
final class Folding {

    private static final double CORRELATED = 0.6;
    private static final Duration TOGETHER = Duration.ofMinutes(3);

    private Folding() {}

    private static final class Fold {
        final Moved first;
        final List<Moved> others = new ArrayList<>();

        Fold(Moved first) {
            this.first = first;
        }

        /// The others by what they are: who did it and how it was measured come last.
        Moved told() {
            return first.with(
                    others.stream()
                            .sorted(
                                    Comparator.comparingInt((Moved moved) ->
                                                    moved.kind() == Kind.GROUP ? 1 : 0)
                                            .thenComparingInt(Moved::step))
                            .map(Moved::what)
                            .toList());
        }
    }

    /// @param sorted in the order in which they would be shown
    static List<Moved> folded(List<Moved> sorted) {
        var folds = new ArrayList<Fold>();
        for (Moved moved : sorted) {
            Fold found = null;
            if (!moved.grave()) {
                for (Fold fold : folds) {
                    if (carries(moved, fold.first) || together(fold.first, moved)) {
                        found = fold;
                        break;
                    }
                }
            }
            if (found == null) {
                folds.add(new Fold(moved));
            } else {
                if (!carries(moved, found.first)) {
                    found.others.add(moved);
                }
            }
        }
        return folds.stream().map(Fold::told).toList();
    }

    /// A group that carries a difference is told with it.
    private static boolean carries(Moved group, Moved moved) {
        return group.kind() == Kind.GROUP
                && moved.carriedBy() != null
                && List.of(moved.carriedBy().split(", ", -1)).contains(group.what());
    }

    private static boolean together(Moved one, Moved other) {
        boolean words = one.kind() == Kind.LOG;
        Instant a = one.shift().onset();
        Instant b = other.shift().onset();
        return words == (other.kind() == Kind.LOG)
                && Duration.between(a, b).abs().compareTo(TOGETHER) <= 0
                && (one.shift().until() == null) == (other.shift().until() == null)
                && Math.abs(correlation(one.cells(), other.cells())) >= CORRELATED;
    }

    /// Pearson's correlation of two series of the same stretch; the finer one is averaged.
    static double correlation(double[] one, double[] other) {
        int n = Math.min(one.length, other.length);
        double[] a = coarser(one, n);
        double[] b = coarser(other, n);
        double sumA = 0;
        double sumB = 0;
        int there = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                sumA += a[i];
                sumB += b[i];
                there++;
            }
        }
        double both = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                double da = a[i] - sumA / there;
                double db = b[i] - sumB / there;
                both += da * db;
                squaresA += da * da;
                squaresB += db * db;
            }
        }
        return squaresA == 0 || squaresB == 0 ? 0 : both / Math.sqrt(squaresA * squaresB);
    }

    private static double[] coarser(double[] values, int cells) {
        if (values.length == cells) {
            return values;
        }
        var means = new double[cells];
        for (int i = 0; i < cells; i++) {
            int from = i * values.length / cells;
            int until = Math.max(from + 1, (i + 1) * values.length / cells);
            double sum = 0;
            int there = 0;
            for (int j = from; j < until; j++) {
                if (!Double.isNaN(values[j])) {
                    sum += values[j];
                    there++;
                }
            }
            means[i] = there == 0 ? Double.NaN : sum / there;
        }
        return means;
    }
}
