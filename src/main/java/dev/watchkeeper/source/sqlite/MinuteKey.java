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
/// @param utc true where that text ends with Z, which costs less than to look for its zone
record MinuteKey(Duration unit, long perSecond, boolean utc) {

    private static final Duration HOUR = Duration.ofHours(1);

    /// By how these times are written; empty when SQL cannot tell their minute.
    static Optional<MinuteKey> of(Duration unit, @Nullable Object sample) {
        if (sample instanceof Number number) {
            return Optional.of(new MinuteKey(unit, Rows.unit(number), false));
        }
        return sample != null && TimeBounds.isIso(sample)
                ? Optional.of(new MinuteKey(unit, 0, sample.toString().endsWith("Z")))
                : Optional.empty();
    }

    /// The key as a text that ends with the zone; null for a time that is of another kind.
    Sql value(Sql time) {
        if (perSecond > 0) {
            return Sql.format(
                    "CASE WHEN typeof({}) IN ('integer', 'real') THEN CAST({} / {} AS INTEGER) END",
                    time,
                    time,
                    Sql.of(Long.toString(unit.toSeconds() * perSecond)));
        }
        // 2026-11-22T10:05:07.123+01:00, without its seconds or without its minutes too
        return utc
                ? Sql.format("substr({}, 1, " + length() + ") || substr({}, -1)", time, time)
                : Sql.format(
                        "substr({}, 1, " + length() + ") || ltrim(substr({}, 17), ':.,0123456789')",
                        time,
                        time);
    }

    private int length() {
        return unit.equals(HOUR) ? 13 : 16;
    }

    /// When the hour or minute of a key begins; empty for one that is no time.
    Optional<Instant> start(String key, Times times) {
        Optional<Instant> start;
        if (perSecond > 0) {
            start = Optional.of(Instant.EPOCH.plus(unit.multipliedBy(Long.parseLong(key))));
        } else if (key.length() < length() || (utc && !key.endsWith("Z"))) {
            start = Optional.empty();
        } else {
            String zone = key.substring(length());
            String seconds = unit.equals(HOUR) ? ":00:00" : ":00";
            start = times.of(key.substring(0, length()) + seconds + zone);
        }
        return start.filter(at -> Math.floorMod(at.toEpochMilli(), unit.toMillis()) == 0);
    }
}
