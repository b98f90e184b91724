package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// Series whose truth is known, because it was made up.
final class Invented {

    /// A Monday.
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static final double DAY_MILLIS = 86_400_000;

    /// The value at a time.
    interface Law {
        /// The value.
        ///
        /// @param day since the start, with its fraction
        double at(double day, Random chance);
    }

    private Invented() {}

    static Series series(double days, Duration step, long seed, Law law) {
        int n = (int) (days * DAY_MILLIS / step.toMillis());
        var times = new long[n];
        var values = new double[n];
        var chance = new Random(seed);
        for (int i = 0; i < n; i++) {
            long since = i * step.toMillis();
            times[i] = START.toEpochMilli() + since;
            values[i] = law.at(since / DAY_MILLIS, chance);
        }
        return Series.of(times, values);
    }

    /// A daily rhythm between 0.5 and 1.5.
    static double daily(double day) {
        return 1 + Math.sin(2 * Math.PI * day) / 2;
    }

    static boolean weekend(double day) {
        return (int) day % 7 >= 5;
    }

    static Instant at(double day) {
        return START.plusMillis((long) (day * DAY_MILLIS));
    }

    static double day(Instant time) {
        return Duration.between(START, time).toMillis() / DAY_MILLIS;
    }
}
