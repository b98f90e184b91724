package dev.watchkeeper.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Amounts of the host in the size in which people think of them.
final class Spans {

    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Spans() {}

    /// Three significant digits; null for what is not known.
    static @Nullable Number of(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        if (Math.abs(value) >= 1_000 && Math.abs(value) < 1e15) {
            return Math.round(value);
        }
        // Below a thousandth it is nothing to anybody who looks for what is large.
        double rounded =
                Math.abs(value) < 0.001
                        ? 0
                        : new BigDecimal(value).round(THREE_DIGITS).doubleValue();
        return rounded == Math.rint(rounded) ? (Number) (long) rounded : (Number) rounded;
    }

    /// Bytes as GB, which are 10^9.
    static @Nullable Number giga(@Nullable Double bytes) {
        return bytes == null ? null : of(bytes / 1e9);
    }

    static @Nullable Number giga(@Nullable Long bytes) {
        return bytes == null ? null : of(bytes / 1e9);
    }

    /// Bytes as MB, which are 10^6.
    static @Nullable Number mega(double bytes) {
        return of(bytes / 1e6);
    }

    static @Nullable Number mega(long bytes) {
        return of(bytes / 1e6);
    }

    /// A length of time in the largest unit that tells enough: `41d`, `31h`, `12m`, `5s`.
    static String about(Duration time) {
        if (time.isNegative()) {
            return "0s";
        }
        long seconds = time.toSeconds();
        return seconds >= 3 * 86_400
                ? Math.round(seconds / 86_400.0) + "d"
                : seconds >= 3 * 3_600
                        ? Math.round(seconds / 3_600.0) + "h"
                        : seconds >= 3 * 60 ? Math.round(seconds / 60.0) + "m" : seconds + "s";
    }
}
