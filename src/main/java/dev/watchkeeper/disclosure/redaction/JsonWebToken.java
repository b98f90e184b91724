package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// Tokens in the compact forms of JWS and JWE (RFC 7515, 7516): parts in base64url that begin with
/// a JSON object, joined by dots. One that was cut off in its second part is still a secret.
final class JsonWebToken implements Rule {

    private static final int SHORTEST_PART = 8;

    @Override
    public List<String> triggers() {
        return List.of("eyj");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (!text.startsWith("eyJ", start)
                || Chars.token(Chars.at(text, start - 1))
                || Chars.at(text, start - 1) == '.') {
            return;
        }
        int header = Chars.tokenEnd(text, start, text.length());
        if (header - start < SHORTEST_PART || Chars.at(text, header) != '.') {
            return;
        }
        int last = header;
        for (int part = 0; part < 4 && Chars.at(text, last) == '.'; part++) {
            int next = Chars.tokenEnd(text, last + 1, text.length());
            if (next == last + 1 && Chars.at(text, next) != '.') {
                break;
            }
            last = next;
        }
        if (last - header > SHORTEST_PART) {
            found.add(start, last, "jwt");
        }
    }
}
