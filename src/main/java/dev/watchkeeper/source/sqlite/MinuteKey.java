package dev.watchkeeper.source.sqlite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hour or minute of a time as SQL tells it from how the time is written, so that rows can be
/// counted by it without being looked at one by one.
///
/// @param unit an hour or a minute
/// @param perSecond in how many parts of a second numbers count; 0 where times are ISO text
record MinuteKey(Duration unit, long perSecond) {

    private static final Duration HOUR = Duration.ofHours(1);

    /// By how these times are written; empty when SQL cannot tell their minute.
    static Optional<MinuteKey> of(Duration unit, @Nullable Object sample) {
        if (sample instanceof Number number) {
            return Optional.of(new MinuteKey(unit, Rows.unit(number)));
        }
        return sample != null && TimeBounds.isIso(sample)
                ? Optional.of(new MinuteKey(unit, 0))
                : Optional.empty();
    }

    /// The key as a value and, for ISO text, its zone; null for what is written otherwise.
    Sql value(Sql time) {
        if (perSecond > 0) {
            return Sql.format(
                    "CASE WHEN typeof({}) IN ('integer', 'real') THEN CAST({} / {} AS INTEGER) END, ''",
                    time,
                    time,
                    Sql.of(Long.toString(unit.toSeconds() * perSecond)));
        }
        // 2026-11-22T10:05:07.123+01:00, without its seconds or without its minutes too
        int most = unit.equals(HOUR) ? 13 : 16;
        return Sql.format(
                "substr({}, 1, " + most + "), ltrim(substr({}, 17), ':.,0123456789')", time, time);
    }

    /// When the hour or minute of a key begins; empty for one that is no time.
    Optional<Instant> start(@Nullable Object key, String zone, Times times) {
        Optional<Instant> start =
                switch (key) {
                    case Long number when perSecond > 0 ->
                            Optional.of(Instant.EPOCH.plus(unit.multipliedBy(number)));
                    case String text when perSecond == 0 ->
                            times.of(text + (unit.equals(HOUR) ? ":00:00" : ":00") + zone);
                    case null, default -> Optional.empty();
                };
        return start.filter(at -> Math.floorMod(at.toEpochMilli(), unit.toMillis()) == 0);
    }
}
