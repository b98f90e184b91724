package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.disclosure.Characters;

/// How many columns of a terminal a text takes: East Asian wide characters and emoji take two,
/// combining marks none (Unicode Standard Annex 11, East Asian Width, by its blocks).
public final class TextWidth {

    /// First and last code points of what takes two columns.
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23F3}, {0x2E80, 0x303E}, {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF}, {0xA960, 0xA97C}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFD}
    };

    private TextWidth() {}

    /// The columns that a text of one line takes.
    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /// The text in one visible line of at most so many columns; a longer one ends with `…`.
    public static String cut(String text, int columns) {
        String line = Characters.line(text);
        if (of(line) <= columns) {
            return line;
        }
        var kept = new StringBuilder();
        int used = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            if (used + of(point) > columns - 1) {
                break;
            }
            kept.appendCodePoint(point);
            used += of(point);
            i += Character.charCount(point);
        }
        return kept.append('…').toString();
    }

    /// The text in exactly so many columns.
    public static String fit(String text, int columns) {
        String kept = cut(text, columns);
        return kept + " ".repeat(columns - of(kept));
    }
}
