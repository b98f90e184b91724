package dev.watchkeeper.source;

/// The ways in which a time names its distance from UTC.
final class TimeZones {

    private TimeZones() {}

    /// How many characters from `at` are an offset or the name of a zone; 0 for none.
    static int length(CharSequence text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        char first = text.charAt(at);
        if (first == '+' || first == '-') {
            return signed(text, at, end);
        }
        int letters = 0;
        while (at + letters < end && Character.isLetter(text.charAt(at + letters))) {
            letters++;
        }
        return hours(text, at, letters) == UNKNOWN ? 0 : letters;
    }

    /// Seconds east of UTC of the offset or name that [#length] found.
    static int offset(CharSequence text, int at, int length) {
        char first = text.charAt(at);
        if (first != '+' && first != '-') {
            return hours(text, at, length) * 3600;
        }
        int hours = two(text, at + 1);
        int minutes = length < 5 ? 0 : two(text, at + length - 2);
        return (first == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    private static int signed(CharSequence text, int at, int end) {
        int available = end - at;
        if (available < 3 || two(text, at + 1) < 0 || two(text, at + 1) > 18) {
            return 0;
        }
        if (available >= 6 && text.charAt(at + 3) == ':') {
            return minute(text, at + 4) ? 6 : 0;
        }
        if (available >= 5 && Character.isDigit(text.charAt(at + 3))) {
            return minute(text, at + 3) ? 5 : 0;
        }
        return 3;
    }

    private static boolean minute(CharSequence text, int at) {
        return two(text, at) >= 0 && two(text, at) <= 59;
    }

    private static int two(CharSequence text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static final int UNKNOWN = Integer.MIN_VALUE;

    private static int hours(CharSequence text, int at, int letters) {
        if (letters == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (letters < 2 || letters > 4) {
            return UNKNOWN;
        }
        return switch (text.subSequence(at, at + letters).toString()) {
            case "UTC", "GMT", "UT", "utc", "gmt" -> 0;
            case "EST", "CDT" -> -5;
            case "EDT" -> -4;
            case "CST", "MDT" -> -6;
            case "MST", "PDT" -> -7;
            case "PST" -> -8;
            case "CET" -> 1;
            case "CEST" -> 2;
            default -> UNKNOWN;
        };
    }
}
