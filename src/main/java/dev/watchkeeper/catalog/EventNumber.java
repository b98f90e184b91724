package dev.watchkeeper.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The number that a field of an event holds.
public final class EventNumber {

    private static final Pattern NUMBER =
            Pattern.compile("\\s*[-+]?[0-9]{1,300}(\\.[0-9]{0,300})?([eE][-+]?[0-9]{1,3})?\\s*");

    private EventNumber() {}

    /// The number, given as a number or as text; null for anything else, and for what is not
    /// finite.
    public static @Nullable Double of(@Nullable Object value) {
        double number;
        if (value instanceof Number given) {
            number = given.doubleValue();
        } else if (value instanceof String text && NUMBER.matcher(text).matches()) {
            number = Double.parseDouble(text);
        } else {
            return null;
        }
        return Double.isFinite(number) ? number : null;
    }
}
