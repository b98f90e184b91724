package dev.watchkeeper.disclosure.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Secrets within base64: text of which a telling word shows in one of the three forms that base64
/// gives it, and that has a secret once it is decoded. The whole of it is hidden.
final class Encoded implements Rule {

    private static final List<String> WORDS =
            List.of(
                    "password",
                    "passwd",
                    "secret",
                    "token",
                    "api_key",
                    "apikey",
                    "api-key",
                    "bearer ",
                    "authoriz",
                    "access_key",
                    "private_key");
    private static final int LONGEST = 8_192;

    private final Predicate<String> hasSecret;
    private final List<String> triggers;

    Encoded(Predicate<String> hasSecret) {
        this.hasSecret = hasSecret;
        Set<String> all = new LinkedHashSet<>();
        for (String word : WORDS) {
            String capital = Character.toUpperCase(word.charAt(0)) + word.substring(1);
            for (String written : List.of(word, capital, word.toUpperCase(Locale.ROOT))) {
                for (int offset = 0; offset < 3; offset++) {
                    all.add(core(written, offset).toLowerCase(Locale.ROOT));
                }
            }
        }
        triggers = List.copyOf(all);
    }

    /// What of the base64 of a text is the same whatever surrounds it, when it begins `offset`
    /// bytes into a group of three.
    static String core(String text, int offset) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return encoded.substring((offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    @Override
    public List<String> triggers() {
        return triggers;
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (start < found.examined() || start < found.covered()) {
            return;
        }
        int from = start;
        while (from > 0
                && start - from < LONGEST
                && from > found.examined()
                && Chars.base64(text.charAt(from - 1))) {
            from--;
        }
        int limit = Math.min(text.length(), end + LONGEST);
        int to = end;
        while (to < limit && Chars.base64(text.charAt(to))) {
            to++;
        }
        found.examine(to);
        if (to - from < 16) {
            return;
        }
        for (int shift = 0; shift < 4; shift++) {
            String decoded = AuthorizationHeader.decoded(text, from + shift, to);
            if (decoded != null && readable(decoded) && hasSecret.test(decoded)) {
                while (Chars.at(text, to) == '=') {
                    to++;
                }
                found.add(from, to, "encoded");
                return;
            }
        }
    }

    private static boolean readable(String decoded) {
        int odd = 0;
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            odd += c < ' ' && !Chars.space(c) ? 1 : 0;
        }
        return odd * 20 <= decoded.length();
    }
}
