package dev.watchkeeper.chart;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The horizontal axis in UTC, with ticks where clocks and calendars have them.
record TimeAxis(TimeRange range) {

    private static final int MOST_TICKS = 9;
    private static final DateTimeFormatter SECONDS = form("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = form("HH:mm");
    private static final DateTimeFormatter DAY = form("d MMM");
    private static final DateTimeFormatter YEAR = form("d MMM uuuu");
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
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
                    Duration.ofDays(2),
                    Duration.ofDays(7),
                    Duration.ofDays(14),
                    Duration.ofDays(28),
                    Duration.ofDays(56),
                    Duration.ofDays(112),
                    Duration.ofDays(364));

    /// A tick and what stands at it.
    record Tick(Instant time, String label) {}

    /// How far to the right a time lies, from 0 to 1; times outside lie at the ends.
    double at(long millis) {
        double length = range.until().toEpochMilli() - (double) range.from().toEpochMilli();
        return Math.clamp((millis - (double) range.from().toEpochMilli()) / length, 0, 1);
    }

    /// The ticks, in order; midnights carry their date.
    List<Tick> ticks() {
        long from = range.from().toEpochMilli();
        long until = range.until().toEpochMilli();
        long step = step(until - from);
        List<Tick> ticks = new ArrayList<>();
        for (long at = Math.ceilDiv(from, step) * step; at <= until; at += step) {
            ticks.add(new Tick(Instant.ofEpochMilli(at), label(at, step)));
        }
        return ticks;
    }

    /// From when until when, for a reader who does not know the day: `22 Nov 2026, UTC`.
    String caption() {
        String first = YEAR.format(range.from());
        String last = YEAR.format(range.until());
        return (first.equals(last) ? first : first + " – " + last) + ", UTC";
    }

    private static long step(long length) {
        for (Duration step : STEPS) {
            if (length / step.toMillis() < MOST_TICKS) {
                return step.toMillis();
            }
        }
        long year = STEPS.getLast().toMillis();
        return year * Math.ceilDiv(length, year * MOST_TICKS);
    }

    private static String label(long millis, long step) {
        Instant time = Instant.ofEpochMilli(millis);
        long day = Duration.ofDays(1).toMillis();
        if (step > 28 * day) {
            return YEAR.format(time);
        }
        if (millis % day == 0) {
            return DAY.format(time);
        }
        return (step < 60_000 ? SECONDS : MINUTES).format(time);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
