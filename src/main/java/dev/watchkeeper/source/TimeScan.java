package dev.watchkeeper.source;

import java.time.LocalDate;
import java.time.YearMonth;

/// One pass over the text of a time: takes it apart into figures and leaves what they mean to
/// [TimeText].
final class TimeScan {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "montuewedthufrisatsun";

    private final CharSequence text;
    private final int end;
    private int at;

    private boolean number;
    private long whole;
    private int nano;
    private int year = -1;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private boolean offsetKnown;
    private int offset;

    TimeScan(CharSequence text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    boolean isNumber() {
        return number;
    }

    /// The figures before the point of a number, with their sign.
    long whole() {
        return whole;
    }

    int nano() {
        return nano;
    }

    /// Negative when the text names none.
    int year() {
        return year;
    }

    void assumeYear(int assumed) {
        year = assumed;
    }

    boolean hasOffset() {
        return offsetKnown;
    }

    int offsetSeconds() {
        return offset;
    }

    /// Second 60 is the leap second, which the usual clocks count as the first of the next minute.
    boolean valid() {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour <= 23
                && minute <= 59
                && second <= 60;
    }

    long localSeconds() {
        return LocalDate.of(year, month, day).toEpochDay() * 86_400L
                + hour * 3600L
                + minute * 60L
                + second;
    }

    /// True when the whole text was understood; its parts may still be [#valid()] or not.
    boolean read() {
        char first = text.charAt(at);
        if (first == '-' || first == '+') {
            return number(digitsFrom(at + 1));
        }
        if (!isDigit(first)) {
            return named();
        }
        int digits = digitsFrom(at);
        int after = at + digits;
        char next = after < end ? text.charAt(after) : ' ';
        if (digits == 4 && (next == '-' || next == '/')) {
            return isoDate(next) && (done() || (dateTimeGap() && clockTime() && zone()));
        }
        if (digits <= 2 && (next == '/' || next == ' ' || next == '-')) {
            return dayFirst() && clockTime() && zone();
        }
        if ((digits == 8 || digits == 14) && plausibleYear()) {
            return compact(digits);
        }
        return number(digits);
    }

    private boolean number(int digits) {
        int from = at;
        boolean negative = text.charAt(at) == '-';
        if (!isDigit(text.charAt(at))) {
            at++;
        }
        if (digits < 1 || (digits > 18 && !(digits == 19 && text.charAt(at) < '9'))) {
            at = from;
            return false;
        }
        whole = 0;
        for (int i = 0; i < digits; i++) {
            whole = whole * 10 + (text.charAt(at++) - '0');
        }
        if (at < end && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            at++;
            if (!fraction()) {
                return false;
            }
        }
        if (negative) {
            whole = -whole;
            nano = -nano;
        }
        number = true;
        return done();
    }

    private boolean plausibleYear() {
        int y = figures(at, 4);
        return y >= 1970 && y < 2200 && figures(at + 4, 2) <= 12 && figures(at + 6, 2) <= 31;
    }

    private boolean isoDate(char separator) {
        year = figures(at, 4);
        at += 5;
        month = upToTwo();
        if (month < 0 || !take(separator)) {
            return false;
        }
        day = upToTwo();
        return day > 0;
    }

    private boolean compact(int digits) {
        year = figures(at, 4);
        month = figures(at + 4, 2);
        day = figures(at + 6, 2);
        at += 8;
        if (digits == 8) {
            if (done()) {
                return true;
            }
            if (!dateTimeGap() || digitsFrom(at) < 4) {
                return false;
            }
            if (digitsFrom(at) != 6) {
                return clockTime() && zone();
            }
        }
        hour = figures(at, 2);
        minute = figures(at + 2, 2);
        second = figures(at + 4, 2);
        at += 6;
        return (!takeAny(".,") || fraction()) && zone();
    }

    /// `04/Dec/2005:`, `04 Dec 2005 `, `04-Dec-2005 `, `06-Nov-94 `.
    private boolean dayFirst() {
        day = upToTwo();
        if (day < 0 || done()) {
            return false;
        }
        char separator = text.charAt(at++);
        month = name(MONTHS);
        if (month < 1 || !take(separator)) {
            return false;
        }
        return fullYear() && (take(':') || spaces() > 0);
    }

    /// What begins with the name of a day or a month.
    private boolean named() {
        if (name(DAYS) > 0) {
            if (take(',')) {
                spaces();
                return dayFirst() && clockTime() && zone();
            }
            if (spaces() == 0) {
                return false;
            }
        }
        month = name(MONTHS);
        if (month < 1 || spaces() == 0) {
            return false;
        }
        day = upToTwo();
        boolean comma = take(',');
        if (day < 0 || spaces() == 0) {
            return false;
        }
        if (digitsFrom(at) == 4) {
            return fullYear() && (take(',') || spaces() > 0) && clockTime() && zone();
        }
        if (comma || !clockTime()) {
            return false;
        }
        if (done()) {
            return true;
        }
        // C's layout ends in the year, with a zone before it in the output of `date`.
        int gap = at;
        if (spaces() > 0 && digitsFrom(at) == 4 && fullYear()) {
            return zone();
        }
        at = gap;
        if (!zonePart() || done()) {
            return done();
        }
        return spaces() > 0 && fullYear() && done();
    }

    private boolean fullYear() {
        int digits = digitsFrom(at);
        if (digits != 4 && digits != 2) {
            return false;
        }
        year = figures(at, digits);
        at += digits;
        if (digits == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        return true;
    }

    private boolean dateTimeGap() {
        return takeAny("Tt_") || spaces() > 0;
    }

    /// `4:47`, `04:47:44`, `04:47:44.123`, `4:47:44 PM`.
    private boolean clockTime() {
        spaces();
        hour = upToTwo();
        if (hour < 0 || !take(':')) {
            return false;
        }
        minute = upToTwo();
        if (minute < 0) {
            return false;
        }
        if (take(':')) {
            second = upToTwo();
            if (second < 0 || (takeAny(".,") && !fraction())) {
                return false;
            }
        }
        int gap = at;
        spaces();
        if (end - at >= 2 && (text.charAt(at + 1) | 32) == 'm') {
            int half = text.charAt(at) | 32;
            if ((half == 'a' || half == 'p') && hour >= 1 && hour <= 12) {
                hour = hour % 12 + (half == 'p' ? 12 : 0);
                at += 2;
                return true;
            }
        }
        at = gap;
        return true;
    }

    private boolean fraction() {
        int digits = digitsFrom(at);
        nano = 0;
        for (int i = 0; i < 9; i++) {
            nano = nano * 10 + (i < digits ? text.charAt(at + i) - '0' : 0);
        }
        at += digits;
        return digits > 0;
    }

    /// A zone or none, and then the end of the text.
    private boolean zone() {
        if (done()) {
            return true;
        }
        if (!zonePart()) {
            return false;
        }
        if (at < end && text.charAt(at) == '[') {
            return text.charAt(end - 1) == ']';
        }
        // Go prints the name after the offset: `+0000 UTC`.
        return done() || (spaces() > 0 && TimeZones.length(text, at, end) == end - at);
    }

    private boolean zonePart() {
        spaces();
        int length = TimeZones.length(text, at, end);
        if (length == 0) {
            return false;
        }
        offset = TimeZones.offset(text, at, length);
        offsetKnown = true;
        at += length;
        return true;
    }

    /// The place, from 1, of the three letters here in `names`; passes over the rest of a longer
    /// name. 0 when they are none of them.
    private int name(String names) {
        if (end - at < 3) {
            return 0;
        }
        for (int i = 0; i < names.length(); i += 3) {
            if ((text.charAt(at) | 32) == names.charAt(i)
                    && (text.charAt(at + 1) | 32) == names.charAt(i + 1)
                    && (text.charAt(at + 2) | 32) == names.charAt(i + 2)) {
                at += 3;
                while (at < end && Character.isLetter(text.charAt(at))) {
                    at++;
                }
                return i / 3 + 1;
            }
        }
        return 0;
    }

    private boolean done() {
        return at == end;
    }

    private int upToTwo() {
        int digits = digitsFrom(at);
        if (digits != 1 && digits != 2) {
            return -1;
        }
        int value = figures(at, digits);
        at += digits;
        return value;
    }

    private int figures(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    private int digitsFrom(int from) {
        int i = from;
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i - from;
    }

    private boolean take(char wanted) {
        if (at < end && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean takeAny(String wanted) {
        if (at < end && wanted.indexOf(text.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    /// Java prints a narrow no-break space before AM and PM.
    private int spaces() {
        int from = at;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\u202f')) {
            at++;
        }
        return at - from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
