package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.List;

/// Compares the tokens of a message with those of a template.
///
/// A value of the template takes one word or value of the message with what is glued to it, a
/// further value after a space, and between brackets or quotes anything up to the closing one. It
/// never takes a second plain word: "Failed password for invalid user bob" is not "Failed password
/// for <*>", and a new kind of message stays visible.
///
/// Both are compared twice: as they are written, and with dates, quantities and lists read as one
/// value. A value of the template may look like part of a quantity ("<*> ms (<*>, <*>)") where the
/// message has a word.
final class TemplateMatcher {
    private final Sketch written;
    private final Sketch read;
    private final int constants;
    private final boolean everything;

    private TemplateMatcher(String text) {
        this.written = Sketch.of(text.replace(Sketch.WILDCARD, Sketch.VALUE));
        this.read = Phrases.read(written);
        this.everything = text.equals(Sketch.WILDCARD);
        int length = 0;
        for (int i = 0; i < written.size(); i++) {
            length += written.isValue(i) ? 0 : written.token(i).length();
        }
        this.constants = length;
    }

    static TemplateMatcher of(String text) {
        return new TemplateMatcher(text);
    }

    /// How many characters are fixed: of two templates that match, the one with more says more.
    int constants() {
        return constants;
    }

    /// The first token, by which templates are found again; empty when it may be part of a value.
    String key() {
        return read.size() == 0 || read.isValue(0) ? "" : read.token(0);
    }

    boolean matches(String message) {
        Masker masker = new Masker();
        masker.mask(message);
        Sketch sketch = Sketch.of(new String(masker.shape(), 0, masker.length()));
        return matches(sketch, Phrases.read(sketch));
    }

    /// Whether the message fits, as it is written or as it was read.
    boolean matches(Sketch messageWritten, Sketch messageRead) {
        return everything || match(read, messageRead) || match(written, messageWritten);
    }

    /// Walks the template with all places of the message that it can have reached so far.
    private static boolean match(Sketch template, Sketch message) {
        boolean[] reached = new boolean[message.size() + 1];
        reached[0] = true;
        for (int t = 0; t < template.size(); t++) {
            boolean[] next = new boolean[message.size() + 1];
            boolean any = false;
            for (int m = 0; m < message.size(); m++) {
                if (!reached[m]) {
                    continue;
                }
                if (template.isValue(t)) {
                    boolean list = template.form(t).contains(",");
                    for (int end : ends(message, m, template.token(t - 1), list)) {
                        next[end] = true;
                        any = true;
                    }
                } else if (template.token(t).equals(message.token(m))) {
                    next[m + 1] = true;
                    any = true;
                }
            }
            if (!any) {
                return false;
            }
            reached = next;
        }
        return reached[message.size()];
    }

    private static List<Integer> ends(Sketch message, int from, String before, boolean list) {
        List<Integer> ends = new ArrayList<>();
        String closing = closing(before);
        int depth = 0;
        for (int at = from; at < message.size(); at++) {
            String token = message.token(at);
            if (!closing.isEmpty()) {
                if (token.equals(closing) && depth-- == 0) {
                    return ends;
                }
                if (token.equals(before) && !before.equals(closing)) {
                    depth++;
                }
            } else if (at > from
                    && message.spaced(at)
                    && !message.isValue(at)
                    && !(list && message.token(at - 1).equals(","))) {
                return ends;
            }
            ends.add(at + 1);
        }
        return ends;
    }

    private static String closing(String opening) {
        return switch (opening) {
            case "(" -> ")";
            case "[" -> "]";
            case "{" -> "}";
            case "\"", "'" -> opening;
            default -> "";
        };
    }
}
