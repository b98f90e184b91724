package dev.watchkeeper.trigger;

import java.time.Instant;
import java.util.List;

/// What runs have taken so far, and what the next one may take.
///
/// @param runs those of the last day, in any order
/// @param price what the next run may cost at most, in dollars
public record Spent(List<Run> runs, double price) {

    /// Nothing so far, and the next costs nothing.
    public static final Spent NOTHING = new Spent(List.of(), 0);

    public Spent {
        runs = List.copyOf(runs);
    }

    /// One run.
    ///
    /// @param dollars what it cost; while it runs, what it may cost
    /// @param counted whether it counts for the hour, as investigations do and reviews do not
    public record Run(Instant at, double dollars, boolean counted) {}
}
