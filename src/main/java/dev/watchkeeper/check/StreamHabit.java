package dev.watchkeeper.check;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether a stream is silent at a time of day at which it is not, by its last week.
final class StreamHabit {

    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    private static final int FEWEST_DAYS = 3;
    private static final int MOST_DAYS = 7;

    private StreamHabit() {}

    /// Why so long a silence is not as it should be, or null when it may be. Whole days of silence
    /// tell nothing of the habit: the days before the last entry do.
    static @Nullable String broken(
            Function<Instant, Optional<Instant>> stream, Instant newest, Instant now) {
        Duration silence = Duration.between(newest, now);
        if (silence.compareTo(SHORTEST_SILENCE) < 0) {
            return null;
        }
        Duration half = silence.dividedBy(2);
        if (half.compareTo(LONGEST_PAUSE) > 0) {
            half = LONGEST_PAUSE;
        }
        int days = 0;
        int silent = 0;
        for (long day = 1; day <= MOST_DAYS; day++) {
            Instant then = now.minus(Duration.ofDays(silence.toDays() + day));
            Duration pause = pause(stream, then);
            if (pause.toDays() >= 1) {
                break;
            }
            // twice, so that it takes two missed beats of a slow but steady stream
            if (pause.compareTo(half) >= 0
                    || pause(stream, then.minus(half)).compareTo(half) >= 0) {
                silent++;
                if (silent > 1 || day == MOST_DAYS) {
                    return null;
                }
            }
            days++;
        }
        if (silent > 0) {
            // one such day among seven was an incident and no habit, unless it was a week ago
            return days < MOST_DAYS
                    ? null
                    : "at this time on "
                            + (days - silent)
                            + " of "
                            + days
                            + " days before, no pause was longer than "
                            + Span.words(half);
        }
        return days < FEWEST_DAYS
                ? null
                : "at this time on each of "
                        + days
                        + " days before, no pause was longer than "
                        + Span.words(half);
    }

    /// How long the stream had been silent at that time; a year when it had no entry.
    private static Duration pause(Function<Instant, Optional<Instant>> stream, Instant then) {
        return stream.apply(then)
                .map(newest -> Duration.between(newest, then))
                .orElse(Duration.ofDays(365));
    }
}
