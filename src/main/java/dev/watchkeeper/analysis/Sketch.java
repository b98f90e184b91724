package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.List;

/// A shape cut into tokens: words, single marks, and values ([#VALUE]).
///
/// Each token has a form, which is how it is written: for a value `<*>` with what belongs to it
/// (`<*> bytes`, `<*>, <*>`, nothing at all). Immutable.
final class Sketch {
    static final String VALUE = String.valueOf(Masker.MASK);
    static final String WILDCARD = "<*>";

    private final String[] tokens;
    private final String[] forms;
    private final boolean[] spaced;

    private Sketch(String[] tokens, String[] forms, boolean[] spaced) {
        this.tokens = tokens;
        this.forms = forms;
        this.spaced = spaced;
    }

    static Sketch of(CharSequence shape) {
        Builder builder = new Builder();
        boolean space = false;
        int at = 0;
        while (at < shape.length()) {
            char c = shape.charAt(at);
            if (c == ' ') {
                space = true;
                at++;
                continue;
            }
            int until = c == Masker.MASK ? at + 1 : wordEnd(shape, at);
            String token = shape.subSequence(at, until).toString();
            builder.add(token, token.equals(VALUE) ? WILDCARD : token, space);
            space = false;
            at = until;
        }
        return builder.build();
    }

    private static int wordEnd(CharSequence shape, int start) {
        int at = start;
        while (at < shape.length() && inWord(shape, start, at)) {
            at++;
        }
        while (at > start + 1 && shape.charAt(at - 1) == '.') {
            at--;
        }
        return Math.max(at, start + 1);
    }

    private static boolean inWord(CharSequence shape, int start, int at) {
        char c = shape.charAt(at);
        boolean last = at + 1 >= shape.length();
        return switch (CharKind.of(c)) {
            case CharKind.LETTER, CharKind.DIGIT -> true;
            case CharKind.INNER -> c != '.' || at == start || last || shape.charAt(at + 1) != '.';
            default ->
                    c == '\''
                            && at > start
                            && !last
                            && Character.isLetter(shape.charAt(at - 1))
                            && Character.isLetter(shape.charAt(at + 1));
        };
    }

    int size() {
        return tokens.length;
    }

    /// All tokens, for comparing and as a key.
    List<String> tokens() {
        return List.of(tokens);
    }

    String form(int i) {
        return forms[i];
    }

    List<String> forms() {
        return List.of(forms);
    }

    /// Whether a space stands before the token at `i`.
    boolean spaced(int i) {
        return spaced[i];
    }

    /// Whether the token at `i` touches the one before it.
    boolean glued(int i) {
        return i > 0 && i < tokens.length && !spaced[i];
    }

    /// The same tokens in other forms.
    Sketch in(List<String> otherForms) {
        return new Sketch(tokens, otherForms.toArray(String[]::new), spaced);
    }

    /// The token at `i`, or nothing beyond either end.
    String token(int i) {
        return i >= 0 && i < tokens.length ? tokens[i] : "";
    }

    boolean isValue(int i) {
        return token(i).equals(VALUE);
    }

    /// A word: not a value and not a lone mark.
    boolean isWord(int i) {
        String token = token(i);
        return token.length() > 1 || (!token.isEmpty() && CharKind.wordy(token.charAt(0)));
    }

    /// The same with a value in place of the token at `position`.
    Sketch masked(int position) {
        String[] changed = tokens.clone();
        String[] written = forms.clone();
        changed[position] = VALUE;
        written[position] = WILDCARD;
        return new Sketch(changed, written, spaced);
    }

    /// The same with one value in place of the tokens from `from` until `until`.
    Sketch masked(int from, int until) {
        Builder builder = new Builder();
        for (int i = 0; i < tokens.length; i++) {
            if (i == from) {
                builder.add(VALUE, WILDCARD, spaced[i]);
            } else if (i < from || i >= until) {
                builder.add(tokens[i], forms[i], spaced[i]);
            }
        }
        return builder.build();
    }

    /// The text with `<*>` for each value.
    String text() {
        StringBuilder text = new StringBuilder();
        boolean afterValue = false;
        for (int i = 0; i < tokens.length; i++) {
            boolean value = isValue(i) && forms[i].equals(WILDCARD);
            if (value && afterValue) {
                continue;
            }
            if (spaced[i] && !text.isEmpty()) {
                text.append(' ');
            }
            text.append(forms[i]);
            afterValue = value;
        }
        return text.toString();
    }

    /// Collects tokens one by one.
    static final class Builder {
        private final List<String> tokens = new ArrayList<>();
        private final List<String> forms = new ArrayList<>();
        private final List<Boolean> spaced = new ArrayList<>();

        void add(String token, String form, boolean space) {
            tokens.add(token);
            forms.add(form);
            spaced.add(space);
        }

        Sketch build() {
            boolean[] spaces = new boolean[spaced.size()];
            for (int i = 0; i < spaces.length; i++) {
                spaces[i] = spaced.get(i);
            }
            return new Sketch(tokens.toArray(String[]::new), forms.toArray(String[]::new), spaces);
        }
    }
}
