package dev.watchkeeper.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How times are told to people: as their clock on the wall shows them, with the day when it is not
/// the same, and marked when they are UTC.
///
/// @param zone the zone of tools.yaml, or UTC
public record ClockText(ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /// The time of day, with the date when it is not that of `reference`.
    public String time(Instant at, Instant reference) {
        ZonedDateTime here = at.atZone(zone);
        boolean sameDay = here.toLocalDate().equals(reference.atZone(zone).toLocalDate());
        String mark = zone.normalized().equals(ZoneOffset.UTC) ? " UTC" : "";
        return here.format(sameDay ? TIME : DAY) + mark;
    }
}
