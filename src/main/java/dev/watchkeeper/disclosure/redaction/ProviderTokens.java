package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tokens that say by their first characters whose they are; see `provider-tokens.txt`, which holds
/// what the providers publish.
final class ProviderTokens implements Rule {

    private static final int LOOKED_AT = 64;
    private static final int LONGEST = 4_096;

    private enum Alphabet {
        ALNUM,
        TOKEN,
        HEX,
        BASE64;

        boolean has(char c) {
            return switch (this) {
                case ALNUM -> Chars.alphanumeric(c);
                case TOKEN -> Chars.token(c);
                case HEX -> Chars.hex(c);
                case BASE64 -> Chars.base64(c) || c == '.' || c == '=' || c == '%';
            };
        }
    }

    private record Shape(String kind, String beginning, int fewest, Alphabet alphabet) {}

    private static final Map<String, List<Shape>> SHAPES = read();

    private static Map<String, List<Shape>> read() {
        var shapes = new HashMap<String, List<Shape>>();
        for (List<String> line : Lists.read("provider-tokens.txt")) {
            var shape =
                    new Shape(
                            line.get(0),
                            line.get(1),
                            Integer.parseInt(line.get(2)),
                            Alphabet.valueOf(line.get(3).toUpperCase(Locale.ROOT)));
            shapes.computeIfAbsent(line.get(1).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(shape);
        }
        return Map.copyOf(shapes);
    }

    @Override
    public List<String> triggers() {
        return List.copyOf(SHAPES.keySet());
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        char before = Chars.at(text, start - 1);
        boolean inside =
                text.charAt(start) != '.'
                        && ((Chars.alphanumeric(before) && !endsEscape(text, start))
                                || before == '_');
        if (inside) {
            return;
        }
        String key = text.substring(start, end).toLowerCase(Locale.ROOT);
        for (Shape shape : SHAPES.getOrDefault(key, List.of())) {
            if (text.startsWith(shape.beginning(), start)) {
                int to = tail(text, end, shape.alphabet(), Math.max(shape.fewest(), LOOKED_AT));
                if (to - end >= shape.fewest() && looksRandom(shape, text, end, to)) {
                    int whole = tail(text, end, shape.alphabet(), LONGEST);
                    found.add(beginning(text, start), whole, shape.kind());
                    return;
                }
            }
        }
    }

    /// True behind `\n`, `\t` and the like, and behind `%3D`.
    private static boolean endsEscape(String text, int start) {
        return Chars.at(text, start - 2) == '\\'
                || (Chars.at(text, start - 3) == '%' && Chars.hex(text.charAt(start - 2)));
    }

    private static int tail(String text, int from, Alphabet alphabet, int most) {
        int limit = Math.min(text.length(), from + most);
        int to = from;
        while (to < limit && alphabet.has(text.charAt(to))) {
            to++;
        }
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        return to;
    }

    /// A token has no word of many letters in it, and almost always a digit.
    private static boolean looksRandom(Shape shape, String text, int from, int to) {
        if (shape.beginning().length() > 4) {
            return mixes(text, from, to);
        }
        ValueLook look = ValueLook.of(text, from, to);
        return look == ValueLook.RANDOM
                || look == ValueLook.HEX
                || look == ValueLook.UUID
                || (look == ValueLook.CODED
                        && (to - from <= 24 || (to - from >= 16 && onePart(text, from, to))))
                || capitals(text, from, to);
    }

    private static boolean onePart(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.alphanumeric(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// True for sixteen characters and more without a small letter.
    private static boolean capitals(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.alphanumeric(text.charAt(i)) || text.charAt(i) >= 'a') {
                return false;
            }
        }
        return to - from >= 16;
    }

    /// True when there is a capital beside a small letter, or a digit beside a letter.
    private static boolean mixes(String text, int from, int to) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digit |= Chars.digit(c);
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
        }
        return (upper && lower) || (digit && (upper || lower));
    }

    /// Where a token with a part before its telling one begins.
    private static int beginning(String text, int start) {
        int from = start;
        while (text.charAt(start) == '.'
                && from > 0
                && start - from < 32
                && Chars.token(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }
}
