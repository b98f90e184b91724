package dev.watchkeeper.disclosure.redaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a value follows its name, and where it begins.
record Assignment(Form form, int value) {

    enum Form {
        /// `name=value`, also with spaces and quotation marks.
        EQUALS,
        /// `name: value`, `"name": "value"`.
        COLON,
        /// `--name value`.
        FLAG,
        /// `<name>value</name>`.
        ELEMENT,
        /// `"name", "value"` in a list of pairs, `setName("value")`.
        PAIR,
        /// `name is value`.
        SENTENCE,
        /// `name value`, `name 'value'`.
        ADJACENT
    }

    private static final Set<String> VERBS = Set.of("is", "was", "are", "equals", "ist", "lautet");
    private static final String[] PARTICIPLES = {
        "set to ",
        "changed to ",
        "reset to ",
        "updated to ",
        "now ",
        "being ",
        "has been set to ",
        "been set to "
    };
    private static final int LONGEST_ATTRIBUTES = 200;

    /// The assignment behind a name at `[start, end)`; null when nothing is assigned.
    static @Nullable Assignment after(String text, int start, int end) {
        int i = end;
        int quote = Extent.quoteAt(text, i);
        boolean quoted = quote >= 0;
        if (quoted) {
            i = quote + 1;
        }
        if (Chars.at(text, i) == ']') {
            i++;
        }
        int sign = Chars.skipSpaces(text, i);
        char c = Chars.at(text, sign);
        return switch (c) {
            case '=' -> afterEquals(text, i, sign);
            case ':' -> afterColon(text, sign);
            case '-' ->
                    Chars.at(text, sign + 1) == '>'
                            ? new Assignment(Form.EQUALS, Chars.skipSpaces(text, sign + 2))
                            : null;
            case '>' -> opensElement(text, start) ? new Assignment(Form.ELEMENT, sign + 1) : null;
            case ',' -> quoted ? afterComma(text, sign) : null;
            case '(' ->
                    sign == end && Extent.quoteAt(text, sign + 1) >= 0
                            ? new Assignment(
                                    text.startsWith("set", start) ? Form.EQUALS : Form.PAIR,
                                    sign + 1)
                            : null;
            default -> {
                if (sign == i) {
                    yield null;
                }
                yield quoted ? afterQuoted(text, sign) : afterSpace(text, start, sign);
            }
        };
    }

    /// `key="password" value="x"`.
    private static @Nullable Assignment afterQuoted(String text, int next) {
        boolean valued = text.regionMatches(true, next, "value=", 0, 6);
        return valued ? new Assignment(Form.EQUALS, next + 6) : null;
    }

    private static @Nullable Assignment afterEquals(String text, int nameEnd, int sign) {
        int i = sign + 1;
        if (Chars.at(text, i) == '=' || Chars.at(text, i) == '>') {
            i++;
        } else if (Chars.at(text, i) == '~') {
            return null;
        }
        int value = Chars.skipSpaces(text, i);
        // `password= user=bob`: nothing was assigned.
        boolean nothing =
                value > i
                        && sign == nameEnd
                        && Extent.quoteAt(text, value) < 0
                        && named(text, value);
        return nothing ? null : new Assignment(Form.EQUALS, value);
    }

    private static boolean named(String text, int from) {
        int i = Chars.tokenEnd(text, from, 40);
        return i > from && Chars.at(text, i) == '=' && Chars.at(text, i + 1) != '=';
    }

    private static @Nullable Assignment afterColon(String text, int sign) {
        int i = sign + 1;
        if (Chars.at(text, i) == ':' || text.startsWith("//", i)) {
            return null;
        }
        if (Chars.at(text, i) == '=') {
            i++;
        }
        return new Assignment(Form.COLON, Chars.skipSpaces(text, i));
    }

    /// `"password", "value": "x"` and `("password", "x")`.
    private static @Nullable Assignment afterComma(String text, int sign) {
        int i = Chars.skipSpaces(text, sign + 1);
        int quote = Extent.quoteNear(text, i);
        if (quote < 0) {
            return null;
        }
        if (text.regionMatches(true, quote + 1, "value", 0, 5)) {
            int behind = Extent.quoteAt(text, quote + 6);
            int colon = behind < 0 ? -1 : Chars.skipSpaces(text, behind + 1);
            if (colon >= 0 && Chars.at(text, colon) == ':') {
                return new Assignment(Form.COLON, Chars.skipSpaces(text, colon + 1));
            }
        }
        return new Assignment(Form.PAIR, i);
    }

    private static @Nullable Assignment afterSpace(String text, int start, int value) {
        char dash = Chars.at(text, start - 1);
        char before = Chars.at(text, start - 2);
        boolean dashed = dash == '-' && (before == '-' || Chars.space(before));
        if (dashed) {
            return Chars.at(text, value) == '-' ? null : new Assignment(Form.FLAG, value);
        }
        if (opensElement(text, start)) {
            int close =
                    text.indexOf('>', value, Math.min(text.length(), value + LONGEST_ATTRIBUTES));
            boolean attributes =
                    close > 0
                            && text.indexOf('=', value, close) > 0
                            && text.charAt(close - 1) != '/';
            int valued =
                    text.indexOf(
                            "value=",
                            value,
                            close < 0
                                    ? Math.min(text.length(), value + LONGEST_ATTRIBUTES)
                                    : close);
            if (valued > 0) {
                return new Assignment(Form.EQUALS, valued + 6);
            }
            return attributes ? new Assignment(Form.ELEMENT, close + 1) : null;
        }
        // Whose it is may stand between: `password for bob is x`.
        int verb = value;
        if (text.startsWith("for ", value) || text.startsWith("of ", value)) {
            verb = Chars.skipSpaces(text, text.indexOf(' ', value));
            while (verb < text.length() && verb - value < 64 && text.charAt(verb) > ' ') {
                verb++;
            }
            verb = Chars.skipSpaces(text, verb);
        }
        int word = verb;
        while (word < text.length() && Chars.letter(text.charAt(word))) {
            word++;
        }
        if (word - verb <= 7
                && (Chars.at(text, word) == ' ' || Chars.at(text, word) == ':')
                && VERBS.contains(text.substring(verb, word))) {
            int next = Chars.skipSpaces(text, word);
            if (Chars.at(text, next) == ':') {
                next = Chars.skipSpaces(text, next + 1);
            }
            for (String participle : PARTICIPLES) {
                if (text.startsWith(participle, next)) {
                    next += participle.length();
                }
            }
            return new Assignment(Form.SENTENCE, next);
        }
        for (String participle : PARTICIPLES) {
            if (participle.endsWith("to ") && text.startsWith(participle, verb)) {
                return new Assignment(Form.SENTENCE, verb + participle.length());
            }
        }
        if (Chars.at(text, start - 1) == '=') {
            return null;
        }
        boolean to = text.startsWith("to ", value);
        return new Assignment(Form.ADJACENT, to ? Chars.skipSpaces(text, value + 2) : value);
    }

    private static boolean opensElement(String text, int start) {
        int i = start - 1;
        if (Chars.at(text, i) == ':') {
            i--;
            while (i >= 0 && start - i < 40 && Chars.alphanumeric(text.charAt(i))) {
                i--;
            }
        }
        return Chars.at(text, i) == '<';
    }
}
