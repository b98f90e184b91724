package dev.watchkeeper.model;

import java.time.Duration;

/// Lengths of time in words, for people: two digits of precision, as one would say them.
public final class Span {

    private Span() {}

    /// `340 ms`, `12 s`, `9 min`, `2 h`, `3 h 20 min`, `14 days`.
    public static String words(Duration length) {
        Duration time = length.abs();
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 120) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutes() < 120) {
            return time.toMinutes() + " min";
        }
        if (time.toHours() < 48) {
            long minutes = time.toMinutesPart();
            return time.toHours()
                    + " h"
                    + (time.toHours() < 10 && minutes > 0 ? " " + minutes + " min" : "");
        }
        return time.toDays() + " days";
    }
}
