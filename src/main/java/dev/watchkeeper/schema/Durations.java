package dev.watchkeeper.schema;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `90s`, `5m`, `2h`, `14d`, `1h30m`; also ISO 8601, as in
/// `PT5M`.
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}(?:ms|s|m|h|d|w))+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w)");

    private Durations() {}

    /// Reads a duration, which is never negative.
    ///
    /// @throws DateTimeException when the text is none
    public static Duration parse(String text) {
        String compact = text.replace(" ", "").toLowerCase(Locale.ROOT);
        if (!WHOLE.matcher(compact).matches()) {
            Duration iso = Duration.parse(text.strip());
            if (iso.isNegative()) {
                throw new DateTimeException("negative");
            }
            return iso;
        }
        Duration sum = Duration.ZERO;
        var parts = PART.matcher(compact);
        while (parts.find()) {
            long count = Long.parseLong(parts.group(1));
            sum =
                    sum.plus(
                            switch (parts.group(2)) {
                                case "ms" -> Duration.ofMillis(count);
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                case "d" -> Duration.ofDays(count);
                                default -> Duration.ofDays(7 * count);
                            });
        }
        return sum;
    }

    /// Writes a duration so that [#parse] reads it again: `2h`, `1h30m`, `14d`; the parts that are
    /// zero are left out.
    public static String format(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
