package dev.watchkeeper.disclosure.redaction;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text as it reads, for matching alone: without what cannot be seen or what a terminal obeys,
/// with wide and stylised letters as plain ones, and with one layer of URL and JSON escapes undone.
/// Each of its characters knows the place it came from.
final class Folded {

    /// Texts of which one stands where ASCII may read as something else.
    static final List<String> ESCAPES =
            List.of(
                    "\u001b", "%2", "%3", "%4", "%5", "%6", "%7", "\\u00", "&quot;", "&#3",
                    "&apos;", "&lt;", "&gt;", "&amp;");

    private static final char ESCAPE = '\u001b';

    private final String original;
    private final StringBuilder text;
    private int[] starts;
    private int[] ends;
    private boolean changed;

    private Folded(String original) {
        this.original = original;
        this.text = new StringBuilder(original.length());
        this.starts = new int[original.length() + 16];
        this.ends = new int[original.length() + 16];
        int i = 0;
        while (i < original.length()) {
            i = step(i);
        }
    }

    /// The folded text; null when it is the text itself.
    static @Nullable Folded of(String text) {
        var folded = new Folded(text);
        return folded.changed ? folded : null;
    }

    /// The text as it reads.
    static String fold(String text) {
        Folded folded = of(text);
        return folded == null ? text : folded.text();
    }

    /// True when a character beyond ASCII may read as something else or as nothing.
    static boolean mayFold(char c) {
        return switch (c >> 8) {
            case 0x00 -> c >= 0x80 && (c <= 0xA0 || c == 0xAA || c == 0xAD);
            case 0x03 -> c == 0x034F;
            case 0x06 -> c == 0x061C;
            case 0x11 -> c == 0x115F || c == 0x1160;
            case 0x17 -> c == 0x17B4 || c == 0x17B5;
            case 0x18 -> c >= 0x180B && c <= 0x180F;
            case 0x1D -> c >= 0x1D2C && c <= 0x1DBF;
            case 0x20 ->
                    c != 0x2013
                            && c != 0x2014
                            && c != 0x2018
                            && c != 0x2019
                            && c != 0x201C
                            && c != 0x201D
                            && c != 0x2022
                            && c != 0x20AC;
            case 0x21 -> c < 0x2190;
            case 0x24 -> c >= 0x2460;
            case 0x2C -> c == 0x2C7C || c == 0x2C7D;
            case 0x30 -> c == 0x3000;
            case 0x31 -> c == 0x3164;
            case 0xFB -> c <= 0xFB06;
            case 0xFE -> c <= 0xFE0F || c >= 0xFE50;
            case 0xFF -> true;
            default -> Character.isSurrogate(c);
        };
    }

    String text() {
        return text.toString();
    }

    /// Where the character at an index of the folded text begins in the original.
    int start(int index) {
        return starts[index];
    }

    /// Where the character before an index of the folded text ends in the original.
    int end(int index) {
        return ends[index - 1];
    }

    private int step(int i) {
        char c = original.charAt(i);
        if (c == ESCAPE || c == '\u009b') {
            changed = true;
            return afterControl(i);
        }
        if (c == '%' && i + 2 < original.length()) {
            int value = hex(i + 1, 2);
            if (value >= 0x20 && value < 0x7F) {
                return put((char) value, i, i + 3);
            }
        } else if (c == '\\') {
            int last = i;
            while (last - i < 8
                    && last + 1 < original.length()
                    && original.charAt(last + 1) == '\\') {
                last++;
            }
            int value = original.startsWith("u00", last + 1) ? hex(last + 4, 2) : -1;
            if (value >= 0x20 && value < 0x7F && value != '"' && value != '\\') {
                return put((char) value, i, last + 6);
            }
            if (value == ESCAPE) {
                changed = true;
                return afterControl(last + 5);
            }
        } else if (c == '&') {
            int end = entity(i);
            if (end > 0) {
                return end;
            }
        } else if (c >= 0x80 && mayFold(c)) {
            return wide(i);
        }
        keep(c, i, i + 1);
        return i + 1;
    }

    /// Behind a terminal's escape sequence: CSI with its parameters, OSC with its text, or two
    /// characters.
    private int afterControl(int escape) {
        int i = escape + 1;
        boolean csi = original.charAt(escape) == '\u009b';
        if (!csi && i < original.length() && original.charAt(i) == '[') {
            csi = true;
            i++;
        }
        if (csi) {
            while (i < original.length()
                    && i - escape < 64
                    && original.charAt(i) >= 0x20
                    && original.charAt(i) < 0x40) {
                i++;
            }
            return i < original.length() && original.charAt(i) >= 0x40 && original.charAt(i) < 0x7F
                    ? i + 1
                    : i;
        }
        if (i < original.length()
                && original.charAt(i) >= 0x20
                && original.charAt(i) < 0x7F
                && original.charAt(i) != ']') {
            return i + 1;
        }
        return i;
    }

    private int entity(int i) {
        String[] names = {"&quot;", "&#34;", "&apos;", "&#39;", "&lt;", "&gt;", "&amp;"};
        String plain = "\"\"''<>&";
        for (int n = 0; n < names.length; n++) {
            if (original.startsWith(names[n], i)) {
                return put(plain.charAt(n), i, i + names[n].length());
            }
        }
        return -1;
    }

    private int wide(int i) {
        int point = original.codePointAt(i);
        int end = i + Character.charCount(point);
        if (Character.getType(point) == Character.FORMAT || ignored(point)) {
            changed = true;
            return end;
        }
        String plain =
                point >= 0xFF01 && point <= 0xFF5E
                        ? String.valueOf((char) (point - 0xFEE0))
                        : Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c < 0x80)) {
            for (int at = i; at < end; at++) {
                keep(original.charAt(at), at, at + 1);
            }
            return end;
        }
        for (int at = 0; at < plain.length(); at++) {
            put(plain.charAt(at), i, end);
        }
        return end;
    }

    private static boolean ignored(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x17B4
                || point == 0x17B5
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0x2060 && point <= 0x206F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    private int hex(int at, int digits) {
        if (at + digits > original.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = original.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int put(char c, int start, int end) {
        changed = true;
        keep(c, start, end);
        return end;
    }

    private void keep(char c, int start, int end) {
        int at = text.length();
        if (at == starts.length) {
            starts = Arrays.copyOf(starts, at * 2);
            ends = Arrays.copyOf(ends, at * 2);
        }
        starts[at] = start;
        ends[at] = end;
        text.append(c);
    }
}
