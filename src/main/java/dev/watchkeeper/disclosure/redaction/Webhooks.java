package dev.watchkeeper.disclosure.redaction;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Addresses that are credentials, of Discord, Slack, Telegram and others; see `webhooks.txt`.
final class Webhooks implements Rule {

    private static final Map<String, Integer> SKIPPED = read();
    private static final int LONGEST = 400;
    private static final int SHORTEST = 8;

    private static Map<String, Integer> read() {
        var skipped = new HashMap<String, Integer>();
        for (List<String> line : Lists.read("webhooks.txt")) {
            skipped.put(line.get(1), Integer.valueOf(line.getFirst()));
        }
        return Map.copyOf(skipped);
    }

    @Override
    public List<String> triggers() {
        return List.copyOf(SKIPPED.keySet());
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        int parts = SKIPPED.getOrDefault(text.substring(start, end).toLowerCase(Locale.ROOT), 0);
        int from = end;
        for (int part = 0; part < parts; part++) {
            int slash = segmentEnd(text, from);
            if (slash == from || Chars.at(text, slash) != '/') {
                return;
            }
            from = slash + 1;
        }
        boolean bot = text.regionMatches(true, end - 4, "/bot", 0, 4);
        int to = segmentEnd(text, from);
        boolean secret = to - from >= SHORTEST && ValueLook.of(text, from, to) != ValueLook.PLAIN;
        while (!bot && Chars.at(text, to) == '/' && to - from < LONGEST) {
            int next = segmentEnd(text, to + 1);
            if (next == to + 1) {
                break;
            }
            secret |= next - to > SHORTEST && ValueLook.of(text, to + 1, next) != ValueLook.PLAIN;
            to = next;
        }
        if (secret) {
            found.add(from, to, "webhook");
        }
    }

    private static int segmentEnd(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST);
        int i = from;
        while (i < limit
                && (Chars.token(text.charAt(i))
                        || "@%+~=:".indexOf(text.charAt(i)) >= 0
                        || (text.charAt(i) == '.' && Chars.token(Chars.at(text, i + 1))))) {
            i++;
        }
        return i;
    }
}
