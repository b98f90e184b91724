package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds words that vary together at several places, as in "volume alpha: secret bravo not found".
///
/// Shapes with the same marks at the same places are split by the place with the fewest different
/// words, as IPLoM does (Makanju et al., KDD 2009), until all places that still vary do so freely;
/// those are values. Then a shape that differs from a more general one only where that has values
/// joins it.
final class Partition {
    /// So many shapes, and different words at a place, are the least that shows a place to vary
    /// freely.
    private static final int LEAST = 4;

    private static final int CROWD = 2_000;

    private final Sketch[] sketches;
    private boolean changed;

    private Partition(Sketch[] sketches) {
        this.sketches = sketches;
    }

    /// Masks the words that vary; whether any did.
    static boolean mask(Sketch[] sketches) {
        Partition partition = new Partition(sketches);
        Map<List<String>, List<Integer>> buckets = new HashMap<>();
        for (int s = 0; s < sketches.length; s++) {
            buckets.computeIfAbsent(marks(sketches[s], true), k -> new ArrayList<>()).add(s);
        }
        buckets.values().forEach(partition::split);
        buckets.clear();
        for (int s = 0; s < sketches.length; s++) {
            buckets.computeIfAbsent(marks(sketches[s], false), k -> new ArrayList<>()).add(s);
        }
        buckets.values().forEach(partition::join);
        return partition.changed;
    }

    /// What must be equal for shapes to be compared: their marks, and their values unless a word
    /// may stand for one.
    private static List<String> marks(Sketch sketch, boolean values) {
        String[] marks = sketch.tokens().toArray(String[]::new);
        for (int i = 0; i < marks.length; i++) {
            if (sketch.isWord(i) || (!values && sketch.isValue(i))) {
                marks[i] = "w";
            }
        }
        return List.of(marks);
    }

    private void split(List<Integer> members) {
        Set<List<String>> distinct = new HashSet<>();
        members.forEach(member -> distinct.add(sketches[member].tokens()));
        if (distinct.size() < LEAST) {
            return;
        }
        Sketch one = sketches[members.getFirst()];
        int[] words = new int[one.size()];
        int fewest = -1;
        int varying = 0;
        int fixed = 0;
        boolean free = true;
        for (int i = 0; i < words.length; i++) {
            if (!one.isWord(i)) {
                continue;
            }
            Set<String> values = new HashSet<>();
            for (List<String> tokens : distinct) {
                values.add(tokens.get(i));
            }
            words[i] = values.size();
            if (words[i] == 1) {
                fixed++;
                continue;
            }
            varying++;
            free &=
                    words[i] >= LEAST
                            && 3 * words[i] >= distinct.size()
                            && plain(one, i, values)
                            && (i == 0 || words[i - 1] < 2);
            if (fewest < 0 || words[i] < words[fewest]) {
                fewest = i;
            }
        }
        if (varying == 0) {
            return;
        }
        if (free && fixed > varying && fixed > 2) {
            for (int member : members) {
                for (int i = 0; i < words.length; i++) {
                    if (words[i] > 1) {
                        sketches[member] = sketches[member].masked(i);
                    }
                }
            }
            changed = true;
            return;
        }
        Map<String, List<Integer>> parts = new TreeMap<>();
        for (int member : members) {
            parts.computeIfAbsent(sketches[member].token(fewest), k -> new ArrayList<>())
                    .add(member);
        }
        parts.values().forEach(this::split);
    }

    private static boolean plain(Sketch one, int position, Set<String> values) {
        boolean states = values.stream().allMatch(Word::isState);
        return !states
                && Evidence.mayVary(one, position)
                && !Evidence.isCall(one, position)
                && !Evidence.firstWord(one, position);
    }

    /// Lets shapes join a more general one. Compares all with all, so that crowded buckets are left
    /// alone.
    private void join(List<Integer> members) {
        Map<List<String>, Integer> distinct = new HashMap<>();
        members.forEach(member -> distinct.putIfAbsent(sketches[member].tokens(), member));
        if (distinct.size() < 2 || distinct.size() > CROWD) {
            return;
        }
        List<Integer> candidates = new ArrayList<>(distinct.values());
        candidates.sort(null);
        List<Integer> generals = candidates.stream().filter(s -> hasValue(sketches[s])).toList();
        Map<List<String>, Integer> general = new HashMap<>();
        for (int special : candidates) {
            int best = -1;
            for (int other : generals) {
                if (other != special
                        && covers(sketches[other], sketches[special])
                        && (best < 0 || covers(sketches[other], sketches[best]))) {
                    best = other;
                }
            }
            if (best >= 0) {
                general.put(sketches[special].tokens(), best);
            }
        }
        for (int member : members) {
            Integer better = general.get(sketches[member].tokens());
            if (better != null) {
                Sketch target = sketches[better];
                for (int i = 0; i < target.size(); i++) {
                    if (target.isValue(i) && !sketches[member].isValue(i)) {
                        sketches[member] = sketches[member].masked(i);
                        changed = true;
                    }
                }
            }
        }
    }

    private static boolean hasValue(Sketch sketch) {
        return sketch.tokens().contains(Sketch.VALUE);
    }

    /// Equal but for places where the general one has a value, and at least twice as many words
    /// that are equal.
    private static boolean covers(Sketch general, Sketch special) {
        int equal = 0;
        int covered = 0;
        for (int i = 0; i < general.size(); i++) {
            if (general.token(i).equals(special.token(i))) {
                equal += general.isWord(i) ? 1 : 0;
            } else if (general.isValue(i)
                    && Evidence.mayVary(special, i)
                    && !Evidence.isCall(special, i)) {
                covered++;
            } else {
                return false;
            }
        }
        return covered > 0 && equal >= 3 && equal >= 2 * covered;
    }
}
