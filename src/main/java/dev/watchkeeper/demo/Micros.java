package dev.watchkeeper.demo;

import java.time.Duration;
import java.time.Instant;

/// A moment with the resolution of Python's clock.
///
/// @param value microseconds since 1970
record Micros(long value) implements Comparable<Micros> {

    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    static Micros of(Instant instant) {
        return new Micros(instant.getEpochSecond() * SECOND + instant.getNano() / 1000);
    }

    Micros plus(long micros) {
        return new Micros(value + micros);
    }

    Micros plus(Duration duration) {
        return plus(duration.toNanos() / 1000);
    }

    Micros minus(Duration duration) {
        return plus(-duration.toNanos() / 1000);
    }

    boolean isBefore(Micros other) {
        return value < other.value;
    }

    /// Days since 1970, UTC.
    long day() {
        return Math.floorDiv(value, DAY);
    }

    Instant instant() {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, SECOND), Math.floorMod(value, SECOND) * 1000);
    }

    @Override
    public int compareTo(Micros other) {
        return Long.compare(value, other.value);
    }
}
