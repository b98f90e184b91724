package dev.watchkeeper.disclosure.redaction;

import java.util.List;
import java.util.Locale;

/// Credentials in the dialogues of mail and file servers: `AUTH PLAIN x` (RFC 4954), the answer to
/// `334 UGFzc3dvcmQ6`, `a1 LOGIN bob x` (RFC 9051), `PASS x` (RFC 959, 1939), and `AUTH` of Redis.
final class MailLogin implements Rule {

    private static final String KIND = "mail-login";
    private static final int REACH = 300;

    @Override
    public List<String> triggers() {
        return List.of(
                "auth plain ",
                "auth login ",
                "auth xoauth2 ",
                "auth cram-md5 ",
                "auth ntlm ",
                "authenticate ",
                "ugfzc3dvcmq6",
                " login ",
                "pass ",
                "\"auth\" ",
                "auth\\",
                "auth ");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        switch (text.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "ugfzc3dvcmq6" -> answer(text, end, found);
            case " login " -> login(text, start, end, found);
            case "pass " -> pass(text, start, end, found);
            case "\"auth\" " -> redisMonitor(text, end, found);
            case "auth\\" -> {
                int quote = Extent.quoteAt(text, end - 1);
                if (quote >= 0 && Chars.at(text, quote + 1) == ' ') {
                    redisMonitor(text, quote + 2, found);
                }
            }
            case "auth " -> redis(text, start, end, found);
            case "authenticate " -> {
                int from = end;
                while (Chars.token(Chars.at(text, from))) {
                    from++;
                }
                encoded(text, Chars.at(text, from) == ' ' ? from + 1 : end, found);
            }
            default -> encoded(text, end, found);
        }
    }

    private static void encoded(String text, int from, Spans found) {
        int to = paddedEnd(text, from);
        if (to - from < 4) {
            return;
        }
        String decoded = AuthorizationHeader.decoded(text, from, Math.min(to, from + 4096));
        boolean readable =
                decoded != null
                        && decoded.chars()
                                .allMatch(c -> c == 0 || c == 1 || (c >= 0x20 && c < 0x7F));
        if (readable) {
            found.add(from, to, KIND);
        }
    }

    private static int paddedEnd(String text, int from) {
        int to = Chars.base64End(text, from);
        while (Chars.at(text, to) == '=') {
            to++;
        }
        return to;
    }

    /// What the client said when it was asked for the password in base64.
    private static void answer(String text, int end, Spans found) {
        int i = end;
        while (i < text.length()
                && i - end < 40
                && (!Chars.base64(text.charAt(i)) || text.charAt(i) == '-')) {
            boolean escapes = text.charAt(i) == '\\';
            i++;
            if (escapes && "nrt".indexOf(Chars.at(text, i)) >= 0) {
                i++;
            }
        }
        if (Chars.at(text, i + 1) == ':' && Chars.at(text, i + 2) == ' ') {
            i += 3;
        }
        int to = paddedEnd(text, i);
        if (to - i >= 4) {
            found.add(i, to, KIND);
        }
    }

    private static void login(String text, int start, int end, Spans found) {
        if (!text.startsWith("LOGIN", start + 1) || !Chars.digit(Chars.at(text, start - 1))) {
            return;
        }
        Extent user = Extent.at(text, end, false);
        int from = user.quoted() ? user.end() + 1 : user.end();
        if (Chars.at(text, from) == ' ') {
            Extent password = Extent.at(text, from + 1, false);
            if (!Placeholders.is(text, password.start(), password.end())) {
                found.add(password.start(), password.end(), "password");
            }
        }
    }

    private static void pass(String text, int start, int end, Spans found) {
        if (!text.startsWith("PASS", start) || Chars.alphanumeric(Chars.at(text, start - 1))) {
            return;
        }
        Extent value = Extent.at(text, end, false);
        String before = text.substring(Math.max(0, start - REACH), start).toLowerCase(Locale.ROOT);
        boolean dialogue =
                before.contains("ftp")
                        || before.contains("pop3")
                        || before.contains("331 ")
                        || before.contains("user ")
                        || before.contains("+ok");
        if (dialogue && !Placeholders.is(text, value.start(), value.end())) {
            found.add(value.start(), value.end(), "password");
        }
    }

    private static void redisMonitor(String text, int end, Spans found) {
        int from = end;
        Extent value = Extent.at(text, from, false);
        for (int argument = 0; argument < 2 && value.quoted(); argument++) {
            int closing = Extent.quoteAt(text, value.end());
            if (closing < 0
                    || Chars.at(text, closing + 1) != ' '
                    || Extent.quoteAt(text, closing + 2) < 0) {
                break;
            }
            value = Extent.at(text, closing + 2, false);
        }
        if (value.quoted() && !Placeholders.is(text, value.start(), value.end())) {
            found.add(value.start(), value.end(), "password");
        }
    }

    private static void redis(String text, int start, int end, Spans found) {
        if (!text.startsWith("AUTH", start) || Chars.alphanumeric(Chars.at(text, start - 1))) {
            return;
        }
        String before = text.substring(Math.max(0, start - REACH), start).toLowerCase(Locale.ROOT);
        Extent value = Extent.at(text, end, false);
        boolean coded = ValueLook.of(text, value.start(), value.end()) != ValueLook.PLAIN;
        if (before.contains("redis") && coded) {
            found.add(value.start(), value.end(), "password");
        }
    }
}
