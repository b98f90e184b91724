package dev.watchkeeper.demo;

import java.time.LocalDate;

/// Writes times as Python does, quickly: the date is worked out once a day.
final class Timestamp {

    private long day = Long.MIN_VALUE;
    private String date = "";

    /// Appends `2026-11-22 00:51:04.123456`, or fewer digits of the second.
    void append(Micros at, int digits, char separator, StringBuilder to) {
        if (at.day() != day) {
            day = at.day();
            date = LocalDate.ofEpochDay(day).toString();
        }
        long rest = Math.floorMod(at.value(), Micros.DAY);
        to.append(date).append(' ');
        padded(rest / Micros.HOUR, 2, to);
        to.append(separator);
        padded(rest / Micros.MINUTE % 60, 2, to);
        to.append(separator);
        padded(rest / Micros.SECOND % 60, 2, to);
        long fraction = rest % Micros.SECOND;
        to.append(separator == ':' ? '.' : '_');
        padded(digits == 3 ? fraction / 1000 : fraction, digits, to);
    }

    static void padded(long number, int digits, StringBuilder to) {
        String text = Long.toString(number);
        to.repeat('0', digits - text.length()).append(text);
    }

    /// Appends microseconds as a number of seconds, spelled as Python spells the float.
    static void appendFloat(long micros, StringBuilder to) {
        to.append(micros / Micros.SECOND).append('.');
        padded(micros % Micros.SECOND, 6, to);
        while (to.charAt(to.length() - 1) == '0' && to.charAt(to.length() - 2) != '.') {
            to.setLength(to.length() - 1);
        }
    }

    /// Appends a duration as Python's `timedelta` prints itself: `1 day, 4:05:06.000007`.
    static void appendElapsed(long micros, StringBuilder to) {
        long days = micros / Micros.DAY;
        if (days > 0) {
            to.append(days).append(days == 1 ? " day, " : " days, ");
        }
        to.append(micros / Micros.HOUR % 24).append(':');
        padded(micros / Micros.MINUTE % 60, 2, to);
        to.append(':');
        padded(micros / Micros.SECOND % 60, 2, to);
        if (micros % Micros.SECOND != 0) {
            to.append('.');
            padded(micros % Micros.SECOND, 6, to);
        }
    }
}
