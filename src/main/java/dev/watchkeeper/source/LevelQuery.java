package dev.watchkeeper.source;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;

/// Which entries of a log stream to count, and how.
///
/// @param width the length of a stretch that is counted as one, at least a minute; stretches begin
///   at multiples of it since the epoch
/// @param loggers whether loggers are told apart
/// @param deadline when to stop and say how far it got
public record LevelQuery(
        TimeRange range, Duration width, boolean loggers, LogFilter filter, Deadline deadline) {

    public LevelQuery {
        if (width.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("counts by less than a minute: " + width);
        }
    }

    /// The same for another part of the time.
    public LevelQuery within(TimeRange part) {
        return new LevelQuery(part, width, loggers, filter, deadline);
    }
}
