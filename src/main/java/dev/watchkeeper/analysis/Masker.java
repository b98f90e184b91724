package dev.watchkeeper.analysis;

import java.util.Arrays;

/// Replaces what is a value by its looks alone: numbers, addresses, hosts, paths, ids with digits,
/// truth values.
///
/// The result is the *shape* of a message: its text with single spaces and [#MASK] for every value.
/// One pass, no regular expression, no allocation: the buffer is reused. What needs a second look
/// at other messages (is `alice` a value?) is not decided here but in [Generalizer].
final class Masker {
    /// Stands for a value in a shape; cannot come from a message, where control characters are
    /// masked.
    static final char MASK = '\u0001';

    /// How much of a first line is looked at, in characters; what is longer ends in one value.
    static final int LONGEST = 4096;

    private char[] in = new char[512];
    private char[] out = new char[512];
    private int length;
    private int end;

    /// Masks the first non-blank line of the message; the shape is in [#shape()] up to [#length()].
    void mask(String message) {
        int from = 0;
        int until = message.length();
        while (from < until && message.charAt(from) <= ' ') {
            from++;
        }
        int lineEnd = message.indexOf('\n', from, until);
        if (lineEnd < 0) {
            lineEnd = until;
        }
        boolean cut = lineEnd - from > LONGEST;
        end = Math.min(lineEnd - from, LONGEST);
        if (in.length < end + 4) {
            in = new char[end + 64];
            out = new char[2 * end + 64];
        }
        message.getChars(from, from + end, in, 0);
        // Sentinels let the scan look ahead without asking for the end each time.
        Arrays.fill(in, end, end + 4, ' ');
        length = 0;
        scan();
        if (cut) {
            value();
        }
    }

    char[] shape() {
        return out;
    }

    int length() {
        return length;
    }

    private void scan() {
        int at = 0;
        boolean space = false;
        while (at < end) {
            char c = in[at];
            switch (CharKind.of(c)) {
                case CharKind.SPACE -> {
                    space = true;
                    at++;
                    continue;
                }
                case CharKind.LETTER, CharKind.DIGIT -> {
                    space = space(space);
                    at = word(at);
                }
                case CharKind.INNER -> {
                    space = space(space);
                    at = startsWord(at) ? word(at) : mark(at);
                }
                case CharKind.COLON -> {
                    space = space(space);
                    int address = in[at + 1] == ':' ? Values.addressEnd(in, at, end) : at;
                    if (address > at) {
                        value();
                        at = address;
                    } else {
                        at = mark(at);
                    }
                }
                case CharKind.GARBAGE -> {
                    space = space(space);
                    value();
                    at++;
                }
                default -> {
                    space = space(space);
                    at = mark(at);
                }
            }
        }
    }

    private boolean space(boolean pending) {
        if (pending && length > 0) {
            out[length++] = ' ';
        }
        return false;
    }

    private int mark(int at) {
        out[length++] = in[at];
        return at + 1;
    }

    /// One mask, however many values touch: `10.0.0.1:80` and `a/7:9` are one value each.
    private void value() {
        if (length > 0 && out[length - 1] == MASK) {
            return;
        }
        if (length > 1 && out[length - 1] == ':' && out[length - 2] == MASK) {
            length--;
            return;
        }
        out[length++] = MASK;
    }

    /// A sign before a number, a path, a dotted file: `-5`, `/var`, `.staging`, `~/x`, `\\host`.
    private boolean startsWord(int at) {
        char c = in[at];
        char next = in[at + 1];
        return switch (c) {
            case '-', '+' ->
                    (CharKind.digit(next) || (next == '.' && CharKind.digit(in[at + 2])))
                            && (at == 0 || !CharKind.wordy(in[at - 1]));
            case '/' -> CharKind.wordy(next) || (next == '.' && CharKind.wordy(in[at + 2]));
            case '.' -> (CharKind.wordy(next) && (at == 0 || in[at - 1] != '.')) || next == '/';
            case '~' -> next == '/';
            case '\\' -> CharKind.wordy(next) || next == '\\';
            default -> false;
        };
    }

    private int word(int start) {
        int at = wordEnd(start);
        if (Values.isValue(in, start, at)) {
            int prefix = Values.prefix(in, start, at);
            System.arraycopy(in, start, out, length, prefix);
            length += prefix;
            value();
        } else {
            int size = at - start;
            System.arraycopy(in, start, out, length, size);
            length += size;
        }
        return at;
    }

    /// Where the word that starts here ends: at a space, a break, or an inner character that
    /// nothing follows.
    private int wordEnd(int start) {
        int at = start + 1;
        boolean digits = CharKind.digit(in[start]);
        boolean dotted = false;
        while (at < end) {
            char c = in[at];
            byte kind = CharKind.of(c);
            if (kind == CharKind.LETTER) {
                at++;
            } else if (kind == CharKind.DIGIT) {
                digits = true;
                at++;
            } else if (kind == CharKind.INNER) {
                if (!joins(c, at)) {
                    break;
                }
                dotted |= c == '.' || c == '-';
                at++;
            } else if (kind == CharKind.COLON) {
                int next = Values.colonEnd(in, start, at, end, digits, dotted);
                if (next == at) {
                    break;
                }
                digits = true;
                at = next;
            } else if ((c == '\'' && letters(at))
                    || (c == ',' && digits && Values.thousands(in, start, at))) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private boolean letters(int at) {
        return CharKind.of(in[at - 1]) == CharKind.LETTER
                && CharKind.of(in[at + 1]) == CharKind.LETTER;
    }

    private boolean joins(char c, int at) {
        char next = in[at + 1];
        return switch (c) {
            case '.' ->
                    CharKind.wordy(next)
                            || next == '/'
                            || (next == '-' && CharKind.digit(in[at + 2]));
            case '/', '\\' -> true;
            case '*', '+' -> true;
            case '-' ->
                    CharKind.wordy(next) || (next == '-' && !blankAfterDashes(at)) || next == ' ';
            default -> CharKind.wordy(next) || CharKind.of(next) == CharKind.INNER;
        };
    }

    private boolean blankAfterDashes(int at) {
        int i = at;
        while (in[i] == '-') {
            i++;
        }
        return !CharKind.wordy(in[i]);
    }
}
