package dev.watchkeeper.tool;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.TimeRange;
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
    private static final Pattern PART = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|w)");

    private TimeArgument() {}

    /// Reads a time.
    ///
    /// @param name the argument, for the message when it cannot be read
    public static Instant parse(String name, String text, Instant now) {
        String given = text.strip();
        Matcher relative = RELATIVE.matcher(given);
        try {
            if (relative.matches()) {
                String back = relative.group(1);
                return back == null ? now : now.minus(duration(name, back));
            }
            String iso = given.replace(' ', 'T');
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
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRequest(
                    name
                            + " must be a time like 2026-11-22T01:51:00Z or now-2h, got \""
                            + clip(given)
                            + "\"");
        }
    }

    /// Reads a length of time: `90s`, `2h`, `1d12h`.
    ///
    /// @param name the argument, for the message when it cannot be read
    public static Duration duration(String name, String text) {
        Matcher part = PART.matcher(text.strip());
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.lookingAt()) {
            long amount = Long.parseLong(part.group(1));
            sum =
                    sum.plus(
                            switch (part.group(2)) {
                                case "ms" -> Duration.ofMillis(amount);
                                case "s" -> Duration.ofSeconds(amount);
                                case "m" -> Duration.ofMinutes(amount);
                                case "h" -> Duration.ofHours(amount);
                                case "d" -> Duration.ofDays(amount);
                                default -> Duration.ofDays(7 * amount);
                            });
            end = part.end();
            part.region(end, text.strip().length());
        }
        if (end != text.strip().length() || sum.isZero()) {
            throw new BadRequest(
                    name
                            + " must be a length of time like 90s, 2h or 1d12h, got \""
                            + clip(text)
                            + "\"");
        }
        return sum;
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
