package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Values that are secrets by the name before them.
final class NamedValues implements Rule {

    private static final List<String> STRONG =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "api_key",
                    "apikey",
                    "secret",
                    "access_token");

    private final List<String> names;

    NamedValues(Collection<String> further) {
        var all = new ArrayList<>(STRONG);
        further.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        names = List.copyOf(all);
    }

    @Override
    public List<String> triggers() {
        return names;
    }

    void value(String name, String value, Spans found) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (names.stream().anyMatch(lower::endsWith)
                && !Placeholders.is(value, 0, value.length())) {
            found.add(0, value.length(), "password");
        }
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        int i = end;
        if (Chars.quote(Chars.at(text, i))) {
            i++;
        }
        i = Chars.skipSpaces(text, i);
        if (Chars.at(text, i) != '=' && Chars.at(text, i) != ':') {
            return;
        }
        i = Chars.skipSpaces(text, i + 1);
        char quote = Chars.at(text, i);
        int from = Chars.quote(quote) ? i + 1 : i;
        int to = from;
        while (to < text.length()
                && (from > i
                        ? text.charAt(to) != quote
                        : !Chars.space(text.charAt(to)) && "&,;\"'".indexOf(text.charAt(to)) < 0)) {
            to++;
        }
        if (start >= found.covered() && !Placeholders.is(text, from, to)) {
            found.add(from, to, "password");
        }
    }
}
