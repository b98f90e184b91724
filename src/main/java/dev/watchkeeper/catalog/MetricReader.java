package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.List;

/// Where the history of one measured quantity is read: from events, by SQL, or from our own
/// samples. Thread-safe, streaming.
@FunctionalInterface
public interface MetricReader {

    /// The quantity within a range.
    ///
    /// @param width the length of a bucket; buckets begin at multiples of it since the epoch
    /// @throws SourceUnavailable when the source does not answer
    Measured read(TimeRange range, Duration width, Deadline deadline);

    /// The readings of events that it is made of; none where it is made of something else.
    default List<EventMetricReader> parts() {
        return List.of();
    }

    /// The same, which shares with others what it reads of events.
    default MetricReader together(Together others) {
        return this;
    }
}
