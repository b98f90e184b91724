package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// Credentials behind the name of their scheme (RFC 9110, section 11): `Bearer x`, `Basic x`.
final class AuthorizationHeader implements Rule {

    @Override
    public List<String> triggers() {
        return List.of("bearer", "basic");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (Chars.alphanumeric(Chars.at(text, start - 1))) {
            return;
        }
        int from = Chars.skipSpaces(text, end);
        if (from == end) {
            return;
        }
        int to = Chars.base64End(text, from);
        while (to < text.length()
                && (Chars.base64(text.charAt(to)) || ".~=".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        if (to - from >= 8 && ValueLook.of(text, from, to) != ValueLook.PLAIN) {
            found.add(
                    from,
                    to,
                    text.charAt(start) == 'b' || text.charAt(start + 1) == 'e'
                            ? "bearer"
                            : "basic");
        }
    }
}
