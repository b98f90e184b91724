package dev.watchkeeper.disclosure.redaction;

/// What a value looks like, whatever its name.
enum ValueLook {
    /// Words, numbers, paths, times.
    PLAIN,
    /// Short, with letters and digits or signs mixed.
    CODED,
    /// Long, and not made of words.
    RANDOM;

    private static final int LOOKED_AT = 512;

    static ValueLook of(String text, int start, int end) {
        int stop = Math.min(end, start + LOOKED_AT);
        int digits = 0;
        int letters = 0;
        int changes = 0;
        int last = 0;
        for (int i = start; i < stop; i++) {
            char c = text.charAt(i);
            int kind =
                    Chars.digit(c)
                            ? 1
                            : Character.isUpperCase(c) ? 2 : Character.isLetter(c) ? 3 : 4;
            if (kind == 1) {
                digits++;
            } else if (kind != 4) {
                letters++;
            }
            if (kind != last) {
                changes++;
            }
            last = kind;
        }
        if (digits == 0 || letters == 0) {
            return PLAIN;
        }
        return stop - start >= 16 && changes >= 5 ? RANDOM : CODED;
    }
}
