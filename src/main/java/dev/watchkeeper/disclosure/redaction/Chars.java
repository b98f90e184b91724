package dev.watchkeeper.disclosure.redaction;

/// What characters of ASCII are to the rules.
final class Chars {

    private Chars() {}

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean alphanumeric(char c) {
        return digit(c) || letter(c);
    }

    static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// The characters of base64url, and so of most tokens.
    static boolean token(char c) {
        return alphanumeric(c) || c == '-' || c == '_';
    }

    /// The characters of both alphabets of base64 (RFC 4648), without padding.
    static boolean base64(char c) {
        return token(c) || c == '+' || c == '/';
    }

    static boolean quote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /// The character at an index; a zero where there is none.
    static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : 0;
    }

    static int skipSpaces(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /// The end of the run of token characters from here, at most `most` of them.
    static int tokenEnd(String text, int from, int most) {
        int limit = Math.min(text.length(), from + most);
        int i = from;
        while (i < limit && token(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static int base64End(String text, int from) {
        int i = from;
        while (i < text.length() && base64(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
