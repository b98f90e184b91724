package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.List;

/// Compares the tokens of a message with those of a template.
///
/// A value of the template takes one word or value of the message with what is glued to it, a
/// further value after a space, and between brackets or quotes anything up to the closing one. It
/// never takes a second plain word: "Failed password for invalid user bob" is not "Failed password
/// for <*>", and a new kind of message stays visible.
final class TemplateMatcher {
    private final Sketch template;
    private final int constants;
    private final boolean everything;

    private TemplateMatcher(Sketch template, boolean everything) {
        this.template = template;
        this.everything = everything;
        int length = 0;
        for (int i = 0; i < template.size(); i++) {
            length += template.isValue(i) ? 0 : template.token(i).length();
        }
        this.constants = length;
    }

    static TemplateMatcher of(String text) {
        return new TemplateMatcher(sketch(text), text.equals(Sketch.WILDCARD));
    }

    private static Sketch sketch(String text) {
        return Phrases.read(Sketch.of(text.replace(Sketch.WILDCARD, Sketch.VALUE)));
    }

    /// How many characters are fixed: of two templates that match, the one with more says more.
    int constants() {
        return constants;
    }

    /// The first token, by which templates are found again; empty when it is a value.
    String key() {
        return template.size() == 0 || template.isValue(0) ? "" : template.token(0);
    }

    boolean matches(String message) {
        Masker masker = new Masker();
        masker.mask(message);
        return matches(Phrases.read(Sketch.of(new String(masker.shape(), 0, masker.length()))));
    }

    boolean matches(Sketch message) {
        if (everything) {
            return true;
        }
        if (template.size() > 0
                && !template.isValue(0)
                && !template.token(0).equals(message.token(0))) {
            return false;
        }
        return match(message);
    }

    /// All places of the message that the template can have reached after each of its tokens.
    private boolean match(Sketch message) {
        boolean[] reached = new boolean[message.size() + 1];
        reached[0] = true;
        for (int t = 0; t < template.size(); t++) {
            boolean[] next = new boolean[message.size() + 1];
            boolean any = false;
            for (int m = 0; m <= message.size(); m++) {
                if (!reached[m]) {
                    continue;
                }
                if (!template.isValue(t)) {
                    if (m < message.size() && template.token(t).equals(message.token(m))) {
                        next[m + 1] = true;
                        any = true;
                    }
                } else {
                    for (int end : ends(message, m, template.token(t - 1))) {
                        next[end] = true;
                        any = true;
                    }
                }
            }
            if (!any) {
                return false;
            }
            reached = next;
        }
        return reached[message.size()];
    }

    private static List<Integer> ends(Sketch message, int from, String before) {
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
            } else if (at > from && message.spaced(at) && !message.isValue(at)) {
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
