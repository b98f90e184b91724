package dev.watchkeeper.analysis.difference;

import java.util.Arrays;

/// The stretch of a window that differs most from the usual, by the generalized likelihood ratio:
/// of counts by Poisson's law, of levels by the normal one. The place of its beginning is known to
/// within those beginnings that are hardly less likely (Wilks, Annals of Mathematical Statistics
/// 1938). Each window has at most some dozens of cells, so that all stretches are tried.
///
/// @param from its first cell
/// @param until the cell after its last
/// @param earliest the first cell that its beginning may be
/// @param latest the last cell that it may be
record Segment(boolean rose, int from, int until, int earliest, int latest, double gain) {

    /// Twice the logarithm of a likelihood may fall by this within 95% confidence.
    private static final double CONFIDENCE = 3.84;

    /// What lasts is preferred to what ended: an end is one more number to fit.
    private static final double LASTING = 8;

    /// No rate is held to be less than this many in all of what it is compared with.
    private static final double LEAST = 0.3;

    /// The stretch of greater or smaller values, or null where there is none.
    ///
    /// @param reference cells of usual time
    static Segment of(boolean counted, double[] window, double[] reference, boolean rose) {
        return counted
                ? best(window, rose, counts(rate(reference)))
                : best(window, rose, levels(reference));
    }

    /// A likelihood from the sum and the number of cells.
    private interface Gain {
        double of(double sum, int cells);
    }

    private static double rate(double[] reference) {
        double[] sorted = Arrays.stream(reference).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return LEAST;
        }
        // a burst of before must not hide what lasts
        double cap = sorted[(int) (0.95 * (sorted.length - 1))];
        double mean = Arrays.stream(sorted).map(v -> Math.min(v, cap)).average().orElse(0);
        double plain = Arrays.stream(sorted).average().orElse(0);
        return Math.max(mean > 0 ? mean : plain / 2, LEAST / sorted.length);
    }

    private static Gain counts(double rate) {
        return (sum, cells) -> {
            double expected = rate * cells;
            double gain = (sum == 0 ? 0 : sum * Math.log(sum / expected)) - (sum - expected);
            return 2 * (sum > expected ? gain : -gain);
        };
    }

    private static Gain levels(double[] reference) {
        Spread usual = Spread.of(reference);
        double sigma = Math.max(usual.sigma(), Math.max(0.02 * Math.abs(usual.middle()), 1e-9));
        return (sum, cells) -> {
            double beside = (sum - usual.middle() * cells) / sigma;
            return Math.signum(beside) * beside * beside / cells;
        };
    }

    private static Segment best(double[] window, boolean rose, Gain gain) {
        int n = window.length;
        var sums = new double[n + 1];
        var there = new int[n + 1];
        for (int i = 0; i < n; i++) {
            boolean known = !Double.isNaN(window[i]);
            sums[i + 1] = sums[i] + (known ? window[i] : 0);
            there[i + 1] = there[i] + (known ? 1 : 0);
        }
        int bestFrom = -1;
        int bestUntil = -1;
        double best = 0;
        for (int until = n; until > 0; until--) {
            double price = until == n ? 0 : LASTING;
            for (int from = 0; from < until; from++) {
                double found = gain(gain, sums, there, from, until, rose) - price;
                if (found > best) {
                    best = found;
                    bestFrom = from;
                    bestUntil = until;
                }
            }
        }
        if (bestFrom < 0) {
            return new Segment(rose, 0, n, 0, 0, 0);
        }
        double least = gain(gain, sums, there, bestFrom, bestUntil, rose) - CONFIDENCE;
        int earliest = bestFrom;
        int latest = bestFrom;
        for (int from = 0; from < bestUntil; from++) {
            if (gain(gain, sums, there, from, bestUntil, rose) >= least) {
                earliest = Math.min(earliest, from);
                latest = Math.max(latest, from);
            }
        }
        return new Segment(rose, bestFrom, bestUntil, earliest, latest, best);
    }

    private static double gain(
            Gain gain, double[] sums, int[] there, int from, int until, boolean rose) {
        int cells = there[until] - there[from];
        if (cells == 0) {
            return 0;
        }
        double found = gain.of(sums[until] - sums[from], cells);
        return rose ? found : -found;
    }
}
