package dev.watchkeeper.analysis.difference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one quantity of the window differs from what is usual of it.
///
/// @param rose whether there is more of it
/// @param usual what the same length of time usually has: a count, or a level
/// @param now what it has
/// @param probability of so much or more by chance, given how it usually varies, for all places in
///   the window at once; not yet for all the quantities that were looked at
/// @param onset when it began, the likeliest time
/// @param earliest the onset is not before this, nor after `latest`, with 95% confidence
/// @param until when it ended within the window, or null where it lasts
/// @param cells in the window from which to which it is: from inclusive, until exclusive
public record Shift(
        boolean rose,
        double usual,
        double now,
        double probability,
        Instant onset,
        Instant earliest,
        Instant latest,
        @Nullable Instant until,
        Cells cells) {

    /// A stretch of cells.
    public record Cells(int from, int until) {}

    /// Nothing of it was usual.
    public boolean fresh() {
        return rose && usual == 0;
    }

    /// Nothing of it was ever seen, and its beginning is that of its first.
    public boolean first() {
        return fresh() && earliest.equals(latest);
    }

    /// Nothing of it is left.
    public boolean gone() {
        return !rose && now == 0;
    }

    /// The same, with a better-known beginning.
    public Shift since(Instant first, Instant from, Instant to) {
        return new Shift(rose, usual, now, probability, first, from, to, until, cells);
    }

    /// The same in another unit.
    public Shift scaled(double by) {
        return new Shift(
                rose, usual * by, now * by, probability, onset, earliest, latest, until, cells);
    }

    /// The same, of which no end is known.
    public Shift endless() {
        return new Shift(rose, usual, now, probability, onset, earliest, latest, null, cells);
    }
}
