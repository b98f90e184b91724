package dev.watchkeeper.disclosure.redaction;

import java.util.List;

/// Tokens of bots, which have a form and no telling beginning: `number:AA…` of Telegram, and three
/// parts of Discord, of which the second is a time in six characters.
final class BotTokens implements Rule {

    @Override
    public List<String> triggers() {
        return List.of(":aa", ".g", ".x", ".y", ".z", ".w");
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        if (text.charAt(start) == '.') {
            if (Chars.at(text, start + 7) == '.') {
                discord(text, start, found);
            }
        } else if (text.startsWith("AA", start + 1)) {
            telegram(text, start, found);
        }
    }

    private static void telegram(String text, int colon, Spans found) {
        int from = colon;
        while (from > 0 && colon - from < 12 && Chars.digit(text.charAt(from - 1))) {
            from--;
        }
        int to = Chars.tokenEnd(text, colon + 1, 64);
        if (colon - from >= 7 && to - colon > 30) {
            found.add(from, to, "telegram-token");
        }
    }

    private static void discord(String text, int dot, Spans found) {
        int from = dot;
        while (from > 0 && dot - from < 40 && Chars.token(text.charAt(from - 1))) {
            from--;
        }
        int to = Chars.tokenEnd(text, dot + 8, 64);
        boolean parts =
                dot - from >= 23
                        && dot - from <= 28
                        && "MNO".indexOf(Chars.at(text, from)) >= 0
                        && Chars.tokenEnd(text, dot + 1, 6) == dot + 7
                        && to - dot >= 8 + 27;
        if (parts) {
            found.add(from, to, "discord-token");
        }
    }
}
