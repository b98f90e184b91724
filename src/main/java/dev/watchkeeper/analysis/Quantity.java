package dev.watchkeeper.analysis;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number with the unit in which a person wrote it: `15s`, `10%`, `2 GB`, `20`.
///
/// @param unit as written, or empty
public record Quantity(double number, String unit) {

    private static final Pattern TEXT =
            Pattern.compile(
                    "\\s*([-+]?[0-9]{1,15}(?:[._][0-9]{1,15})*)\\s*([%a-zA-Z/µ]{0,16})\\s*");

    /// Units of one kind, each as a multiple of the first.
    private static final Map<String, Map<String, Double>> KINDS =
            Map.of(
                    "time",
                    Map.of(
                            "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "m", 60.0,
                            "h", 3_600.0, "d", 86_400.0),
                    "size",
                    Map.of(
                            "b",
                            1.0,
                            "bytes",
                            1.0,
                            "kb",
                            1e3,
                            "mb",
                            1e6,
                            "gb",
                            1e9,
                            "tb",
                            1e12,
                            "kib",
                            1024.0,
                            "mib",
                            1024.0 * 1024,
                            "gib",
                            1024.0 * 1024 * 1024),
                    "share",
                    Map.of("ratio", 1.0, "%", 0.01, "percent", 0.01));

    /// Reads a number that may have a unit behind it.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Quantity parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a number with a unit: " + text);
        }
        return new Quantity(Double.parseDouble(parts.group(1).replace("_", "")), parts.group(2));
    }

    /// The number in another unit of the same kind.
    ///
    /// @param target the unit wanted, or null where the quantity has none
    /// @throws IllegalArgumentException when the two units do not go together
    public double in(@Nullable String target) {
        String wanted = target == null ? "" : target;
        if (unit.isEmpty() || unit.equals(wanted)) {
            return number;
        }
        for (Map<String, Double> kind : KINDS.values()) {
            Double from = kind.get(unit.toLowerCase(Locale.ROOT));
            Double to = kind.get(wanted.toLowerCase(Locale.ROOT));
            if (from != null && to != null) {
                return number * from / to;
            }
        }
        throw new IllegalArgumentException(
                wanted.isEmpty()
                        ? "the unit " + unit + " needs a unit of the same kind on what is measured"
                        : "the unit " + unit + " does not go with " + wanted);
    }
}
