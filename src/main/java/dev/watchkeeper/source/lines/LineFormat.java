package dev.watchkeeper.source.lines;

import java.time.Instant;
import java.util.Optional;

/// How lines become entries of type `E`. Thread-safe.
public interface LineFormat<E> {

    /// True when an entry may span lines: those that do not [#begins] one continue the one before.
    boolean multiline();

    /// True when the line begins an entry.
    boolean begins(Line line);

    /// The time of the entry that begins in the line; empty when none does, or it has none.
    Optional<Instant> time(Line line);

    /// The entry in these lines; empty when it is not one of the stream.
    ///
    /// @throws BrokenLine when the lines are not what they should be
    Optional<E> parse(LineGroup group, String ref) throws BrokenLine;

    /// The time of an entry that [#parse] gave.
    Instant timeOf(E entry);
}
