package dev.watchkeeper.source;

/// A place in a text, which moves on over what is recognised there.
final class TextCursor {

    private final CharSequence text;
    private final int end;
    private int at;

    TextCursor(CharSequence text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void moveTo(int place) {
        at = place;
    }

    /// The character here, which is passed.
    char next() {
        return text.charAt(at++);
    }

    char charAt(int place) {
        return text.charAt(place);
    }

    CharSequence text() {
        return text;
    }

    /// The place, from 1, of the three letters here in `names`; passes over the rest of a longer
    /// name. 0 when they are none of them.
    int name(String names) {
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

    boolean done() {
        return at == end;
    }

    int upToTwo() {
        int digits = digitsFrom(at);
        if (digits != 1 && digits != 2) {
            return -1;
        }
        int value = figures(at, digits);
        at += digits;
        return value;
    }

    int figures(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    int digitsFrom(int from) {
        int i = from;
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i - from;
    }

    boolean take(char wanted) {
        if (at < end && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    boolean takeAny(String wanted) {
        if (at < end && wanted.indexOf(text.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    /// Java prints a narrow no-break space before AM and PM.
    int spaces() {
        int from = at;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\u202f')) {
            at++;
        }
        return at - from;
    }

    /// The digits here, which are passed, as behind a decimal point; those after the ninth do not
    /// count.
    int billionths(int digits) {
        int value = 0;
        for (int i = 0; i < 9; i++) {
            value = value * 10 + (i < digits ? text.charAt(at + i) - '0' : 0);
        }
        at += digits;
        return value;
    }

    /// True when the eight digits here may be a date of our time.
    boolean plausibleDate() {
        int year = figures(at, 4);
        return year >= 1970 && year < 2200 && figures(at + 4, 2) <= 12 && figures(at + 6, 2) <= 31;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
