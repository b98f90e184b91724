package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// The password in `scheme://user:password@host` (RFC 3986, section 3.2.1), also one that was not
/// encoded as it should have been, and a token in the place of the user.
final class UrlUserinfo implements Rule {

    private static final String KIND = "url-password";
    private static final int LONGEST = 512;

    @Override
    public List<String> triggers() {
        return List.of("://", "@");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (end - start == 1) {
            withoutScheme(text, start, found);
            return;
        }
        int limit = Math.min(text.length(), end + LONGEST);
        int colon = -1;
        int at = -1;
        for (int i = end; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '@') {
                at = i;
                if (colon < 0) {
                    break;
                }
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`') {
                break;
            } else if (c == '/' || c == '?' || c == '#' || c == '\'' || c == '\\') {
                if (at >= 0 || colon < 0 || isPort(text, colon + 1, i)) {
                    break;
                }
            }
        }
        if (at < 0) {
            return;
        }
        if (colon >= 0) {
            // what was hidden may have held the character that ended the authority
            if (Chars.at(text, Marks.end(text, colon + 1)) == '@') {
                return;
            }
            if (!Placeholders.is(text, colon + 1, at)) {
                found.add(colon + 1, at, KIND);
            }
        } else if (ValueLook.of(text, end, at) == ValueLook.RANDOM) {
            found.add(end, at, KIND);
        }
    }

    /// `user:password@host:port`, where a port tells it from mail and versions.
    private static void withoutScheme(String text, int at, Spans found) {
        int host = at + 1;
        while (host < text.length()
                && host - at < 128
                && (Chars.token(text.charAt(host)) || text.charAt(host) == '.')) {
            host++;
        }
        int port = host + 1;
        while (port - host <= 6 && Chars.digit(Chars.at(text, port))) {
            port++;
        }
        boolean ported =
                Chars.at(text, host) == ':'
                        && port - host >= 3
                        && port - host <= 6
                        && !Chars.alphanumeric(Chars.at(text, port));
        if (host == at + 1 || !ported) {
            return;
        }
        int colon = -1;
        int i = at;
        while (i > 0
                && at - i < 128
                && text.charAt(i - 1) > ' '
                && "/\"'=,()".indexOf(text.charAt(i - 1)) < 0) {
            i--;
            colon = text.charAt(i) == ':' ? i : colon;
        }
        boolean named =
                text.startsWith("sip", i)
                        || text.startsWith("user:", i)
                        || text.startsWith("mail", i)
                        || text.startsWith("from:", i)
                        || text.startsWith("to:", i);
        if (colon > i && !named && at - colon > 4 && !Placeholders.is(text, colon + 1, at)) {
            found.add(colon + 1, at, KIND);
        }
    }

    private static boolean isPort(String text, int from, int to) {
        if (to - from > 5) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Chars.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
