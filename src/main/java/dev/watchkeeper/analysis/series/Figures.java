package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers and times as a person reads them, all of one series.
///
/// @param unit of the values, or null
/// @param now times of the same day are said without the day
public record Figures(@Nullable String unit, Instant now) {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};

    /// A value with its unit: `42`, `0.31 s`, `85%`, `1.2 GB`.
    public String value(double value) {
        if (unit == null || unit.isBlank()) {
            return number(value);
        }
        String small = unit.toLowerCase(Locale.ROOT);
        if (small.equals("b") || small.equals("bytes")) {
            return size(value);
        }
        return unit.equals("%") ? number(value) + "%" : number(value) + " " + unit;
    }

    /// Two values with the unit once: `12 to 20 ms`.
    public String range(double low, double high) {
        String from = value(low);
        String to = value(high);
        if (from.equals(to)) {
            return to;
        }
        String behind = to.replaceFirst("^[-0-9.,e]+", "");
        return (from.endsWith(behind) ? from.substring(0, from.length() - behind.length()) : from)
                + " to "
                + to;
    }

    /// A number of about three digits that count.
    public static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e15 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = (int) Math.clamp(2 - Math.floor(Math.log10(size)), 0, 6);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private static String size(double bytes) {
        double size = bytes;
        int step = 0;
        while (Math.abs(size) >= 1000 && step < SIZES.length - 1) {
            size /= 1000;
            step++;
        }
        return number(size) + " " + SIZES[step];
    }

    /// A rate per hour or per day, whichever is easier to imagine.
    public String rate(double perDay) {
        double size = Math.abs(perDay);
        return size >= 24 ? value(size / 24) + " an hour" : value(size) + " a day";
    }

    /// A share in percent.
    static String percent(double share) {
        return number(Math.round(share * 1000) / 10.0) + "%";
    }

    /// `14:05 UTC`, or `3 Nov 14:05 UTC` when that is more than 20 hours from now.
    public String time(Instant time) {
        boolean near = Duration.between(time, now).abs().compareTo(Duration.ofHours(20)) < 0;
        return (near ? HOUR : DAY).format(time) + " UTC";
    }

    /// A length of time: `40 s`, `25 min`, `7 hours`, `12 days`.
    public static String length(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds > 0 && seconds % 86_400 == 0) {
            return counted(seconds / 86_400.0, "day");
        }
        if (seconds < 90) {
            return seconds + " s";
        }
        if (seconds < 5400) {
            return Math.round(seconds / 60.0) + " min";
        }
        if (seconds < 3 * 86_400) {
            return counted(seconds / 3600.0, "hour");
        }
        return counted(seconds / 86_400.0, "day");
    }

    /// Two lengths in the unit of the longer one: `31 to 44 hours`.
    public static String lengths(Duration shorter, Duration longer) {
        long seconds = longer.toSeconds();
        long each = seconds < 5400 ? 60 : seconds < 3 * 86_400 ? 3600 : 86_400;
        String unit = each == 60 ? "min" : each == 3600 ? "hours" : "days";
        String from = number(rounded(shorter.toSeconds() / (double) each));
        String to = number(rounded(seconds / (double) each));
        return from.equals(to) ? length(longer) : from + " to " + to + " " + unit;
    }

    private static double rounded(double many) {
        return many < 10 ? Math.round(many * 10) / 10.0 : Math.round(many);
    }

    private static String counted(double many, String unit) {
        String number = number(rounded(many));
        return number + " " + unit + (number.equals("1") ? "" : "s");
    }
}
