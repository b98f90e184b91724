package dev.watchkeeper.disclosure.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Credentials behind the name of their scheme (RFC 9110, section 11.6.2), in a header and
/// elsewhere: `Authorization: Bearer x`, `Basic x`, `Digest …, response="x"`.
final class AuthorizationHeader implements Rule {

    /// Names that stand before a credential and are none.
    static final List<String> SCHEMES =
            List.of(
                    "bearer",
                    "basic",
                    "token",
                    "apikey",
                    "api-key",
                    "key",
                    "bot",
                    "negotiate",
                    "ntlm",
                    "digest",
                    "genie",
                    "snowflake",
                    "splunk",
                    "oauth",
                    "hoba",
                    "jwt",
                    "pat",
                    "sso-key",
                    "bearer:",
                    "aws4-hmac-sha256",
                    "hawk");

    /// The kind of what stands in the header under a scheme of its own, or none.
    static final String KIND = "authorization";

    private static final int SHORTEST_ALONE = 8;
    private static final int LOOKED_AT = 512;
    private static final int LONGEST = 8_192;

    @Override
    public List<String> triggers() {
        return List.of("bearer", "basic", "negotiate", "ntlm", "digest", "authorization", "bot ");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (Chars.alphanumeric(Chars.at(text, start - 1))
                && !text.startsWith("uthorization", start + 1)) {
            return;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (start < found.covered()) {
            return;
        }
        if (word.equals("authorization")) {
            header(text, start, end, found);
            return;
        }
        int from = behindScheme(text, end);
        int to = from < 0 ? -1 : credentialsEnd(text, from, LOOKED_AT);
        if (to <= from || Placeholders.is(text, from, to)) {
            return;
        }
        switch (word) {
            case "basic" -> {
                if (decodesToPair(text, from, to)) {
                    found.add(from, credentialsEnd(text, from, text.length()), "basic");
                }
            }
            case "digest" -> response(text, from, found);
            case "bearer" -> {
                ValueLook look = ValueLook.of(text, from, to);
                if (look != ValueLook.PLAIN && to - from >= SHORTEST_ALONE) {
                    found.add(from, credentialsEnd(text, from, text.length()), "bearer");
                }
            }
            default -> {
                if (to - from >= 20 && ValueLook.of(text, from, to) == ValueLook.RANDOM) {
                    found.add(from, credentialsEnd(text, from, text.length()), word.strip());
                }
            }
        }
    }

    /// Behind the white space, colon or escape that follows a scheme; -1 when none does.
    private static int behindScheme(String text, int end) {
        int i = end;
        if (Chars.at(text, i) == ':' || Chars.at(text, i) == '=') {
            i++;
        }
        int from = Chars.skipSpaces(text, i);
        if (text.charAt(end - 1) == ' ') {
            return from;
        }
        if (from == end && (Chars.at(text, from) == '+')) {
            from++;
        }
        int quote = Extent.quoteAt(text, from);
        if (quote >= 0 && from > end) {
            from = quote + 1;
        }
        return from > end ? from : -1;
    }

    private void header(String text, int start, int end, Spans found) {
        Assignment assigned = Assignment.after(text, start, end);
        if (assigned == null
                || assigned.form() == Assignment.Form.SENTENCE
                || assigned.form() == Assignment.Form.ADJACENT
                || assigned.form() == Assignment.Form.FLAG) {
            return;
        }
        Extent whole = Extent.at(text, assigned.value(), false);
        int from = whole.start();
        int to = whole.quoted() ? whole.end() : lineEnd(text, from);
        int scheme = from;
        while (scheme < to && Chars.token(text.charAt(scheme))) {
            scheme++;
        }
        String kind = KIND;
        if (scheme > from && scheme < to && text.charAt(scheme) == ' ' && scheme - from <= 20) {
            String name = text.substring(from, scheme).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(name)) {
                if (!whole.quoted()) {
                    to = whole.end();
                }
            } else {
                kind =
                        name.equals("basic") || name.equals("bearer") || name.equals("digest")
                                ? name
                                : kind;
                from = Chars.skipSpaces(text, scheme);
                if (kind.equals("digest")) {
                    response(text, from, found);
                    return;
                }
                to =
                        name.equals("aws4-hmac-sha256")
                                        || name.equals("hawk")
                                        || name.equals("oauth")
                                ? from
                                : credentialsEnd(text, from, text.length());
            }
        } else if (!whole.quoted()) {
            to = whole.end();
        }
        boolean plain = ValueLook.of(text, from, to) == ValueLook.PLAIN;
        if (to > from
                && !Placeholders.is(text, from, to)
                && (!plain
                        || (!kind.equals(KIND)
                                && !Prose.isWord(text, from, to)
                                && to - from >= 4))) {
            found.add(from, to, kind);
        }
    }

    private static int lineEnd(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST);
        int end = text.indexOf('\n', from, limit);
        return end < 0 ? limit : end;
    }

    private static int credentialsEnd(String text, int from, int most) {
        int limit = Math.min(text.length(), from + most);
        int to = from;
        while (to < limit
                && (Chars.base64(text.charAt(to)) || ".~:%|!".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        while (to > from && (text.charAt(to - 1) == '.' || text.charAt(to - 1) == ':')) {
            to--;
        }
        int padded = to;
        while (Chars.at(text, padded) == '=') {
            padded++;
        }
        if (padded > to && Chars.alphanumeric(Chars.at(text, padded))) {
            // `bearer expires_in=5`: the name of something else.
            return from;
        }
        to = padded;
        return to;
    }

    /// The proof within a Digest header (RFC 7616); the rest is public.
    private static void response(String text, int from, Spans found) {
        int at = text.indexOf("response=", from, Math.min(text.length(), from + 2048));
        if (at >= 0) {
            Extent value = Extent.at(text, at + 9, false);
            if (value.end() - value.start() >= 16) {
                found.add(value.start(), value.end(), "digest");
            }
        }
    }

    private static boolean decodesToPair(String text, int from, int to) {
        String decoded = decoded(text, from, Math.min(to, from + 4096));
        return decoded != null
                && decoded.indexOf(':') >= 0
                && decoded.chars().noneMatch(c -> c < ' ');
    }

    /// The bytes of base64 text as characters; null when it is none.
    static @Nullable String decoded(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        int whole = end - from - ((end - from) % 4 == 1 ? 1 : 0);
        String plain = text.substring(from, from + whole).replace('-', '+').replace('_', '/');
        try {
            return new String(Base64.getDecoder().decode(plain), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
