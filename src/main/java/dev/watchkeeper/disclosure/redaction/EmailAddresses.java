package dev.watchkeeper.disclosure.redaction;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Addresses of mail (RFC 5321): a name, `@`, and a domain whose last part has letters alone.
final class EmailAddresses {

    /// What stands behind `@` and a dot in names of other things.
    private static final Set<String> OTHERS =
            Set.of(
                    "service",
                    "socket",
                    "timer",
                    "target",
                    "mount",
                    "slice",
                    "scope",
                    "device",
                    "js",
                    "ts",
                    "py",
                    "java",
                    "go",
                    "rb",
                    "png",
                    "jpg",
                    "jpeg",
                    "svg",
                    "webp",
                    "tgz",
                    "lock",
                    "json",
                    "yaml",
                    "yml",
                    "log",
                    "so",
                    "internal");

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 255;

    private EmailAddresses() {}

    static Spans.@Nullable Place at(String text, int at) {
        int from = at;
        while (from > 0 && at - from < LONGEST_NAME && isName(text.charAt(from - 1))) {
            from--;
        }
        while (from < at && text.charAt(from) == '.') {
            from++;
        }
        int to = at + 1;
        int dot = -1;
        while (to < text.length()
                && to - at < LONGEST_DOMAIN
                && (Chars.alphanumeric(text.charAt(to))
                        || text.charAt(to) == '-'
                        || text.charAt(to) == '.')) {
            if (text.charAt(to) == '.') {
                if (!Chars.alphanumeric(Chars.at(text, to + 1)) || to == at + 1) {
                    break;
                }
                dot = to;
            }
            to++;
        }
        while (to > at && text.charAt(to - 1) == '-') {
            to--;
        }
        boolean address = from < at && dot > 0 && to - dot > 2 && isTopLevel(text, dot + 1, to);
        boolean remote = Chars.at(text, from - 1) == '/' || text.startsWith("git@", from);
        return address && !remote ? new Spans.Place(from, to, "email", null) : null;
    }

    private static boolean isName(char c) {
        return Chars.alphanumeric(c)
                || ("._%+-'".indexOf(c) >= 0 && c != '\'')
                || (c >= 0xC0 && Character.isLetter(c));
    }

    private static boolean isTopLevel(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.letter(text.charAt(i))) {
                return false;
            }
        }
        return !OTHERS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
}
