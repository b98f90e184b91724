package dev.watchkeeper.scenario;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// How the demand changes with the hour and the weekday, as a share of the average.
final class Season {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Season() {}

    static double demand(long at) {
        double hour = (double) Math.floorMod(at, DAY) / HOUR;
        double wave = StrictMath.cos((hour - 16) / 24 * 2 * Math.PI);
        return (1 + 0.45 * wave) * weekday(at);
    }

    static boolean weekend(long at) {
        DayOfWeek day = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static double weekday(long at) {
        return weekend(at) ? 0.75 : 1.05;
    }

    static long minutes(double minutes) {
        return Duration.ofMillis((long) (minutes * MINUTE)).toMillis();
    }
}
