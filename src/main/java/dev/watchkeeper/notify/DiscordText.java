package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Addresses;
import java.util.regex.Pattern;

/// Text of others in Discord's dialect of Markdown, as text and nothing else.
final class DiscordText {

    private static final Pattern LIVE = Pattern.compile("[\\\\*_~`|<>#\\[\\]]");
    private static final Pattern LINE_START = Pattern.compile("^(\\s*)(?:([-+])|([0-9]+)\\.)");

    private DiscordText() {}

    /// One line with addresses broken and every character escaped that could begin a mention, a
    /// link, a time, an emoji, a heading, a list, a quotation, a spoiler or code. Discord does not
    /// show the escapes.
    static String inert(String line) {
        String text = LIVE.matcher(Addresses.broken(line)).replaceAll("\\\\$0");
        return LINE_START
                .matcher(text)
                .replaceFirst(
                        start -> start.group(2) != null ? "$1\\\\" + start.group(2) : "$1$3\\\\.");
    }
}
