package dev.watchkeeper.analysis;

/// What a character is to the masking of messages: one table look-up instead of a chain of
/// questions.
final class CharKind {
    static final byte SPACE = 0;
    static final byte LETTER = 1;
    static final byte DIGIT = 2;

    /// Ends a word and stands for itself: brackets, quotes, `=`, `,` and the like.
    static final byte BREAK = 3;

    /// Belongs to a word when letters or digits stand around it: `.`, `-`, `_`, `/`, `@` and the
    /// like.
    static final byte INNER = 4;

    static final byte COLON = 5;

    /// Control characters and replacement characters: never part of what a programmer wrote.
    static final byte GARBAGE = 6;

    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            KINDS[c] = ascii(c);
        }
    }

    private static byte ascii(char c) {
        if (c == ' ' || between(c, '\t', '\r')) {
            return SPACE;
        }
        if (digit(c)) {
            return DIGIT;
        }
        if (between(c, 'a', 'z') || between(c, 'A', 'Z') || c == '_') {
            return LETTER;
        }
        if (c < ' ' || c == 127) {
            return GARBAGE;
        }
        if (c == ':') {
            return COLON;
        }
        return "./\\-@$*+~".indexOf(c) >= 0 ? INNER : BREAK;
    }

    private CharKind() {}

    static byte of(char c) {
        return c < 128 ? KINDS[c] : other(c);
    }

    static boolean wordy(char c) {
        byte kind = of(c);
        return kind == LETTER || kind == DIGIT;
    }

    static boolean digit(char c) {
        return between(c, '0', '9');
    }

    static boolean hex(char c) {
        return digit(c) || between(c, 'a', 'f') || between(c, 'A', 'F');
    }

    private static byte other(char c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return SPACE;
        }
        return c == '\uFFFD' || c < 0xA0 || between(c, '\uE000', '\uF8FF') ? GARBAGE : LETTER;
    }

    private static boolean between(char c, char least, char most) {
        return c >= least && c <= most;
    }
}
