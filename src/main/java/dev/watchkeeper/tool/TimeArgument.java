package dev.watchkeeper.tool;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as clients give them: RFC 3339 (`2026-11-22T01:51:00Z`; UTC where no zone is given), a
/// date, or relative to now (`now`, `now-2h`, `now-1d12h`).
public final class TimeArgument {

    private static final Pattern RELATIVE = Pattern.compile("now(?:\\s*-\\s*(.+))?");
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private TimeArgument() {}

    /// Reads a time.
    ///
    /// @param name the argument, for the message when it cannot be read
    public static Instant parse(String name, String text, Instant now) {
        String given = text.strip();
        Matcher relative = RELATIVE.matcher(given);
        if (relative.matches()) {
            String back = relative.group(1);
            return back == null ? now : now.minus(durationOrNone(name, back));
        }
        try {
            Instant time = absolute(given.replace(' ', 'T'));
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below, with what is allowed
        }
        throw new BadRequest(
                name
                        + " must be a time like 2026-11-22T01:51:00Z or now-2h, got \""
                        + clip(given)
                        + "\"");
    }

    private static Instant absolute(String iso) {
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean zoned =
                iso.endsWith("Z")
                        || iso.endsWith("z")
                        || iso.lastIndexOf('+') > 10
                        || iso.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /// Reads a length of time that is not zero: `90s`, `2h`, `1d12h`.
    ///
    /// @param name the argument, for the message when it cannot be read
    public static Duration duration(String name, String text) {
        Duration length = durationOrNone(name, text);
        if (length.isZero()) {
            throw new BadRequest(name + " must be longer than zero, got \"" + clip(text) + "\"");
        }
        return length;
    }

    /// Reads a length of time that may be zero.
    ///
    /// @param name the argument, for the message when it cannot be read
    static Duration durationOrNone(String name, String text) {
        Duration length;
        try {
            length = Durations.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRequest(
                    name
                            + " must be a length of time like 90s, 2h or 1d12h, got \""
                            + clip(text)
                            + "\"");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new BadRequest(
                    name
                            + " must be at most "
                            + LONGEST.toDays()
                            + "d, got \""
                            + clip(text)
                            + "\"");
        }
        return length;
    }

    /// Reads a range, `from` inclusive, `until` exclusive.
    ///
    /// @param from null for `usual` before the end
    /// @param until null for now
    public static TimeRange range(
            @Nullable String from, @Nullable String until, Duration usual, Instant now) {
        Instant end = until == null ? now : parse("until", until, now);
        Instant begin = from == null ? end.minus(usual) : parse("from", from, now);
        if (!begin.isBefore(end)) {
            throw new BadRequest(
                    "from must be before until, got from " + begin + " and until " + end);
        }
        return new TimeRange(begin, end);
    }

    private static String clip(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
