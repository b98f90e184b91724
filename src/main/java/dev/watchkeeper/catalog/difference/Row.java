package dev.watchkeeper.catalog.difference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of what differs.
public sealed interface Row {

    /// When it began.
    Instant time();

    /// Something that was changed.
    ///
    /// @param number counted from 1 in the order of time: what other rows call it by
    /// @param shares how much it has in common with what moved first ([Affinity]); 0 where nothing
    record Changed(int number, Told told, int shares) implements Row {
        @Override
        public Instant time() {
            return told.time();
        }
    }

    /// Something that moved.
    ///
    /// @param surprise how many decimal places the probability has; 12 at most
    /// @param follows of the changes of the hour before it the one that has most in common with
    ///   what moved first, the last of several; null where there is none
    record Differs(Moved moved, double surprise, @Nullable Changed follows) implements Row {
        @Override
        public Instant time() {
            return moved.shift().onset();
        }
    }
}
