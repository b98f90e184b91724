package dev.watchkeeper.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// How the demand changes with the hour and the weekday.
final class Season {

    private Season() {}

    /// The demand as a share of the average: low at 4, high at 17 UTC, quieter at weekends.
    static double demand(Micros at) {
        double hour = (double) Math.floorMod(at.value(), Micros.DAY) / Micros.HOUR;
        double wave = StrictMath.cos((hour - 17) / 24 * 2 * Math.PI);
        return (1.04 + 0.5 * wave) * weekday(LocalDate.ofEpochDay(at.day()).getDayOfWeek());
    }

    private static double weekday(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> 0.82;
            case SUNDAY -> 0.88;
            default -> 1.04;
        };
    }
}
