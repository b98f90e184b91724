package dev.watchkeeper.analysis;

import java.time.Duration;
import java.util.List;

/// Lengths of buckets that people count in, so that a bucket begins where they expect one.
public final class BucketWidth {

    private static final List<Duration> LADDER =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(3),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    Duration.ofDays(7));

    private BucketWidth() {}

    /// The least of these lengths that is not below `step` and cuts `length` into at most `most`
    /// buckets; a whole number of weeks beyond the last of them.
    public static Duration of(Duration length, int most, Duration step) {
        for (Duration width : LADDER) {
            if (width.compareTo(step) >= 0 && buckets(length, width) <= most) {
                return width;
            }
        }
        Duration week = LADDER.getLast();
        long weeks = Math.max(buckets(step, week), Math.ceilDiv(buckets(length, week), most));
        return week.multipliedBy(weeks);
    }

    /// The greatest of these lengths that is not above `most`; the least of them where all are.
    public static Duration atMost(Duration most) {
        Duration found = LADDER.getFirst();
        for (Duration width : LADDER) {
            if (width.compareTo(most) <= 0) {
                found = width;
            }
        }
        return found;
    }

    /// How many buckets of this width hold such a length of time.
    public static long buckets(Duration length, Duration width) {
        return Math.ceilDiv(length.toMillis(), Math.max(1, width.toMillis()));
    }
}
