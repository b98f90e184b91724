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
    /// @param shares whether it is of a stream, or names a group or words, of what moved first
    record Changed(int number, Told told, boolean shares) implements Row {
        @Override
        public Instant time() {
            return told.time();
        }
    }

    /// Something that moved.
    ///
    /// @param surprise how many decimal places the probability has; 12 at most
    /// @param follows the last change before it that shares something with what moved first, else
    ///   the last before it; null where there is none within the hour
    record Differs(Moved moved, double surprise, @Nullable Changed follows) implements Row {
        @Override
        public Instant time() {
            return moved.shift().onset();
        }
    }
}
