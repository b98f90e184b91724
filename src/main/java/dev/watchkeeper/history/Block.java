package dev.watchkeeper.history;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;

/// How much is read at once where roll-ups go back hour by hour: finding an hour in a large table
/// costs as much as reading it, and a packed file can only be read from its beginning.
final class Block {

    private static final Duration DAY = Duration.ofDays(1);

    private Block() {}

    /// From a whole hour back to the beginning of its day (UTC); any other stretch as it is, since
    /// the latest minutes are not history yet.
    static TimeRange of(TimeRange stretch) {
        return stretch.length().equals(Covered.HOUR)
                ? new TimeRange(Covered.floor(stretch.until().minusMillis(1), DAY), stretch.until())
                : stretch;
    }
}
