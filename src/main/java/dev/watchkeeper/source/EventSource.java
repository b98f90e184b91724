package dev.watchkeeper.source;

import dev.watchkeeper.model.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// The events of one event stream. Thread-safe, streaming; see [LogSource].
public interface EventSource {

    /// Gives the events asked for to `visitor`, one at a time, until it answers false.
    ///
    /// @throws SourceUnavailable when the source does not answer
    ReadReport read(EventQuery query, Predicate<Event> visitor);

    /// The event that an [Event#ref()] names, as it is now; empty when it is gone.
    Optional<Event> event(String ref);

    /// The time of the newest event not after `now`; empty when there is none.
    Optional<Instant> newest(Instant now);
}
