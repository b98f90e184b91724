package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A time range as SQL over a column whose times may be written in several ways. It leaves out only
/// rows that are surely outside; whoever reads them looks at the exact time.
final class TimeBounds {

    private static final Duration FURTHEST_ZONE = Duration.ofHours(19);
    private static final String ISO = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*";
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    private TimeBounds() {}

    /// Numbers in any unit, and ISO text to the day before and after, since its zone may be any.
    static Sql around(Sql time, TimeRange range) {
        Instant from = clamped(range.from());
        Instant until = clamped(range.until());
        Sql numbers =
                Sql.joined(
                        " OR ",
                        List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L).stream()
                                .map(unit -> numbers(time, from, until, unit))
                                .toList());
        return Sql.format(
                "CASE typeof({}) WHEN 'text' THEN NOT ({} GLOB {})"
                        + " OR coalesce(unixepoch({}) BETWEEN {} AND {}, 1)"
                        + " WHEN 'blob' THEN 1 WHEN 'null' THEN 1 ELSE {} END",
                time,
                time,
                Sql.of("?", ISO),
                time,
                Sql.of("?", from.minus(FURTHEST_ZONE).getEpochSecond()),
                Sql.of("?", until.plus(FURTHEST_ZONE).getEpochSecond()),
                numbers);
    }

    /// The days of ISO text, in a form that an index on it serves.
    static Sql days(Sql time, TimeRange range) {
        return Sql.format(
                "{} >= {} AND {} < {}",
                time,
                Sql.of("?", DAY.format(clamped(range.from()).minus(FURTHEST_ZONE))),
                time,
                Sql.of("?", DAY.format(clamped(range.until()).plus(Duration.ofDays(2)))));
    }

    /// Numbers that count `unit` parts of a second.
    static Sql numbers(Sql time, Instant from, Instant until, long unit) {
        return Sql.format(
                "{} BETWEEN {} AND {}",
                time,
                Sql.of("?", scaled(from.getEpochSecond() - 1, unit)),
                Sql.of("?", scaled(until.getEpochSecond() + 1, unit)));
    }

    static boolean isIso(Object time) {
        return time instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}.*");
    }

    private static Instant clamped(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }

    private static long scaled(long seconds, long unit) {
        try {
            return Math.multiplyExact(seconds, unit);
        } catch (ArithmeticException e) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
