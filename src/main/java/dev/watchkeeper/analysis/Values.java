package dev.watchkeeper.analysis;

/// What a word is by its looks alone: a value, or something a programmer may have written.
///
/// The rules are those people follow when they label logs by hand (Khan et al., *Guidelines for
/// Assessing the Accuracy of Log Message Template Identification Techniques*, ICSE 2022): a word
/// with a digit is a value, so is a path, a truth value and `null`. Added here: names that merely
/// end in a digit (`ssh2`, `L3`) wait for evidence.
final class Values {
    private Values() {}

    /// Whether the word `in[start, until)` is a value.
    static boolean isValue(char[] in, int start, int until) {
        int letters = 0;
        int digits = 0;
        int slashes = 0;
        int others = 0;
        for (int i = start; i < until; i++) {
            char c = in[i];
            switch (CharKind.of(c)) {
                case CharKind.LETTER -> letters++;
                case CharKind.DIGIT -> digits++;
                default -> {
                    others++;
                    if (c == '/' || c == '\\') {
                        slashes++;
                    }
                }
            }
        }
        if (digits > 0) {
            return letters == 0 || !isNumberedName(in, start, until, digits, others, slashes);
        }
        if (others == 0) {
            return isTruthOrNothing(in, start, until)
                    || (until - start >= 8 && isHexWord(in, start, until));
        }
        return (slashes > 0 && isPath(in, start, letters, slashes))
                || HostName.looksLike(in, start, until);
    }

    /// A name that has a digit in it rather than a number that has letters: `ssh2`, `L3`, `r24=`,
    /// `jk2_init(`, `log4j`.
    private static boolean isNumberedName(
            char[] in, int start, int until, int digits, int others, int slashes) {
        char first = in[start];
        if (CharKind.of(first) != CharKind.LETTER || slashes > 0) {
            return false;
        }
        char next = in[until];
        if (next == '=' && others == 0 && !CharKind.digit(first)) {
            return true;
        }
        if (digits > 2 || (until - start >= 6 && isHexWord(in, start, until))) {
            return false;
        }
        int groups = 0;
        for (int i = start + 1; i < until; i++) {
            if (CharKind.digit(in[i])) {
                if (!CharKind.digit(in[i - 1])) {
                    groups++;
                    char before = in[i - 1];
                    if (CharKind.of(before) != CharKind.LETTER || before == '_') {
                        return false;
                    }
                }
            } else if (in[i] == '@' || in[i] == '~' || in[i] == ':') {
                return false;
            }
        }
        return groups == 1;
    }

    /// How many characters of a value are a name that stays: `core.` of `core.2275`, `x.Server@` of
    /// `x.Server@1f2e`, `jetty-` of `jetty-6.1`.
    static int prefix(char[] in, int start, int until) {
        int at = start;
        boolean plain = true;
        boolean capital = false;
        while (at < until
                && (CharKind.wordy(in[at])
                        || (in[at] == '.' && in[at + 1] > '9')
                        || in[at] == '$')) {
            char c = in[at++];
            plain &= c != '_' && CharKind.of(c) == CharKind.LETTER;
            capital |= c >= 'A' && c <= 'Z';
        }
        if (at - start < 3 || at + 1 >= until) {
            return 0;
        }
        if (in[at] == '@') {
            return capital ? at + 1 - start : 0;
        }
        if (!plain || (in[at] != '.' && in[at] != '-')) {
            return 0;
        }
        for (int i = at + 1; i < until; i++) {
            if (!CharKind.digit(in[i]) && !(in[at] == '-' && in[i] == '.')) {
                return 0;
            }
        }
        return at + 1 - start;
    }

    private static boolean isTruthOrNothing(char[] in, int start, int until) {
        return switch (until - start) {
            case 3 -> same(in, start, "nil");
            case 4 ->
                    same(in, start, "true")
                            || same(in, start, "null")
                            || same(in, start, "True")
                            || same(in, start, "TRUE");
            case 5 ->
                    same(in, start, "false")
                            || same(in, start, "False")
                            || same(in, start, "FALSE");
            default -> false;
        };
    }

    private static boolean same(char[] in, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (in[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Hex digits alone; no English word of eight letters or more is made of a to f.
    private static boolean isHexWord(char[] in, int start, int until) {
        for (int i = start; i < until; i++) {
            if (!CharKind.hex(in[i])) {
                return false;
            }
        }
        return true;
    }

    /// `/var/log`, `a/b/c`, `C:\x`, `~/x`, `./x`; not `read/write` and not a lone slash.
    private static boolean isPath(char[] in, int start, int letters, int slashes) {
        if (letters == 0) {
            return false;
        }
        char first = in[start];
        return slashes > 1
                || first == '/'
                || first == '~'
                || first == '.'
                || first == '\\'
                || in[start + 1] == ':';
    }

    /// Digits before and exactly three after: the comma of 1,234.
    static boolean thousands(char[] in, int start, int comma) {
        int before = 0;
        for (int i = comma - 1; i >= start && CharKind.digit(in[i]); i--) {
            before++;
        }
        boolean whole = comma - before == start || in[comma - before - 1] == ',';
        return whole
                && before >= 1
                && before <= 3
                && CharKind.digit(in[comma + 1])
                && CharKind.digit(in[comma + 2])
                && CharKind.digit(in[comma + 3])
                && !CharKind.wordy(in[comma + 4]);
    }

    /// Where a word goes on after the colon at `colon`; `colon` itself when it ends there.
    ///
    /// It goes on in URLs, drive letters, times, hardware and IPv6 addresses, and host:port.
    static int colonEnd(char[] in, int start, int colon, int end, boolean digits, boolean dotted) {
        char next = in[colon + 1];
        if (next == '/' && in[colon + 2] == '/') {
            return urlEnd(in, colon + 3, end);
        }
        int size = colon - start;
        if ((next == '\\' || next == '/') && size == 1 && CharKind.wordy(in[colon + 2])) {
            return colon + 2;
        }
        if (size <= 4) {
            int address = addressEnd(in, start, end);
            if (address > colon) {
                return address;
            }
        }
        if (CharKind.digit(next)
                && (digits || dotted || (size == 9 && same(in, start, "localhost")))) {
            int at = colon + 1;
            while (at < end && CharKind.digit(in[at])) {
                at++;
            }
            // A port or a clock ends with its digits; anything longer is no longer that.
            return CharKind.of(in[at]) == CharKind.LETTER ? colon : at;
        }
        return colon;
    }

    private static int urlEnd(char[] in, int from, int end) {
        int at = from;
        while (at < end
                && CharKind.of(in[at]) != CharKind.SPACE
                && "\"'<>()[]{},;|".indexOf(in[at]) < 0) {
            at++;
        }
        while (at > from && (in[at - 1] == '.' || in[at - 1] == ':')) {
            at--;
        }
        return at;
    }

    /// The end of a run of at least three groups of up to four hex digits with colons between
    /// (hardware address, IPv6, a clock with seconds); `start` when there is none.
    static int addressEnd(char[] in, int start, int end) {
        int at = start;
        int colons = 0;
        int group = 0;
        boolean filled = false;
        while (at < end) {
            char c = in[at];
            if (c == ':') {
                if (group == 0 && colons > 1 && in[at - 1] != ':') {
                    break;
                }
                colons++;
                group = 0;
            } else if (CharKind.hex(c)) {
                filled = true;
                if (++group > 4) {
                    return start;
                }
            } else {
                break;
            }
            at++;
        }
        boolean trailing =
                at > start && in[at - 1] == ':' && !(at - 2 >= start && in[at - 2] == ':');
        if (trailing) {
            at--;
            colons--;
        }
        boolean ends = at >= end || CharKind.of(in[at]) != CharKind.LETTER;
        return colons >= 2 && filled && ends ? at : start;
    }
}
