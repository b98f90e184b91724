package dev.watchkeeper.model;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time: `from` inclusive, `until` exclusive.
public record TimeRange(Instant from, Instant until) {

    public TimeRange {
        if (from.isAfter(until)) {
            throw new BadRequest(
                    "from must not be after until, got from " + from + ", until " + until);
        }
    }

    /// The stretch of the given length that ends at `until`.
    public static TimeRange before(Instant until, Duration length) {
        return new TimeRange(until.minus(length), until);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
