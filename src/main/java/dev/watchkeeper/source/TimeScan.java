package dev.watchkeeper.source;

import java.time.LocalDate;
import java.time.YearMonth;

/// One pass over the text of a time: takes it apart into figures and leaves what they mean to
/// [TimeText].
final class TimeScan {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "montuewedthufrisatsun";

    private final TextCursor in;

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
        this.in = new TextCursor(text, start, end);
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
        char first = in.charAt(in.at());
        if (first == '-' || first == '+') {
            return number(in.digitsFrom(in.at() + 1));
        }
        if (!TextCursor.isDigit(first)) {
            return named();
        }
        int digits = in.digitsFrom(in.at());
        int after = in.at() + digits;
        char next = after < in.end() ? in.charAt(after) : ' ';
        if (digits == 4 && (next == '-' || next == '/')) {
            return isoDate(next) && (in.done() || (dateTimeGap() && clockTime() && zone()));
        }
        if (digits <= 2 && (next == '/' || next == ' ' || next == '-')) {
            return dayFirst() && clockTime() && zone();
        }
        if ((digits == 8 || digits == 14) && in.plausibleDate()) {
            return compact(digits);
        }
        return number(digits);
    }

    private boolean number(int digits) {
        boolean negative = in.charAt(in.at()) == '-';
        in.takeAny("+-");
        if (digits < 1 || (digits > 18 && !(digits == 19 && in.charAt(in.at()) < '9'))) {
            return false;
        }
        whole = 0;
        for (int i = 0; i < digits; i++) {
            whole = whole * 10 + (in.next() - '0');
        }
        if (in.at() < in.end() && (in.charAt(in.at()) == '.' || in.charAt(in.at()) == ',')) {
            in.next();
            if (!fraction()) {
                return false;
            }
        }
        if (negative) {
            whole = -whole;
            nano = -nano;
        }
        number = true;
        return in.done();
    }

    private boolean isoDate(char separator) {
        year = in.figures(in.at(), 4);
        in.moveTo(in.at() + 5);
        month = in.upToTwo();
        if (month < 0 || !in.take(separator)) {
            return false;
        }
        day = in.upToTwo();
        return day > 0;
    }

    private boolean compact(int digits) {
        year = in.figures(in.at(), 4);
        month = in.figures(in.at() + 4, 2);
        day = in.figures(in.at() + 6, 2);
        in.moveTo(in.at() + 8);
        if (digits == 8) {
            if (in.done()) {
                return true;
            }
            if (!dateTimeGap() || in.digitsFrom(in.at()) < 4) {
                return false;
            }
            if (in.digitsFrom(in.at()) != 6) {
                return clockTime() && zone();
            }
        }
        hour = in.figures(in.at(), 2);
        minute = in.figures(in.at() + 2, 2);
        second = in.figures(in.at() + 4, 2);
        in.moveTo(in.at() + 6);
        return (!in.takeAny(".,") || fraction()) && zone();
    }

    /// `04/Dec/2005:`, `04 Dec 2005 `, `04-Dec-2005 `, `06-Nov-94 `.
    private boolean dayFirst() {
        day = in.upToTwo();
        if (day < 0 || in.done()) {
            return false;
        }
        char separator = in.next();
        month = in.name(MONTHS);
        if (month < 1 || !in.take(separator)) {
            return false;
        }
        return fullYear() && (in.take(':') || in.spaces() > 0);
    }

    /// What begins with the name of a day or a month.
    private boolean named() {
        if (in.name(DAYS) > 0) {
            if (in.take(',')) {
                in.spaces();
                return dayFirst() && clockTime() && zone();
            }
            if (in.spaces() == 0) {
                return false;
            }
        }
        month = in.name(MONTHS);
        if (month < 1 || in.spaces() == 0) {
            return false;
        }
        day = in.upToTwo();
        boolean comma = in.take(',');
        if (day < 0 || in.spaces() == 0) {
            return false;
        }
        if (in.digitsFrom(in.at()) == 4) {
            return fullYear() && (in.take(',') || in.spaces() > 0) && clockTime() && zone();
        }
        if (comma || !clockTime()) {
            return false;
        }
        if (in.done()) {
            return true;
        }
        // C's layout ends in the year, with a zone before it in the output of `date`.
        int gap = in.at();
        if (in.spaces() > 0 && in.digitsFrom(in.at()) == 4 && fullYear()) {
            return zone();
        }
        in.moveTo(gap);
        if (!zonePart() || in.done()) {
            return in.done();
        }
        return in.spaces() > 0 && fullYear() && in.done();
    }

    private boolean fullYear() {
        int digits = in.digitsFrom(in.at());
        if (digits != 4 && digits != 2) {
            return false;
        }
        year = in.figures(in.at(), digits);
        in.moveTo(in.at() + digits);
        if (digits == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        return true;
    }

    private boolean dateTimeGap() {
        return in.takeAny("Tt_") || in.spaces() > 0;
    }

    /// `4:47`, `04:47:44`, `04:47:44.123`, `4:47:44 PM`.
    private boolean clockTime() {
        in.spaces();
        hour = in.upToTwo();
        if (hour < 0 || !in.take(':')) {
            return false;
        }
        minute = in.upToTwo();
        if (minute < 0) {
            return false;
        }
        if (in.take(':')) {
            second = in.upToTwo();
            if (second < 0 || (in.takeAny(".,") && !fraction())) {
                return false;
            }
        }
        int gap = in.at();
        in.spaces();
        if (in.end() - in.at() >= 2 && (in.charAt(in.at() + 1) | 32) == 'm') {
            int half = in.charAt(in.at()) | 32;
            if ((half == 'a' || half == 'p') && hour >= 1 && hour <= 12) {
                hour = hour % 12 + (half == 'p' ? 12 : 0);
                in.moveTo(in.at() + 2);
                return true;
            }
        }
        in.moveTo(gap);
        return true;
    }

    private boolean fraction() {
        int digits = in.digitsFrom(in.at());
        nano = in.billionths(digits);
        return digits > 0;
    }

    /// A zone or none, and then the end of the text.
    private boolean zone() {
        if (in.done()) {
            return true;
        }
        if (!zonePart()) {
            return false;
        }
        if (in.at() < in.end() && in.charAt(in.at()) == '[') {
            return in.charAt(in.end() - 1) == ']';
        }
        // Go prints the name after the offset: `+0000 UTC`.
        return in.done()
                || (in.spaces() > 0
                        && TimeZones.length(in.text(), in.at(), in.end()) == in.end() - in.at());
    }

    private boolean zonePart() {
        in.spaces();
        int length = TimeZones.length(in.text(), in.at(), in.end());
        if (length == 0) {
            return false;
        }
        offset = TimeZones.offset(in.text(), in.at(), length);
        offsetKnown = true;
        in.moveTo(in.at() + length);
        return true;
    }
}
