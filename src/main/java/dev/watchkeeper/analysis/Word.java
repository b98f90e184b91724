package dev.watchkeeper.analysis;

import java.util.Set;

/// What a single word that stayed in a shape looks like.
final class Word {
    /// Keys whose value says what happened rather than to whom.
    private static final Set<String> WHAT =
            Set.of(
                    "msg",
                    "message",
                    "event",
                    "error",
                    "err",
                    "reason",
                    "status",
                    "state",
                    "level",
                    "severity",
                    "action",
                    "type",
                    "method",
                    "op",
                    "cmd",
                    "result",
                    "code",
                    "kind");

    private Word() {}

    /// Whether messages with different values of this key are different messages.
    static boolean tellsWhat(String key) {
        return WHAT.contains(key);
    }

    /// Capitals only, as in constants, states and levels (`NEW`, `android.intent.SCREEN_ON`), or
    /// the type of an error: what distinguishes messages rather than fills them in.
    static boolean isState(String word) {
        if (word.endsWith("Error") || word.endsWith("Exception")) {
            return true;
        }
        boolean letter = false;
        int dot = word.lastIndexOf('.');
        if (dot == word.indexOf('.') && dot >= 0) {
            return false;
        }
        for (int i = dot + 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                return false;
            }
            letter |= c >= 'A' && c <= 'Z';
        }
        return letter;
    }

    /// Rather an identifier than a word of a sentence: a dot, underscore, digit, `$`, `@` or a
    /// capital inside.
    static boolean isName(String word) {
        if (isState(word)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '.'
                    || c == '_'
                    || c == '$'
                    || c == '@'
                    || c == '/'
                    || c == '\\'
                    || (c >= '0' && c <= '9')
                    || (i > 0 && c >= 'A' && c <= 'Z')) {
                return word.length() > 1;
            }
        }
        return false;
    }

    /// A name that only capitals inside make one: `NodeReady`.
    static boolean isCamel(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isLetter(word.charAt(i))) {
                return false;
            }
        }
        return isName(word);
    }

    /// Whether the word follows `=`, glued or not.
    static boolean isKeyed(Sketch sketch, int position) {
        return sketch.token(position - 1).equals("=");
    }

    /// A name that ends in a number, with the number left out; empty for other words.
    static String family(String word) {
        int at = word.length();
        while (at > 0 && CharKind.digit(word.charAt(at - 1))) {
            at--;
        }
        if (at == word.length() || at == 0) {
            return "";
        }
        for (int i = 0; i < at; i++) {
            if (!Character.isLetter(word.charAt(i))) {
                return "";
            }
        }
        return word.substring(0, at);
    }
}
