package dev.watchkeeper.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Numbers with their units as people say them.
public final class Amounts {

    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Amounts() {}

    /// `4`, `3.1 s`, `981/min`, `71%`, `1.2 GB`; `?` for what is not known.
    public static String of(@Nullable Double value, @Nullable String unit) {
        if (value == null || !Double.isFinite(value)) {
            return "?";
        }
        return switch (unit) {
            case null -> figure(value);
            case "%" -> figure(value) + "%";
            case "ms" -> Math.abs(value) < 1_000 ? figure(value) + " ms" : length(value / 1_000);
            case "s" -> length(value);
            case "bytes" -> size(value);
            case "bytes/s" -> size(value) + "/s";
            case "per minute" -> figure(value) + "/min";
            default -> figure(value) + " " + unit.replace(" per minute", "/min");
        };
    }

    /// Three digits that count.
    public static String figure(double value) {
        if (Math.abs(value) >= 1_000) {
            return String.format("%,d", Math.round(value));
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(Math.abs(value) < 10 ? 2 : 3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String length(double seconds) {
        return seconds < 120
                ? figure(seconds) + " s"
                : seconds < 7_200 ? figure(seconds / 60) + " min" : figure(seconds / 3_600) + " h";
    }

    private static String size(double bytes) {
        double rest = bytes;
        int unit = 0;
        while (Math.abs(rest) >= 1_000 && unit < SIZES.length - 1) {
            rest /= 1_000;
            unit++;
        }
        return figure(rest) + " " + SIZES[unit];
    }

    /// `41 d`, `31 h`, `12 min`, `5 s`.
    public static String about(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds >= 2 * 86_400
                ? seconds / 86_400 + " d"
                : seconds >= 2 * 3_600
                        ? seconds / 3_600 + " h"
                        : seconds >= 120 ? seconds / 60 + " min" : seconds + " s";
    }
}
