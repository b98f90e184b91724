package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds many short texts in one pass, whatever the case of ASCII letters: the automaton of Aho and
/// Corasick (CACM 18, 1975), as one table of steps.
///
/// Most lines hold no trigger; for them this pass is all that is done.
final class Triggers {

    /// Who is told of a trigger at `[start, end)`.
    interface Found {
        void at(int trigger, int start, int end);
    }

    /// Characters beyond ASCII, and those of ASCII that no trigger has, are all the same here.
    private static final int OTHER = 0;

    private final byte[] kinds = new byte[128];
    private final int shift;
    private final int[] steps;
    private final int[][] ending;
    private final int[] lengths;
    private final int longest;

    Triggers(List<String> triggers) {
        int kindCount = 1;
        for (String trigger : triggers) {
            for (int i = 0; i < trigger.length(); i++) {
                char c = trigger.charAt(i);
                if (c < 128 && kinds[c] == OTHER) {
                    kinds[c] = (byte) kindCount;
                    kinds[Character.toUpperCase(c)] = (byte) kindCount;
                    kindCount++;
                }
            }
        }
        shift = 32 - Integer.numberOfLeadingZeros(kindCount - 1);
        lengths = triggers.stream().mapToInt(String::length).toArray();
        longest = Arrays.stream(lengths).max().orElse(1);
        var tree = new Tree(1 << shift);
        for (int trigger = 0; trigger < lengths.length; trigger++) {
            tree.insert(triggers.get(trigger), trigger);
        }
        tree.link();
        // A state that ends a trigger is written as its complement: one comparison tells.
        steps = new int[tree.next.size() << shift];
        ending = tree.ending.stream().map(List::toArray).map(Triggers::ints).toArray(int[][]::new);
        for (int state = 0; state < tree.next.size(); state++) {
            for (int kind = 0; kind < 1 << shift; kind++) {
                int to = tree.next.get(state)[kind];
                steps[state << shift | kind] = ending[to].length > 0 ? ~to : to;
            }
        }
    }

    private static int[] ints(Object[] boxed) {
        return Arrays.stream(boxed).mapToInt(number -> (Integer) number).toArray();
    }

    /// Where the first trigger ends, or the first character that may have to be folded stands; -1
    /// when there is neither.
    int first(String text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = OTHER;
            if (c < 128) {
                kind = kinds[c];
            } else if (Folded.mayFold(c)) {
                return i;
            }
            state = steps[state << shift | kind];
            if (state < 0) {
                return i;
            }
        }
        return -1;
    }

    /// Tells of every trigger in the text, in the order of their ends.
    ///
    /// @param first what [#first] said
    /// @return true when a character may have to be folded
    boolean scan(String text, int first, Found found) {
        boolean wide = false;
        int state = 0;
        for (int i = Math.max(0, first + 1 - longest); i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = OTHER;
            if (c < 128) {
                kind = kinds[c];
            } else {
                wide |= Folded.mayFold(c);
            }
            state = steps[state << shift | kind];
            if (state < 0) {
                state = ~state;
                for (int trigger : ending[state]) {
                    found.at(trigger, i + 1 - lengths[trigger], i + 1);
                }
            }
        }
        return wide;
    }

    /// The automaton while it is made.
    private final class Tree {
        private final int width;
        private final List<int[]> next = new ArrayList<>();
        private final List<List<Integer>> ending = new ArrayList<>();

        Tree(int width) {
            this.width = width;
            state();
        }

        private int state() {
            int[] none = new int[width];
            Arrays.fill(none, -1);
            next.add(none);
            ending.add(new ArrayList<>());
            return next.size() - 1;
        }

        void insert(String trigger, int index) {
            int state = 0;
            for (int i = 0; i < trigger.length(); i++) {
                char c = trigger.charAt(i);
                int kind = c < 128 ? kinds[c] : OTHER;
                if (next.get(state)[kind] < 0) {
                    int made = state();
                    next.get(state)[kind] = made;
                }
                state = next.get(state)[kind];
            }
            ending.get(state).add(index);
        }

        void link() {
            int[] fallback = new int[next.size()];
            var open = new ArrayDeque<Integer>();
            for (int kind = 0; kind < width; kind++) {
                int child = next.getFirst()[kind];
                if (child < 0) {
                    next.getFirst()[kind] = 0;
                } else {
                    open.add(child);
                }
            }
            while (!open.isEmpty()) {
                int state = open.remove();
                ending.get(state).addAll(ending.get(fallback[state]));
                for (int kind = 0; kind < width; kind++) {
                    int child = next.get(state)[kind];
                    int elsewhere = next.get(fallback[state])[kind];
                    if (child < 0) {
                        next.get(state)[kind] = elsewhere;
                    } else {
                        fallback[child] = elsewhere;
                        open.add(child);
                    }
                }
            }
        }
    }
}
