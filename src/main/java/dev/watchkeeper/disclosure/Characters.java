package dev.watchkeeper.disclosure;

import java.util.Locale;

/// Text of strangers as it may be shown: what a reader cannot see, or what a terminal would obey,
/// is written out.
///
/// Shown as a backslash, `u` and the hexadecimal number in braces: control characters except
/// newline and tab, escape sequences, bidirectional controls, zero-width and other format
/// characters, tag characters, variation selectors, blank letters, unpaired surrogates,
/// noncharacters, and the Unicode line and paragraph separators. Applying it to its own result
/// changes nothing, so text may pass more than once; a text that held the notation literally is not
/// told apart.
public final class Characters {

    private Characters() {}

    /// A text as it may be shown.
    ///
    /// @param sanitized how many characters were written out
    public record Visible(String text, int sanitized) {}

    /// A text cut to size.
    ///
    /// @param length how many code points the whole text has
    public record Cut(String text, boolean truncated, int length) {}

    /// The text with every deceptive character written out.
    public static Visible visible(String text) {
        int clean = cleanPrefix(text);
        if (clean == text.length()) {
            return new Visible(text, 0);
        }
        StringBuilder shown = new StringBuilder(text.length() + 32).append(text, 0, clean);
        int sanitized = 0;
        for (int i = clean; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (deceptive(point)) {
                shown.append("\\u{")
                        .append(Integer.toHexString(point).toUpperCase(Locale.ROOT))
                        .append('}');
                sanitized++;
            } else {
                shown.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return new Visible(shown.toString(), sanitized);
    }

    /// The visible text in one line: each run of white space, line breaks included, is one space.
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\r' || Character.isSpaceChar(point) || point == '\n' || point == '\t') {
                gap = true;
            } else {
                if (gap && !line.isEmpty()) {
                    line.append(' ');
                }
                gap = false;
                line.appendCodePoint(point);
            }
        }
        return visible(line.toString()).text();
    }

    /// The text in at most `most` code points. A longer one keeps its head and its tail, about
    /// three to one, with the number of characters left out between them; an escape is never split
    /// into something live, for what is cut has to be made visible first.
    public static Cut cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return new Cut(text, false, length);
        }
        int room = most - gap(length).length();
        if (room < 8) {
            return new Cut(text.substring(0, text.offsetByCodePoints(0, most)), true, length);
        }
        int tail = room / 4;
        String kept =
                text.substring(0, text.offsetByCodePoints(0, room - tail))
                        + gap(length - room)
                        + text.substring(text.offsetByCodePoints(text.length(), -tail));
        return new Cut(kept, true, length);
    }

    private static String gap(int left) {
        return " …[" + left + " more]… ";
    }

    private static int cleanPrefix(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c >= 0x7F || (c < 0x20 && c != '\n' && c != '\t')) {
                int point = text.codePointAt(i);
                if (deceptive(point)) {
                    return i;
                }
                i += Character.charCount(point);
            } else {
                i++;
            }
        }
        return i;
    }

    private static boolean deceptive(int point) {
        if (point == '\n' || point == '\t') {
            return false;
        }
        if (point >= 0x20 && point < 0x7F) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> blankLetter(point) || (point & 0xFFFE) == 0xFFFE || inIgnoredBlock(point);
        };
    }

    /// Characters that count as letters or marks and show nothing.
    private static boolean blankLetter(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static boolean inIgnoredBlock(int point) {
        return (point >= 0x180B && point <= 0x180F)
                || (point >= 0x2060 && point <= 0x206F)
                || (point >= 0xFDD0 && point <= 0xFDEF)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xFFF0 && point <= 0xFFFB)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }
}
