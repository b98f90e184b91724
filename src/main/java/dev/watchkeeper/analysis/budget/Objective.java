package dev.watchkeeper.analysis.budget;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// The share of events that shall be good, such as 99.9%.
///
/// @param percent above 0 and below 100, as it was written: 99.9 allows exactly 0.001
public record Objective(BigDecimal percent) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)\\s*%?");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    public Objective {
        if (percent.signum() <= 0 || percent.compareTo(ALL) >= 0) {
            throw new IllegalArgumentException("not a share below 100%: " + percent);
        }
    }

    /// Reads `99.9%` or `99.9`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Objective parse(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a percentage: " + text);
        }
        var percent = new BigDecimal(parts.group(1));
        if (percent.compareTo(BigDecimal.ONE) <= 0 && !text.contains("%")) {
            throw new IllegalArgumentException("a share and not a percentage: " + text);
        }
        return new Objective(percent);
    }

    /// The share of events that may be bad: 0.001 for 99.9%.
    public double allowed() {
        return ALL.subtract(percent).movePointLeft(2).doubleValue();
    }

    /// `99.9%`.
    @Override
    public String toString() {
        return percent.toPlainString() + "%";
    }
}
