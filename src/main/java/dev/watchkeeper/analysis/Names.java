package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds identifiers that are values: those with a number at the end that counts, and those that
/// vary at several places at once, as in "registering class a.B for class c.D".
final class Names {
    /// So many different ones are the least that makes a series.
    private static final int SERIES = 3;

    private Names() {}

    /// Masks numbered series: `J14`, `J15` and `J16` are three of a kind, `ssh2` is a name.
    static void maskSeries(Sketch[] sketches) {
        Map<String, Set<String>> families = new HashMap<>();
        for (Sketch sketch : sketches) {
            for (int i = 0; i < sketch.size(); i++) {
                String family = Word.family(sketch.token(i));
                if (!family.isEmpty() && Evidence.mayVary(sketch, i)) {
                    families.computeIfAbsent(family, f -> new HashSet<>()).add(sketch.token(i));
                }
            }
        }
        for (int s = 0; s < sketches.length; s++) {
            Sketch sketch = sketches[s];
            for (int i = 0; i < sketch.size(); i++) {
                Set<String> members = families.get(Word.family(sketch.token(i)));
                if (members != null && members.size() >= SERIES && Evidence.mayVary(sketch, i)) {
                    sketches[s] = sketches[s].masked(i);
                }
            }
        }
    }

    /// Masks several names that vary together: compares shapes with every name left out.
    static boolean maskTogether(Sketch[] sketches) {
        Map<List<String>, List<Integer>> groups = new HashMap<>();
        for (int s = 0; s < sketches.length; s++) {
            String[] tokens = sketches[s].tokens().toArray(String[]::new);
            int names = 0;
            for (int i = 0; i < tokens.length; i++) {
                if (Word.isName(tokens[i]) && Evidence.mayVary(sketches[s], i)) {
                    tokens[i] = Sketch.VALUE;
                    names++;
                }
            }
            if (names > 1) {
                groups.computeIfAbsent(List.of(tokens), g -> new ArrayList<>()).add(s);
            }
        }
        boolean changed = false;
        for (List<Integer> members : groups.values()) {
            if (members.size() < SERIES) {
                continue;
            }
            Sketch first = sketches[members.getFirst()];
            for (int i = 0; i < first.size(); i++) {
                Set<String> values = new HashSet<>();
                for (int member : members) {
                    values.add(sketches[member].token(i));
                }
                if (values.size() >= SERIES && Evidence.varies(first, i, values)) {
                    for (int member : members) {
                        sketches[member] = sketches[member].masked(i);
                    }
                    changed = true;
                }
            }
        }
        return changed;
    }
}
