package dev.watchkeeper.check;

import dev.watchkeeper.analysis.series.Against;
import dev.watchkeeper.analysis.series.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers, lengths and times in the facts of findings, as a person reads them.
final class Amounts {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Amounts() {}

    /// `1,204`.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `1 call`, `1,204 calls`.
    static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /// About three digits that count: `0.31`, `42`, `1,204`.
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size == 0 ? 0 : Math.clamp((long) (2 - Math.floor(Math.log10(size))), 0, 6);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /// With the unit: `42`, `85%`, `1.2 GB`, `981 per minute`.
    static String value(double value, @Nullable String unit) {
        if (unit == null || unit.isBlank()) {
            return number(value);
        }
        String small = unit.toLowerCase(Locale.ROOT);
        if (small.equals("b") || small.equals("bytes")) {
            double size = value;
            int step = 0;
            while (Math.abs(size) >= 1000 && step < SIZES.length - 1) {
                size /= 1000;
                step++;
            }
            return number(size) + " " + SIZES[step];
        }
        return unit.equals("%") ? number(value) + "%" : number(value) + " " + unit;
    }

    /// What is usual: `13 (12 to 20) in the same hours on earlier days`.
    static String usual(Comparison usual, @Nullable String unit) {
        String middle = usual.median() == null ? "" : value(usual.median(), unit);
        String ends =
                usual.low() == null || usual.high() == null
                        ? ""
                        : " (" + number(usual.low()) + " to " + number(usual.high()) + ")";
        return middle
                + ends
                + (usual.against() == Against.SAME_HOURS ? " in the " : ", ")
                + usual.against();
    }

    /// `14:05 UTC`, or `3 Nov 14:05 UTC` when that is 20 hours or more from now.
    static String time(Instant time, Instant now) {
        boolean near = Duration.between(time, now).abs().compareTo(Duration.ofHours(20)) < 0;
        return (near ? HOUR : DAY).format(time) + " UTC";
    }

    /// Two lengths in the unit of the longer one: `31 to 44 hours`.
    static String lengths(Duration shorter, Duration longer) {
        long seconds = longer.toSeconds();
        long each = seconds < 5_400 ? 60 : seconds < 3 * 86_400 ? 3_600 : 86_400;
        String unit = each == 60 ? "min" : each == 3_600 ? "hours" : "days";
        long from = Math.round((double) shorter.toSeconds() / each);
        long to = Math.round((double) seconds / each);
        return from == to ? to + " " + unit : from + " to " + to + " " + unit;
    }
}
