package dev.watchkeeper.disclosure.redaction;

import java.util.Map;

/// The marks that stand for hidden values: `[redacted:bearer:3f9a12cd]`.
///
/// A mark in a log proves nothing: whoever can write a line can write one, and it is left as it is.
/// It can hide nothing, for it has room for a kind and eight digits alone.
public final class Marks {

    /// What every mark begins with.
    static final String OPENING = "[redacted:";

    private static final int DIGITS = 8;
    private static final int LONGEST_KIND = 24;

    private Marks() {}

    static String of(String kind, String digits) {
        return OPENING + kind + ":" + digits + "]";
    }

    /// True when the text holds a mark.
    public static boolean in(String text) {
        return next(text, 0) >= 0;
    }

    /// True when the literal occurs at a place where it does not depend on what a mark says: one
    /// that touches no mark, or that covers each mark it touches from end to end.
    ///
    /// A filter that asks this, rather than whether the literal occurs, is no oracle: the digits of
    /// a mark, and what stands beside it, cannot be found out one character at a time.
    public static boolean foundOutside(String redactedText, String literal, boolean ignoreCase) {
        int mark = next(redactedText, 0);
        int markEnd = mark < 0 ? -1 : end(redactedText, mark);
        int last = redactedText.length() - literal.length();
        for (int start = 0; start <= last; start++) {
            while (mark >= 0 && markEnd <= start) {
                mark = next(redactedText, markEnd);
                markEnd = mark < 0 ? -1 : end(redactedText, mark);
            }
            if (mark >= 0 && mark < start) {
                start = markEnd - 1;
                continue;
            }
            if (redactedText.regionMatches(ignoreCase, start, literal, 0, literal.length())
                    && !cut(redactedText, start + literal.length(), mark)) {
                return true;
            }
        }
        return false;
    }

    /// True when a mark at or after `mark` begins before `place` and ends behind it.
    private static boolean cut(String text, int place, int mark) {
        int at = mark;
        while (at >= 0 && at < place) {
            int end = end(text, at);
            if (end > place) {
                return true;
            }
            at = next(text, end);
        }
        return false;
    }

    /// Adds up the marks that stand in a text, by kind.
    static void count(String text, Map<String, Integer> counts) {
        for (int mark = next(text, 0); mark >= 0; mark = next(text, end(text, mark))) {
            int kind = mark + OPENING.length();
            counts.merge(text.substring(kind, text.indexOf(':', kind)), 1, Integer::sum);
        }
    }

    /// Where the next mark begins, or -1.
    static int next(String text, int from) {
        int at = text.indexOf(OPENING, from);
        while (at >= 0 && end(text, at) < 0) {
            at = text.indexOf(OPENING, at + 1);
        }
        return at;
    }

    /// The end of the mark that begins here, or -1 when none does.
    static int end(String text, int start) {
        if (!text.startsWith(OPENING, start)) {
            return -1;
        }
        int kind = start + OPENING.length();
        int i = kind;
        while (i < text.length() && i - kind <= LONGEST_KIND && isKind(text.charAt(i))) {
            i++;
        }
        int end = i + DIGITS + 2;
        if (i == kind || i - kind > LONGEST_KIND || end > text.length() || text.charAt(i) != ':') {
            return -1;
        }
        for (int digit = i + 1; digit < end - 1; digit++) {
            char c = text.charAt(digit);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return -1;
            }
        }
        return text.charAt(end - 1) == ']' ? end : -1;
    }

    private static boolean isKind(char c) {
        return (c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9');
    }
}
