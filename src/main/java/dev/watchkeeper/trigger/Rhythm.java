package dev.watchkeeper.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often something runs, and when it did not.
///
/// Distances within one start of the host are those of its own count, which no setting of the clock
/// changes; across a start they are those of the clock.
public final class Rhythm {

    private static final int ENOUGH = 5;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final double MISSED_FROM = 2.5;

    private Rhythm() {}

    /// One run.
    ///
    /// @param took how long, or zero when it was cut off
    /// @param boot which start of the host it belongs to, or null when that is not known
    /// @param up how long the host ran when it began; zero when that is not known
    public record Run(Instant started, Duration took, @Nullable String boot, Duration up) {}

    /// Why nothing ran.
    public enum Cause {
        /// The host was off, or not up yet.
        HOST_OFF,
        /// The host ran; whatever starts the runs did not.
        NOT_STARTED,
        /// Not known.
        UNKNOWN
    }

    /// A time in which runs were expected and none came.
    ///
    /// @param from the end of the last run before
    /// @param until the beginning of the first run after
    /// @param missed about how many are missing
    /// @param up how long the host ran when the first run after it began, or null when that is not
    ///   known
    public record Gap(
            Instant from, Instant until, long missed, Cause cause, @Nullable Duration up) {

        public Duration length() {
            return Duration.between(from, until);
        }
    }

    /// How often they usually run: the median of the distances; null while there are too few, or
    /// they come by hand.
    ///
    /// @param runs the oldest first
    public static @Nullable Duration usual(List<Run> runs) {
        var distances = new ArrayList<Duration>();
        for (int i = 1; i < runs.size(); i++) {
            distances.add(between(runs.get(i - 1), runs.get(i)));
        }
        if (distances.size() < ENOUGH) {
            return null;
        }
        distances.sort(Comparator.naturalOrder());
        Duration median = distances.get(distances.size() / 2);
        return median.compareTo(SHORTEST) < 0 ? null : median;
    }

    /// The gaps between runs that are expected so often, the oldest first.
    ///
    /// @param runs the oldest first
    public static List<Gap> gaps(List<Run> runs, Duration every) {
        var gaps = new ArrayList<Gap>();
        for (int i = 1; i < runs.size(); i++) {
            Gap gap = gap(runs.get(i - 1), runs.get(i), every);
            if (gap != null) {
                gaps.add(gap);
            }
        }
        return gaps;
    }

    private static @Nullable Gap gap(Run before, Run after, Duration every) {
        Duration quiet = between(before, after).minus(before.took());
        Duration allowed = Duration.ofMillis(Math.round(every.toMillis() * MISSED_FROM));
        if (quiet.compareTo(allowed) <= 0) {
            return null;
        }
        boolean known = before.boot() != null && after.boot() != null;
        Cause cause;
        if (!known) {
            cause = Cause.UNKNOWN;
        } else if (sameBoot(before, after) || after.up().compareTo(allowed) > 0) {
            cause = Cause.NOT_STARTED;
        } else {
            cause = Cause.HOST_OFF;
        }
        Instant from = after.started().minus(quiet);
        long missed = Math.max(1, Math.round((double) quiet.toMillis() / every.toMillis()) - 1);
        return new Gap(from, after.started(), missed, cause, known ? after.up() : null);
    }

    private static Duration between(Run before, Run after) {
        return sameBoot(before, after)
                ? after.up().minus(before.up())
                : Duration.between(before.started(), after.started());
    }

    private static boolean sameBoot(Run before, Run after) {
        return before.boot() != null && before.boot().equals(after.boot());
    }
}
