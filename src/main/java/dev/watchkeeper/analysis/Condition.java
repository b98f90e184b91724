package dev.watchkeeper.analysis;

import dev.watchkeeper.model.BadRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a person says is normal or concerning of a number: `< 10`, `5..20`, `> 20 for 5m`, `> 10%
/// sustained 30m`, `any`, or words alone such as `occasional`, which are shown and not judged by.
///
/// @param text as it was written
/// @param low the lower bound, or null; values at it are within for `>=` and `..`
/// @param high the upper bound, or null
/// @param lowIncluded whether the lower bound itself is within
/// @param highIncluded whether the upper bound itself is within
/// @param sustained for how long; zero for at once
public record Condition(
        String text,
        @Nullable Quantity low,
        @Nullable Quantity high,
        boolean lowIncluded,
        boolean highIncluded,
        Duration sustained) {

    private static final Pattern SUSTAINED =
            Pattern.compile("(.*?)\\s+(?:sustained|for)\\s+([0-9]+)\\s*(s|m|min|h|d)\\s*");
    private static final Pattern COMPARED = Pattern.compile("\\s*(<=|>=|<|>)\\s*(.*)");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*");

    /// Reads a condition.
    ///
    /// @throws BadRequest when it compares with what is no number
    public static Condition parse(String text) {
        String rest = text.strip();
        Duration sustained = Duration.ZERO;
        Matcher lasting = SUSTAINED.matcher(rest);
        if (lasting.matches()) {
            rest = lasting.group(1).strip();
            sustained = duration(Long.parseLong(lasting.group(2)), lasting.group(3));
        }
        try {
            Matcher compared = COMPARED.matcher(rest);
            if (compared.matches()) {
                Quantity bound = Quantity.parse(compared.group(2));
                String sign = compared.group(1);
                boolean included = sign.endsWith("=");
                return sign.startsWith("<")
                        ? new Condition(text, null, bound, false, included, sustained)
                        : new Condition(text, bound, null, included, false, sustained);
            }
            Matcher between = BETWEEN.matcher(rest);
            if (between.matches()) {
                return new Condition(
                        text,
                        Quantity.parse(between.group(1)),
                        Quantity.parse(between.group(2)),
                        true,
                        true,
                        sustained);
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequest(
                    "expected a condition such as \"< 10\", \"5..20\", \"> 20 for 5m\" or \"any\", got \""
                            + text
                            + "\"");
        }
        if (rest.toLowerCase(Locale.ROOT).equals("any")) {
            return new Condition(text, new Quantity(0, ""), null, false, false, sustained);
        }
        return new Condition(text, null, null, false, false, sustained);
    }

    /// True when it can be judged by: it has a bound.
    public boolean judges() {
        return low != null || high != null;
    }

    /// Whether a value meets it; false for words alone.
    ///
    /// @param unit the unit of the value, or null
    public boolean holds(double value, @Nullable String unit) {
        if (!judges()) {
            return false;
        }
        if (low != null) {
            double bound = low.in(unit);
            if (lowIncluded ? value < bound : value <= bound) {
                return false;
            }
        }
        if (high != null) {
            double bound = high.in(unit);
            return highIncluded ? value <= bound : value < bound;
        }
        return true;
    }

    private static Duration duration(long many, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(many);
            case "m", "min" -> Duration.ofMinutes(many);
            case "h" -> Duration.ofHours(many);
            default -> Duration.ofDays(many);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
