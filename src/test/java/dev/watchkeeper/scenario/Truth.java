package dev.watchkeeper.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What really happened. Nothing that looks for the cause may see it.
///
/// @param changed when the cause came about, or null where nothing is wrong
/// @param onset when it first hurt, or null where nothing is wrong
/// @param tolerance how far an onset may be off
/// @param within how soon after the onset a check has to see it
/// @param cause patterns, each of which must be found in what is given as the cause
/// @param innocent patterns that must not be found there
/// @param changes patterns of which one must be in each of the first rows of what changed
record Truth(
        @Nullable Instant changed,
        @Nullable Instant onset,
        Duration tolerance,
        Duration within,
        List<Pattern> cause,
        List<Pattern> innocent,
        List<Pattern> changes) {

    static final Truth NOTHING_WRONG =
            new Truth(null, null, Duration.ZERO, Duration.ZERO, List.of(), List.of(), List.of());

    boolean issue() {
        return onset != null;
    }

    static Truth of(long changed, long onset) {
        return new Truth(
                Instant.ofEpochMilli(changed),
                Instant.ofEpochMilli(onset),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20),
                List.of(),
                List.of(),
                List.of());
    }

    /// Words that the cause must have, each with its accepted spellings.
    Truth cause(String... patterns) {
        return new Truth(changed, onset, tolerance, within, compiled(patterns), innocent, changes);
    }

    Truth innocent(String... patterns) {
        return new Truth(changed, onset, tolerance, within, cause, compiled(patterns), changes);
    }

    Truth changes(String... patterns) {
        return new Truth(changed, onset, tolerance, within, cause, innocent, compiled(patterns));
    }

    Truth tolerance(int minutes) {
        return new Truth(
                changed, onset, Duration.ofMinutes(minutes), within, cause, innocent, changes);
    }

    Truth within(int minutes) {
        return new Truth(
                changed, onset, tolerance, Duration.ofMinutes(minutes), cause, innocent, changes);
    }

    private static List<Pattern> compiled(String... patterns) {
        return java.util.Arrays.stream(patterns)
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
