package dev.watchkeeper.disclosure.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Values in `Cookie` and `Set-Cookie` (RFC 6265), as headers, as fields and as printed by client
/// libraries. Attributes, and short plain values such as `theme=dark`, are left.
final class Cookies implements Rule {

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "path",
                    "domain",
                    "expires",
                    "max-age",
                    "samesite",
                    "secure",
                    "httponly",
                    "priority",
                    "version",
                    "comment");
    private static final int MOST_PAIRS = 200;
    private static final int LONGEST = 4_096;

    private final KeyNames names = new KeyNames(List.of());

    @Override
    public List<String> triggers() {
        return List.of("cookie");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (start < found.covered()) {
            return;
        }
        int nameEnd = Chars.at(text, end) == 's' ? end + 1 : end;
        Assignment assigned = Assignment.after(text, start, nameEnd);
        if (assigned == null
                || assigned.form() == Assignment.Form.SENTENCE
                || assigned.form() == Assignment.Form.ELEMENT) {
            return;
        }
        int i = assigned.value();
        if (Chars.at(text, i) == '[') {
            i++;
        }
        if (Chars.at(text, i) == '{') {
            dictionary(text, i + 1, found);
            return;
        }
        int quote = Extent.quoteNear(text, i);
        if (assigned.form() == Assignment.Form.ADJACENT) {
            Extent alone = Extent.head(text, i, false);
            if (alone.end() - alone.start() >= 20
                    && ValueLook.of(text, alone.start(), alone.end()) == ValueLook.RANDOM
                    && text.indexOf('=', alone.start(), alone.end()) < 0) {
                found.add(alone.start(), Extent.at(text, i, false).end(), "cookie");
                return;
            }
        }
        pairs(text, quote >= 0 ? quote + 1 : i, found);
    }

    /// Adds the values within the value of a field that is named for cookies.
    void value(String value, Spans found) {
        if (value.startsWith("{")) {
            dictionary(value, 1, found);
        } else {
            pairs(value, 0, found);
        }
    }

    private void pairs(String text, int from, Spans found) {
        int i = from;
        for (int pair = 0; pair < MOST_PAIRS; pair++) {
            int nameEnd = i;
            while (nameEnd < text.length()
                    && nameEnd - i < 128
                    && (Chars.token(text.charAt(nameEnd)) || text.charAt(nameEnd) == '.')) {
                nameEnd++;
            }
            int end = nameEnd;
            if (nameEnd > i && Chars.at(text, nameEnd) == '=') {
                int value = nameEnd + 1;
                boolean quoted = Chars.at(text, value) == '"';
                value += quoted ? 1 : 0;
                end = value;
                while (end < text.length() && end - value < LONGEST && isValue(text.charAt(end))) {
                    end++;
                }
                value(text, text.substring(i, nameEnd), value, end, found);
                end += quoted ? 1 : 0;
            } else if (nameEnd == i || Chars.at(text, nameEnd) != ';') {
                return;
            }
            if (Chars.at(text, end) != ';') {
                return;
            }
            i = Chars.skipSpaces(text, end + 1);
            if (text.startsWith("xpires=", i + 1)) {
                int next = text.indexOf(';', i);
                if (next < 0) {
                    return;
                }
                i = Chars.skipSpaces(text, next + 1);
            }
        }
    }

    private static boolean isValue(char c) {
        return c > ' ' && c != ';' && c != '"' && c != '\'' && c != '\\' && c != ',' && c != '<'
                && c != '>' && c != '`' && c != ')' && c != '}' && c != ']';
    }

    private void dictionary(String text, int from, Spans found) {
        int i = from;
        for (int pair = 0; pair < MOST_PAIRS; pair++) {
            int quote = Extent.quoteAt(text, Chars.skipSpaces(text, i));
            if (quote < 0) {
                return;
            }
            Extent name = Extent.at(text, Chars.skipSpaces(text, i), false);
            int behind = Extent.quoteAt(text, name.end());
            int colon = behind < 0 ? -1 : Chars.skipSpaces(text, behind + 1);
            if (colon < 0 || Chars.at(text, colon) != ':') {
                return;
            }
            Extent value = Extent.at(text, Chars.skipSpaces(text, colon + 1), false);
            value(
                    text,
                    text.substring(name.start(), Math.min(name.end(), name.start() + 128)),
                    value.start(),
                    value.end(),
                    found);
            int after = value.quoted() ? Extent.quoteAt(text, value.end()) + 1 : value.end();
            int comma = Chars.skipSpaces(text, after);
            if (after <= 0 || Chars.at(text, comma) != ',') {
                return;
            }
            i = comma + 1;
        }
    }

    private void value(String text, String name, int start, int end, Spans found) {
        if (ATTRIBUTES.contains(name.toLowerCase(Locale.ROOT))
                || Placeholders.is(text, start, end)) {
            return;
        }
        boolean secret =
                ValueLook.of(text, start, end) != ValueLook.PLAIN
                        || (names.of(name) != null
                                && !Prose.isWord(text, start, end)
                                && end - start >= 4);
        if (secret) {
            found.add(start, end, "cookie");
        }
    }
}
