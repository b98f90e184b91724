package dev.watchkeeper.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// A token bucket (RFC 2697 calls the same a committed burst and rate): full at first, refilled
/// evenly, never above its capacity.
///
/// Its level is not kept anywhere: it follows from the record of what was taken, so that no crash
/// can make the two disagree.
///
/// @param capacity how much may be taken at once
/// @param refill how much comes back within `per`
record TokenBucket(double capacity, double refill, Duration per) {

    private static final double ROUNDING = 1e-9;

    /// Something taken.
    record Taken(Instant at, double amount) {}

    /// What is in it at `now`. What seems to be taken later, by a clock that was ahead then, counts
    /// as taken now. May be below zero, where more was taken than was there.
    double level(List<Taken> taken, Instant now) {
        double level = capacity;
        Instant last = Instant.MIN;
        for (Taken one : taken.stream().sorted(Comparator.comparing(Taken::at)).toList()) {
            Instant at = one.at().isAfter(now) ? now : one.at();
            level = after(level, last, at) - one.amount();
            last = at;
        }
        return after(level, last, now);
    }

    /// How long it takes from this level until so much can be taken.
    Duration wait(double level, double amount) {
        double missing = amount - level;
        return missing <= ROUNDING || refill <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(missing / refill * per.toMillis()));
    }

    /// Whether so much can be taken at this level.
    static boolean holds(double level, double amount) {
        return level >= amount - ROUNDING;
    }

    private double after(double level, Instant from, Instant until) {
        if (from.equals(Instant.MIN)) {
            return level;
        }
        double back = refill * Duration.between(from, until).toMillis() / per.toMillis();
        return Math.min(capacity, level + back);
    }
}
