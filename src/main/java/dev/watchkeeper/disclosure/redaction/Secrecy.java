package dev.watchkeeper.disclosure.redaction;

import dev.watchkeeper.disclosure.redaction.Assignment.Form;
import dev.watchkeeper.disclosure.redaction.KeyNames.Known;

/// Decides whether a value is a secret, by what its name says and what it looks like.
final class Secrecy {

    private static final int LONGEST_MARKED = 512;
    private static final int SHORTEST_NUMBER = 4;

    private Secrecy() {}

    static boolean of(Known known, String text, Extent value, Form form, boolean inQuery) {
        int start = value.start();
        int end = value.end();
        if (Placeholders.is(text, start, end)
                || (!value.quoted() && Placeholders.isCode(text, start, end))
                || (value.quoted() && Prose.isSentence(text, start, end))) {
            return false;
        }
        boolean sure = known.strength() == KeyNames.Strength.SURE;
        if (!sure
                && text.substring(start, Math.min(end, start + LONGEST_MARKED))
                        .contains(Marks.OPENING)) {
            return false;
        }
        if (form == Form.ADJACENT && !value.quoted() && isNamed(text, start, end)) {
            return false;
        }
        ValueLook look = ValueLook.of(text, start, end);
        boolean inProse = form == Form.SENTENCE || form == Form.ADJACENT;
        return switch (known.strength()) {
            case SURE -> sure(known, text, value, form, look);
            case LIKELY ->
                    (known.kind().equals("secret") && pair(text, value))
                            || likely(known, text, value, look, inProse);
            case POSSIBLE -> !inProse && form != Form.PAIR && possible(text, value, look, inQuery);
            case CODE -> code(known, text, value);
            case NEVER -> false;
        };
    }

    private static boolean sure(Known known, String text, Extent value, Form form, ValueLook look) {
        int start = value.start();
        int end = value.end();
        boolean word = Prose.isWord(text, start, end);
        boolean number = allDigits(text, start, end);
        if (number && end - start < SHORTEST_NUMBER && !known.kind().equals(KeyNames.OWN_KIND)) {
            return false;
        }
        if (text.charAt(start) == '/' && look == ValueLook.PLAIN && end - start > 1) {
            return false;
        }
        return switch (form) {
            case EQUALS, ELEMENT -> !word || value.quoted();
            case COLON ->
                    value.quoted()
                            || (!word && (look != ValueLook.PLAIN || !Prose.goesOn(text, end)));
            case FLAG -> !word;
            case PAIR ->
                    value.quoted() && (look != ValueLook.PLAIN || (number && end - start >= 6));
            case SENTENCE ->
                    value.quoted()
                            ? oneWord(text, value)
                            : !word && (look != ValueLook.PLAIN || !Prose.goesOn(text, end));
            case ADJACENT ->
                    value.quoted()
                            ? oneWord(text, value) && !word
                            : look == ValueLook.CODED
                                    || look == ValueLook.RANDOM
                                    || (number && end - start >= 6);
        };
    }

    /// True for `name=value`: what stands behind the name is the next field.
    private static boolean isNamed(String text, int start, int end) {
        int i = Chars.tokenEnd(text, start, end - start);
        return i > start && i < end && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }

    private static boolean oneWord(String text, Extent value) {
        return text.indexOf(' ', value.start(), value.end()) < 0;
    }

    private static boolean likely(
            Known known, String text, Extent value, ValueLook look, boolean inProse) {
        if (text.indexOf(' ', value.start(), value.end()) >= 0
                || (text.charAt(value.start()) == '/' && look != ValueLook.RANDOM)) {
            return false;
        }
        return switch (look) {
            case PLAIN ->
                    known.kind().equals("key")
                            && !inProse
                            && allDigits(text, value.start(), value.end())
                            && value.end() - value.start() >= 20;
            case CODED -> !inProse || value.end() - value.start() >= 12;
            case UUID ->
                    !known.kind().equals("session") && (!inProse || known.kind().equals("key"));
            case HEX ->
                    (value.end() - value.start() >= 32
                                    && !(inProse && known.kind().equals("token")))
                            || (!inProse && !known.kind().equals("session"));
            case RANDOM -> true;
        };
    }

    /// True for `user:password` under the name of credentials.
    private static boolean pair(String text, Extent value) {
        int colon = text.indexOf(':', value.start(), value.end());
        int end = value.end();
        return colon > value.start()
                && oneWord(text, value)
                && text.indexOf('/', value.start(), end) < 0
                && (ValueLook.of(text, colon + 1, end) != ValueLook.PLAIN
                        || (end - colon > 6 && allDigits(text, colon + 1, end)));
    }

    private static boolean possible(String text, Extent value, ValueLook look, boolean inQuery) {
        if (text.indexOf(' ', value.start(), value.end()) >= 0
                || (text.charAt(value.start()) == '/' && look != ValueLook.RANDOM)) {
            return false;
        }
        boolean path =
                !inQuery
                        && text.indexOf('/', value.start(), value.end()) >= 0
                        && text.indexOf('+', value.start(), value.end()) < 0
                        && text.charAt(value.end() - 1) != '=';
        return (look == ValueLook.RANDOM && !path)
                || (look == ValueLook.HEX && inQuery && value.end() - value.start() >= 24);
    }

    /// True for three to twelve digits, in groups or not, and for a longer one under the name of a
    /// number.
    private static boolean code(Known known, String text, Extent value) {
        int digits = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (Chars.digit(c)) {
                digits++;
            } else if (c != '-' && c != ' ') {
                return ValueLook.of(text, value.start(), value.end()) == ValueLook.CODED
                        && value.end() - value.start() <= 12;
            }
        }
        return digits >= 3 && digits <= (known.kind().equals("number") ? 19 : 12);
    }

    private static boolean allDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Chars.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
