package dev.watchkeeper.disclosure.redaction;

/// What a value looks like, whatever its name.
enum ValueLook {
    /// Words, numbers, paths, times, versions.
    PLAIN,
    /// Short, with letters and digits mixed, or with signs.
    CODED,
    /// A UUID (RFC 9562): more often an identity than a secret.
    UUID,
    /// Hexadecimal digits, 16 or more: a hash as often as a secret.
    HEX,
    /// Long, and not made of words.
    RANDOM;

    private static final int LOOKED_AT = 512;
    private static final int SHORTEST_CODE = 6;
    private static final int SHORTEST_RANDOM = 16;

    /// What stands at `[start, end)`; of a long value the head is looked at.
    static ValueLook of(String text, int start, int end) {
        int stop = Math.min(end, start + LOOKED_AT);
        if (stop - start < SHORTEST_CODE) {
            return PLAIN;
        }
        if (isUuid(text, stop - 36)) {
            boolean alone = stop - start == 36;
            if (alone || (stop - start > 36 && separates(text.charAt(stop - 37)))) {
                ValueLook before = alone ? PLAIN : of(text, start, stop - 37);
                return before.compareTo(UUID) > 0 ? before : UUID;
            }
        }
        int digitsFrom = text.startsWith("0x", start) ? start + 2 : start;
        if (hexLength(text, digitsFrom, stop) == stop - digitsFrom) {
            return digitsFrom > start ? HEX : ofHex(text, digitsFrom, stop);
        }
        boolean signs = false;
        ValueLook best = PLAIN;
        int from = start;
        for (int i = start; i <= stop; i++) {
            boolean ends = i == stop || separates(text.charAt(i));
            if (ends) {
                ValueLook look = ofSegment(text, from, i);
                best = look.compareTo(best) > 0 ? look : best;
                from = i + 1;
            } else if (!Character.isLetterOrDigit(text.charAt(i))) {
                signs |= "!@#$%^&*+=~?".indexOf(text.charAt(i)) >= 0;
            }
        }
        if (signs && best == PLAIN && noWhiteSpace(text, start, stop)) {
            best = CODED;
        }
        if (best != RANDOM && mixesCases(text, start, stop)) {
            best = stop - start >= SHORTEST_RANDOM ? RANDOM : best == PLAIN ? CODED : best;
        }
        // Parts that are codes each, joined by signs, are one random value when there are many.
        boolean many =
                best == CODED
                        && stop - start >= 20
                        && changes(text, start, stop) * 4 > stop - start;
        return many ? RANDOM : best;
    }

    private static boolean separates(char c) {
        return c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == ',' || c == ' '
                || c == '\\' || c == '|';
    }

    private static boolean noWhiteSpace(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Chars.space(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static ValueLook ofHex(String text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Chars.digit(text.charAt(i)) ? 1 : 0;
        }
        if (digits == end - start || digits == 0) {
            return PLAIN;
        }
        return end - start >= SHORTEST_RANDOM ? HEX : CODED;
    }

    /// What a part without separators looks like.
    private static ValueLook ofSegment(String text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST_CODE - 2) {
            return PLAIN;
        }
        int digits = 0;
        int upper = 0;
        int lower = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += Chars.digit(c) ? 1 : 0;
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
        }
        if (hexLength(text, start, end) == length
                && length >= SHORTEST_RANDOM
                && digits < length
                && digits > 0) {
            return HEX;
        }
        int changes = changes(text, start, end);
        if (length < SHORTEST_CODE) {
            return digits > 0 && upper > 0 && lower > 0 && changes >= 3 ? CODED : PLAIN;
        }
        if (digits > 0 && upper + lower > 0) {
            if (isTime(text, start, end)) {
                return PLAIN;
            }
            return length >= SHORTEST_RANDOM && changes * 5 >= length ? RANDOM : CODED;
        }
        return digits == 0 && (upper == 0 || lower == 0) && consonants(text, start, end) >= 6
                ? CODED
                : PLAIN;
    }

    /// True for ten letters and more, capitals among small ones more often than words have them.
    private static boolean mixesCases(String text, int start, int end) {
        int upper = 0;
        int lower = 0;
        int turns = 0;
        boolean was = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Chars.letter(c)) {
                boolean capital = c <= 'Z';
                upper += capital ? 1 : 0;
                lower += capital ? 0 : 1;
                turns += capital != was ? 1 : 0;
                was = capital;
            }
        }
        int letters = upper + lower;
        return letters >= 10
                && upper * 4 >= letters
                && lower * 4 >= letters
                && turns * 3 >= letters;
    }

    /// How often one kind of character follows another; a capital before small letters is none.
    private static int changes(String text, int start, int end) {
        int changes = 0;
        int last = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int kind = Chars.digit(c) ? 1 : c >= 'A' && c <= 'Z' ? 2 : Chars.letter(c) ? 3 : 4;
            if (kind != last && !(last == 2 && kind == 3)) {
                changes++;
            }
            last = kind;
        }
        return changes;
    }

    private static int consonants(String text, int start, int end) {
        int most = 0;
        int run = 0;
        for (int i = start; i < end; i++) {
            run =
                    "aeiouyAEIOUY".indexOf(text.charAt(i)) < 0 && Chars.letter(text.charAt(i))
                            ? run + 1
                            : 0;
            most = Math.max(most, run);
        }
        return most;
    }

    /// True for `20260115T101500Z` and `20240115T10`.
    private static boolean isTime(String text, int start, int end) {
        int i = start;
        while (i < end && Chars.digit(text.charAt(i))) {
            i++;
        }
        return (i - start == 8 || i - start == 4 || i - start == 2)
                && i < end
                && text.charAt(i) == 'T'
                && i + 1 < end
                && Chars.digit(text.charAt(i + 1));
    }

    private static int hexLength(String text, int start, int end) {
        int i = start;
        while (i < end && Chars.hex(text.charAt(i))) {
            i++;
        }
        return i - start;
    }

    private static boolean isUuid(String text, int start) {
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(start + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !Chars.hex(c)) {
                return false;
            }
        }
        return true;
    }
}
