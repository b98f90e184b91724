package dev.watchkeeper.analysis.budget;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/// When a budget began to burn faster than a rate.
public final class Onset {

    private Onset() {}

    /// The beginning of the stretch until the end that holds the most bad events beyond what the
    /// rate allows: the estimate of a cumulative sum (Page, Biometrika 1954).
    ///
    /// @param counts by the beginning of their stretch in epoch milliseconds; not empty
    public static Instant of(
            NavigableMap<Long, Counts> counts, Objective objective, double burnRate) {
        double allowed = objective.allowed() * burnRate;
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        long onset = counts.lastKey();
        for (Map.Entry<Long, Counts> one : counts.descendingMap().entrySet()) {
            sum += one.getValue().bad() - allowed * one.getValue().total();
            if (sum > most && one.getValue().bad() > 0) {
                most = sum;
                onset = one.getKey();
            }
        }
        return Instant.ofEpochMilli(onset);
    }
}
