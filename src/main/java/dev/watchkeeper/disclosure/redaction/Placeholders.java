package dev.watchkeeper.disclosure.redaction;

import java.util.Locale;
import java.util.Set;

/// Values that stand where a secret was or would be.
final class Placeholders {

    private static final Set<String> WORDS =
            Set.of(
                    "null",
                    "none",
                    "nil",
                    "true",
                    "false",
                    "undefined",
                    "yes",
                    "no",
                    "empty",
                    "n/a");

    private Placeholders() {}

    static boolean is(String text, int start, int end) {
        if (end <= start) {
            return true;
        }
        char first = text.charAt(start);
        if (first == '*'
                || first == '['
                || first == '<'
                || first == '{'
                || (first == '$' && Chars.at(text, start + 1) == '{')) {
            return true;
        }
        return end - start < 16
                && WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
