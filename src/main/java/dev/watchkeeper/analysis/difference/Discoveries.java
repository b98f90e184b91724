package dev.watchkeeper.analysis.difference;

import java.util.Arrays;
import java.util.Collection;

/// Which of many probabilities are too small for chance, when that many were looked at: the
/// procedure of Benjamini and Hochberg (Journal of the Royal Statistical Society B, 1995), which
/// bounds the expected share of false ones among those that it lets through.
public final class Discoveries {

    private Discoveries() {}

    /// The greatest probability that is let through; 0 where none is.
    ///
    /// @param probabilities of those that differ at all
    /// @param looked how many quantities were looked at
    /// @param share of false ones that is accepted
    public static double bound(Collection<Double> probabilities, int looked, double share) {
        double[] sorted = probabilities.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (sorted[i] <= share * (i + 1) / Math.max(looked, sorted.length)) {
                return sorted[i];
            }
        }
        return 0;
    }
}
