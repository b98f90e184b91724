package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Addresses;

/// Text of others in Discord's dialect of Markdown, as text and nothing else.
final class DiscordText {

    private static final String LIVE = "\\*_~`|<>#[]()-+:";

    private DiscordText() {}

    /// One line with addresses broken and every character escaped that could begin a mention, a
    /// link, a time, an emoji, a heading, a list, a quotation, a spoiler or code.
    static String inert(String line) {
        String broken = Addresses.broken(line);
        StringBuilder text = new StringBuilder(broken.length() + 16);
        for (int i = 0; i < broken.length(); i++) {
            char c = broken.charAt(i);
            boolean inWord = c == '-' || c == '+' || c == ':' || c == '(' || c == ')' || c == '#';
            boolean live = LIVE.indexOf(c) >= 0;
            if (live && !(inWord && harmless(broken, i))) {
                text.append('\\');
            } else if (c == '.' && i > 0 && i < 10 && digits(broken, i)) {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }

    /// A mark that only means something at the beginning of a line or next to another mark, and
    /// stands between ordinary characters here.
    private static boolean harmless(String text, int at) {
        char before = at == 0 ? '\n' : text.charAt(at - 1);
        char mark = text.charAt(at);
        return switch (mark) {
            case '(', ')' -> before != ']' && before != '\\';
            case ':' -> before != '<' && !(at + 1 < text.length() && text.charAt(at + 1) == '/');
            default ->
                    at > 0 && before != mark && before != '\\' && !text.substring(0, at).isBlank();
        };
    }

    private static boolean digits(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
