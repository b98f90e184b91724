package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.series.Comparison;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How numbers, lengths and times look in the answers about numbers: as short as they can be.
final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double MOST_EXACT = 1e15;

    private Figures() {}

    /// Four significant digits, without a decimal point where there is nothing behind it; null for
    /// what is not known.
    static @Nullable Number of(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        if (value == Math.rint(value) && Math.abs(value) < MOST_EXACT) {
            return value.longValue();
        }
        double rounded = new BigDecimal(value).round(FOUR_DIGITS).doubleValue();
        return rounded == Math.rint(rounded) && Math.abs(rounded) < MOST_EXACT
                ? (Number) (long) rounded
                : (Number) rounded;
    }

    /// What is usual: `4 (0..9)`, the middle and the ends; null where nothing is known.
    static @Nullable String usual(@Nullable Comparison usual) {
        if (usual == null) {
            return null;
        }
        String ends =
                usual.low() == null && usual.high() == null
                        ? ""
                        : " ("
                                + (usual.low() == null ? "" : of(usual.low()))
                                + ".."
                                + (usual.high() == null ? "" : of(usual.high()))
                                + ")";
        return of(usual.median()) + ends;
    }

    /// `2m`, `15s`, `1h`: as arguments spell it.
    static String length(Duration length) {
        long millis = length.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3_600 == 0
                        ? seconds / 3_600 + "h"
                        : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /// The time to the second, or null.
    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
