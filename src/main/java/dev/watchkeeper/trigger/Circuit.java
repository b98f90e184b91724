package dev.watchkeeper.trigger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A circuit breaker (Nygard, *Release It!*): whoever failed three times in a row is left alone for
/// ten minutes, and after each further failure twice as long, four hours at most. When that time is
/// over, one try says whether it closes.
///
/// @param failures how many failures in a row there were
/// @param openings how many times in a row it opened
/// @param until when the next try may be made, or null while it is closed
/// @param reason why the last try failed, as a sentence; empty while there was none
public record Circuit(int failures, int openings, @Nullable Instant until, String reason) {

    /// As it is at first.
    public static final Circuit CLOSED = new Circuit(0, 0, null, "");

    private static final int FAILURES = 3;
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(4);

    /// Whether nothing may be tried now. What is open for longer than it ever is was opened by a
    /// clock that has been set back since.
    public boolean open(Instant now) {
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
    }

    /// Whether the next try is the one that says if it closes.
    public boolean halfOpen(Instant now) {
        return until != null && !open(now);
    }

    /// After one more failure.
    public Circuit failed(String why, Instant now) {
        if (until == null && failures + 1 < FAILURES) {
            return new Circuit(failures + 1, 0, null, why);
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(openings, 10));
        return new Circuit(
                failures + 1,
                openings + 1,
                now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait),
                why);
    }
}
