package dev.watchkeeper.analysis;

import java.util.Set;

/// Tells `mail.example.com` and `a@b.org` from `org.example.Mail` and `queue.size`.
final class HostName {
    /// Endings that are hardly ever the last part of a class, package or file name.
    private static final Set<String> ENDINGS =
            Set.of(
                    "com",
                    "net",
                    "org",
                    "edu",
                    "gov",
                    "mil",
                    "local",
                    "localdomain",
                    "internal",
                    "lan",
                    "arpa");

    /// Endings of countries with many hosts, without those that are words of programs too (`id`,
    /// `is`, `in`, `py`, `sh`).
    private static final Set<String> COUNTRIES =
            Set.of(
                    "de", "uk", "fr", "nl", "it", "es", "ru", "cn", "jp", "kr", "br", "au", "ca",
                    "ch", "se", "fi", "dk", "cz", "at", "eu", "us", "tw", "hk", "sg", "nz", "za",
                    "mx", "ar", "tr", "gr", "pt", "ie", "ua", "ro", "hu", "il", "kz", "vn", "th",
                    "io", "pl", "om");

    private HostName() {}

    /// Has a dot, or two for a country, or an `@` and a dot; ends as names of hosts do and does not
    /// begin so, as reversed package names do.
    static boolean looksLike(char[] in, int start, int until) {
        int dots = 0;
        int at = -1;
        int lastDot = -1;
        int firstDot = -1;
        for (int i = start; i < until; i++) {
            char c = in[i];
            if (c == '.') {
                dots++;
                lastDot = i;
                if (firstDot < 0) {
                    firstDot = i;
                }
            } else if (c == '@') {
                at = i;
            } else if (CharKind.of(c) == CharKind.INNER && c != '-' && c != '+') {
                return false;
            }
        }
        if (dots == 0 || lastDot + 1 >= until || at == start) {
            return false;
        }
        if (at > start) {
            return lastDot > at;
        }
        String ending = new String(in, lastDot + 1, until - lastDot - 1);
        String begin = new String(in, start, firstDot - start);
        boolean country = dots >= 2 && COUNTRIES.contains(ending);
        return (ENDINGS.contains(ending) || country) && !ENDINGS.contains(begin);
    }
}
