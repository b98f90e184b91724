package dev.watchkeeper.source.lines;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Rules out lines by a text that they must have, without decoding them. A text with anything but
/// ASCII letters, digits, spaces and `_-.` is not looked for, because it may be written in several
/// ways; nor is anything in a line with an escaped character.
public final class TextScan {

    // Beyond ASCII only these two become ASCII in lower case. Lines hold the bytes of UTF-8 as
    // characters.
    private static final String DOTTED_CAPITAL_I = "\u00C4\u00B0";
    private static final String KELVIN_SIGN = "\u00E2\u0084\u00AA";

    private TextScan() {}

    /// False when the lines certainly lack one of the texts, in any case of letters.
    public static boolean mayContainAll(LineGroup group, List<String> texts) {
        for (String text : texts) {
            if (plain(text) && !mayContain(group, text.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /// False when the line certainly has none of the values, written as they are.
    public static boolean mayContainAny(Line line, Collection<String> values) {
        if (values.isEmpty() || line.contains("\\u")) {
            return true;
        }
        for (String value : values) {
            if (!plain(value) || !Character.isLetter(value.charAt(0)) || line.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /// True when the line has one of the words, which are in lower case, in any case of letters.
    public static boolean hasAny(Line line, List<String> words) {
        for (String word : words) {
            if (contains(line, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean plain(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z')
                                        || (c >= 'A' && c <= 'Z')
                                        || (c >= '0' && c <= '9')
                                        || " _-.".indexOf(c) >= 0);
    }

    private static boolean mayContain(LineGroup group, String lower) {
        Line line = group.head();
        if (group.cut() || line.contains("\\u") || contains(line, lower)) {
            return true;
        }
        if ((lower.indexOf('i') >= 0 && line.contains(DOTTED_CAPITAL_I))
                || (lower.indexOf('k') >= 0 && line.contains(KELVIN_SIGN))) {
            return true;
        }
        for (String more : group.more()) {
            if (more.toLowerCase(Locale.ROOT).contains(lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Line line, String lower) {
        String block = line.block();
        char small = lower.charAt(0);
        char large = Character.toUpperCase(small);
        int last = line.end() - lower.length();
        for (int i = line.start(); i <= last; i++) {
            char c = block.charAt(i);
            if ((c == small || c == large)
                    && block.regionMatches(true, i, lower, 0, lower.length())) {
                return true;
            }
        }
        return false;
    }
}
