package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;

/// Where the history of one measured quantity is read: from events, by SQL, or from our own
/// samples. Thread-safe, streaming.
@FunctionalInterface
public interface MetricReader {

    /// The quantity within a range.
    ///
    /// @param width the length of a bucket; buckets begin at multiples of it since the epoch
    /// @throws SourceUnavailable when the source does not answer
    Measured read(TimeRange range, Duration width, Deadline deadline);
}
