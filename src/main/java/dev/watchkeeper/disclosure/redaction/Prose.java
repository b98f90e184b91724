package dev.watchkeeper.disclosure.redaction;

import java.util.Locale;
import java.util.Set;

/// Tells a value from the words of a sentence that goes on about it.
final class Prose {

    private static final Set<String> WORDS =
            Set.of(
                    "a",
                    "an",
                    "and",
                    "are",
                    "as",
                    "at",
                    "auth",
                    "authentication",
                    "authorization",
                    "be",
                    "been",
                    "because",
                    "but",
                    "by",
                    "can",
                    "cannot",
                    "change",
                    "check",
                    "contains",
                    "could",
                    "did",
                    "do",
                    "does",
                    "exceeded",
                    "expected",
                    "field",
                    "file",
                    "for",
                    "from",
                    "found",
                    "grant",
                    "had",
                    "has",
                    "have",
                    "hash",
                    "if",
                    "in",
                    "incorrect",
                    "invalid",
                    "is",
                    "it",
                    "its",
                    "length",
                    "less",
                    "login",
                    "long",
                    "longer",
                    "manager",
                    "match",
                    "may",
                    "minimum",
                    "missing",
                    "more",
                    "must",
                    "need",
                    "needs",
                    "not",
                    "now",
                    "of",
                    "only",
                    "or",
                    "policy",
                    "please",
                    "prompt",
                    "protected",
                    "protection",
                    "received",
                    "refresh",
                    "refused",
                    "rejected",
                    "required",
                    "reset",
                    "rotation",
                    "safe",
                    "same",
                    "secure",
                    "see",
                    "should",
                    "shorter",
                    "strength",
                    "strong",
                    "than",
                    "that",
                    "the",
                    "this",
                    "to",
                    "too",
                    "try",
                    "unable",
                    "under",
                    "unexpected",
                    "unknown",
                    "update",
                    "user",
                    "validation",
                    "verification",
                    "was",
                    "weak",
                    "when",
                    "will",
                    "with",
                    "within",
                    "without",
                    "would",
                    "wrong",
                    "you",
                    "your",
                    "which",
                    "while",
                    "again",
                    "ok",
                    "successful",
                    "successfully",
                    "soon",
                    "still",
                    "already",
                    "okay",
                    "fine",
                    "good",
                    "bad",
                    "old",
                    "new",
                    "next",
                    "different",
                    "identical",
                    "common",
                    "simple",
                    "short",
                    "here",
                    "there",
                    "up",
                    "out",
                    "set",
                    "incorrectly",
                    "available",
                    "unavailable",
                    "error",
                    "failure",
                    "success",
                    "mode",
                    "type",
                    "on",
                    "off",
                    "all",
                    "enough",
                    "non",
                    "loaded",
                    "read",
                    "sent",
                    "lost",
                    "kept",
                    "generated",
                    "unsafe",
                    "public",
                    "private",
                    "secret",
                    "optional",
                    "mandatory",
                    "case",
                    "sensitive",
                    "configured",
                    "unconfigured",
                    "token",
                    "tokens");

    private static final String[] ENDINGS = {
        "ed", "ing", "ly", "able", "ible", "tion", "ment", "ness", "ful", "less"
    };

    private Prose() {}

    /// True when the word is one that sentences about credentials are made of, rather than a value.
    static boolean isWord(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(i == start && c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        if (end - start > 24) {
            return false;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (WORDS.contains(word)) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (word.length() > ending.length() + 3 && word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /// True when a value of several words is a sentence: `This field is required.`
    static boolean isSentence(String text, int start, int end) {
        if (end - start > 300) {
            return false;
        }
        int words = 0;
        int common = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == ' ') {
                int last = i;
                while (last > from && ".,;:!?'\"".indexOf(text.charAt(last - 1)) >= 0) {
                    last--;
                }
                words += last > from ? 1 : 0;
                common += last > from && isWord(text, from, last) ? 1 : 0;
                from = i + 1;
            }
        }
        return words >= 3 && common >= 1 && common * 3 >= words;
    }

    /// True when a sentence goes on behind a word: a space and a small letter, and not the next
    /// `name=` or `name:`.
    static boolean goesOn(String text, int end) {
        if (Chars.at(text, end) != ' ') {
            return false;
        }
        int from = end + 1;
        int i = from;
        while (i < text.length()
                && i - from < 40
                && (Chars.token(text.charAt(i))
                        || (text.charAt(i) == '.' && Chars.alphanumeric(Chars.at(text, i + 1))))) {
            i++;
        }
        char next = Chars.at(text, i);
        return i > from && next != '=' && next != ':' && Chars.letter(text.charAt(from));
    }
}
