package dev.watchkeeper.disclosure.redaction;

import java.util.List;
import java.util.Locale;

/// Passwords on the command lines of well-known programs and in statements of databases, where no
/// name stands before them: `curl -u bob:x`, `mysql -px`, `IDENTIFIED BY 'x'`.
final class Commands implements Rule {

    private static final String KIND = "password";
    private static final int REACH = 200;

    @Override
    public List<String> triggers() {
        return List.of(
                " -u ",
                " -u",
                " --user ",
                " --user=",
                "sshpass -p",
                " -p",
                " -a ",
                "requirepass ",
                "identified ",
                "password(",
                "-passin pass:",
                "-passout pass:",
                "-pass pass:",
                "@tcp(",
                "@unix(");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        String trigger = text.substring(start, end).toLowerCase(Locale.ROOT).strip();
        switch (trigger) {
            case "-u", "--user", "--user=" -> {
                if (follows(text, start, "curl")
                        || follows(text, start, "wget")
                        || follows(text, start, "http")) {
                    pair(text, end, found);
                }
            }
            case "-p" -> {
                boolean spaced = Chars.at(text, end) == ' ';
                boolean program =
                        spaced
                                ? follows(text, start, "docker login")
                                        || follows(text, start, "podman login")
                                        || follows(text, start, "registry login")
                                        || follows(text, start, "mongo")
                                : follows(text, start, "mysql") || follows(text, start, "mariadb");
                if (program) {
                    argument(text, spaced ? end + 1 : end, found);
                }
            }
            case "sshpass -p" -> argument(text, Chars.skipSpaces(text, end), found);
            case "-a" -> {
                if (follows(text, start, "redis-cli")) {
                    argument(text, end, found);
                }
            }
            case "requirepass", "-passin pass:", "-passout pass:", "-pass pass:" ->
                    argument(text, end, found);
            case "identified" -> identified(text, end, found);
            case "password(" -> {
                if (Extent.quoteAt(text, end) >= 0) {
                    Extent value = Extent.at(text, end, false);
                    if (ValueLook.of(text, value.start(), value.end()) != ValueLook.PLAIN) {
                        argument(text, end, found);
                    }
                }
            }
            default -> driver(text, start, found);
        }
    }

    private static boolean follows(String text, int start, String program) {
        int from = Math.max(0, start - REACH);
        return text.substring(from, start).toLowerCase(Locale.ROOT).contains(program);
    }

    private static void pair(String text, int from, Spans found) {
        Extent value = Extent.at(text, Chars.skipSpaces(text, from), false);
        int colon = text.indexOf(':', value.start(), value.end());
        if (colon > value.start() && !Placeholders.is(text, colon + 1, value.end())) {
            found.add(colon + 1, value.end(), KIND);
        }
    }

    private static void argument(String text, int from, Spans found) {
        Extent value = Extent.at(text, from, false);
        if (Chars.at(text, value.start()) != '-'
                && !Placeholders.is(text, value.start(), value.end())) {
            found.add(value.start(), value.end(), KIND);
        }
    }

    private static void identified(String text, int end, Spans found) {
        int by =
                text.regionMatches(true, end, "by ", 0, 3)
                        ? end
                        : text.substring(end, Math.min(text.length(), end + 60))
                                .toLowerCase(Locale.ROOT)
                                .indexOf(" by ");
        if (by < 0) {
            return;
        }
        int from = by == end ? end + 3 : end + by + 4;
        if (text.regionMatches(true, from, "password ", 0, 9)) {
            from += 9;
        }
        if (Extent.quoteAt(text, from) >= 0) {
            argument(text, from, found);
        }
    }

    /// `user:password@tcp(host)` of drivers for Go.
    private static void driver(String text, int at, Spans found) {
        int colon = -1;
        int i = at;
        while (i > 0
                && at - i < 128
                && text.charAt(i - 1) > ' '
                && !Chars.quote(text.charAt(i - 1))
                && text.charAt(i - 1) != '=') {
            i--;
            colon = text.charAt(i) == ':' ? i : colon;
        }
        if (colon > i && !Placeholders.is(text, colon + 1, at)) {
            found.add(colon + 1, at, "url-password");
        }
    }
}
