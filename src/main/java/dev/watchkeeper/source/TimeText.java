package dev.watchkeeper.source;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Optional;

/// Reads the times of logs and event tables, whatever mixture of formats they are written in. Fast:
/// no regular expression, no exception on the way. Understood are
///
/// - ISO 8601 with `T` or a space, to the day, minute, second or any fraction (`.` or `,`; digits
///   after the ninth are dropped): `2005-12-04 04:47:44,123`, `2005/12/04 04:47:44` (nginx, Go),
///   `20051204T044744Z`, `20051204 044744`, `20051204044744`;
/// - with `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, or a North American or Central European
///   abbreviation, with or without a space before it; a zone in brackets after an offset is passed
///   over;
/// - numbers, as numbers or text: seconds, milliseconds, microseconds or nanoseconds since 1970, by
///   magnitude (below 10^11 seconds, below 10^14 milliseconds, below 10^17 microseconds), with a
///   fraction;
/// - `Sun Dec 04 04:47:44.123456 2005` (Apache errors, C), `04/Dec/2005:04:47:44 +0000` (access
///   logs), `Sun, 04 Dec 2005 04:47:44 GMT` (RFC 1123 and 822), `Dec 4, 2005 4:47:44 PM`;
/// - `Dec 10 06:55:46` (syslog), which has no year: the latest year in which it is not after now
///   and one day.
///
/// A time without a zone is read in the given zone. Where clocks are put back and an hour happens
/// twice it is taken for the first of the two (the offset before the change); in the hour left out
/// in spring it is moved on by the hour. Surrounding spaces, and square brackets around the whole,
/// do not matter. Days and months in figures only (`04/12/2005`) are ambiguous and not understood.
public final class TimeText {

    private final ZoneId zone;
    private final ZoneRules rules;
    private final InstantSource clock;

    /// `zone` is that of times that name none; `clock` decides the year of times without one.
    public TimeText(ZoneId zone, InstantSource clock) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.clock = clock;
    }

    /// The time that `text` names; empty when it is none of the formats.
    public Optional<Instant> parse(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) <= ' ' || text.charAt(start) == '[')) {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end > start && start > 0 && text.charAt(start - 1) == '[') {
            end -= text.charAt(end - 1) == ']' ? 1 : 0;
        }
        if (end - start < 1 || end - start > 64) {
            return Optional.empty();
        }
        var scan = new TimeScan(text, start, end);
        if (!scan.read()) {
            return Optional.empty();
        }
        if (scan.isNumber()) {
            return ofEpoch(scan.whole(), scan.nano());
        }
        if (scan.year() < 0) {
            return latest(scan);
        }
        return scan.valid() ? Optional.of(at(scan)) : Optional.empty();
    }

    /// The time that lies `number` seconds, milliseconds, microseconds or nanoseconds after 1970.
    public Optional<Instant> parse(long number) {
        return ofEpoch(number, 0);
    }

    /// As [#parse(long)] with a fraction, which is rounded to microseconds: a double holds no more.
    public Optional<Instant> parse(double number) {
        if (!Double.isFinite(number) || Math.abs(number) >= 9e18) {
            return Optional.empty();
        }
        if (Math.abs(number) < 1e11) {
            long micros = Math.round(number * 1e6);
            return Optional.of(
                    Instant.ofEpochSecond(
                            Math.floorDiv(micros, 1_000_000L),
                            Math.floorMod(micros, 1_000_000L) * 1000));
        }
        long whole = (long) Math.floor(number);
        return ofEpoch(whole, (int) ((number - whole) * 1e9));
    }

    /// `nano` are billionths of whatever unit `whole` turns out to count.
    private static Optional<Instant> ofEpoch(long whole, int nano) {
        long size = whole == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(whole);
        if (size < 100_000_000_000L) {
            return Optional.of(Instant.ofEpochSecond(whole, nano));
        }
        if (size < 100_000_000_000_000L) {
            return Optional.of(Instant.ofEpochMilli(whole).plusNanos(nano / 1000));
        }
        if (size < 100_000_000_000_000_000L) {
            return Optional.of(
                    Instant.EPOCH.plus(whole, ChronoUnit.MICROS).plusNanos(nano / 1_000_000));
        }
        return Optional.of(Instant.EPOCH.plusNanos(whole));
    }

    private Instant at(TimeScan scan) {
        long local = scan.localSeconds();
        if (scan.hasOffset()) {
            return Instant.ofEpochSecond(local - scan.offsetSeconds(), scan.nano());
        }
        ZoneOffset offset =
                rules.isFixedOffset()
                        ? rules.getOffset(Instant.EPOCH)
                        : rules.getOffset(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC));
        return Instant.ofEpochSecond(local - offset.getTotalSeconds(), scan.nano());
    }

    private Optional<Instant> latest(TimeScan scan) {
        Instant limit = clock.instant().plus(1, ChronoUnit.DAYS);
        int newest = limit.atZone(zone).getYear();
        // 29 February comes every four years, but for the turns of most centuries.
        for (int year = newest; year > newest - 9; year--) {
            scan.assumeYear(year);
            if (scan.valid()) {
                Instant at = at(scan);
                if (!at.isAfter(limit)) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }
}
