package dev.watchkeeper.analysis;

import java.util.Set;

/// How many different words at one place, all else equal, it takes to call that place a value.
///
/// Programs vary few words by branching ("opened", "closed") and many by filling in a name: the
/// more a word looks like a name, and the more its place looks like one for a name, the fewer it
/// takes.
final class Evidence {
    private static final int NEVER = Integer.MAX_VALUE;

    private Evidence() {}

    static boolean varies(Sketch one, int position, Set<String> values) {
        int words = 0;
        for (int i = 0; i < one.size(); i++) {
            if (i != position && one.isWord(i)) {
                words++;
            }
        }
        return words > 0 && values.size() >= need(one, position, values, words);
    }

    private static int need(Sketch one, int position, Set<String> values, int words) {
        if (!mayVary(one, position)) {
            return NEVER;
        }
        int value = 0;
        int names = 0;
        int camels = 0;
        int states = 0;
        int numbered = 0;
        for (String word : values) {
            value += word.equals(Sketch.VALUE) ? 1 : 0;
            states += Word.isState(word) ? 1 : 0;
            names += Word.isName(word) ? 1 : 0;
            camels += Word.isCamel(word) ? 1 : 0;
            numbered += Word.family(word).isEmpty() ? 0 : 1;
        }
        if (numbered + value == values.size()) {
            return 2;
        }
        boolean onlyNames = names + value == values.size();
        boolean first = firstWord(one, position);
        if (isCall(one, position)) {
            return one.token(position + 2).equals(")") ? NEVER : 6;
        }
        if (isTopic(one, position)) {
            return first ? NEVER : onlyNames && camels == 0 ? 3 : 6;
        }
        if (Word.isKeyed(one, position)) {
            return Word.tellsWhat(one.token(position - 2)) && value == 0 ? 6 : 2;
        }
        boolean onlyStates =
                states > 0 && states + value + names == values.size() && states >= names;
        if (onlyStates || (first && value == 0)) {
            return 10;
        }
        if (onlyNames || (value > 0 && words >= 3)) {
            return words >= 2 && camels < 2 ? 2 : 3;
        }
        return words >= 3 ? 4 : 6;
    }

    /// Names of keys stay: what stands before `=`.
    static boolean mayVary(Sketch one, int position) {
        return !one.token(position + 1).equals("=");
    }

    /// Names of functions stay: what stands right before `(`.
    static boolean isCall(Sketch one, int position) {
        return one.glued(position + 1) && one.token(position + 1).equals("(");
    }

    /// What a text is about stays: what stands right before `:`.
    private static boolean isTopic(Sketch one, int position) {
        return one.glued(position + 1) && one.token(position + 1).equals(":");
    }

    static boolean firstWord(Sketch one, int position) {
        for (int i = 0; i < position; i++) {
            if (one.isWord(i) || one.isValue(i)) {
                return false;
            }
        }
        return true;
    }
}
