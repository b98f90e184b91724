package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds, over all shapes of a log, which words are values: those that vary where everything else
/// stays.
final class Generalizer {
    private static final int ROUNDS = 6;

    /// So many members make a numbered series of a name that ends in a number.
    private static final int SERIES = 3;

    private final Sketch[] sketches;

    private Generalizer(Sketch[] sketches) {
        this.sketches = sketches;
    }

    /// The template text of each shape, in the order given.
    static List<String> templates(List<String> shapes) {
        // Sorted, so that the order of arrival cannot matter.
        List<String> sorted = new ArrayList<>(new TreeSet<>(shapes));
        Sketch[] sketches = new Sketch[sorted.size()];
        for (int i = 0; i < sketches.length; i++) {
            sketches[i] = Phrases.read(Sketch.of(sorted.get(i)));
        }
        new Generalizer(sketches).run();
        List<String> texts = texts(sketches);
        Map<String, String> byShape = new HashMap<>();
        for (int i = 0; i < sketches.length; i++) {
            byShape.put(sorted.get(i), texts.get(i));
        }
        return shapes.stream().map(shape -> byShape.getOrDefault(shape, shape)).toList();
    }

    /// Shapes with the same tokens become one template; a value keeps its form where all agree on
    /// it.
    private static List<String> texts(Sketch[] sketches) {
        Map<List<String>, List<String>> forms = new HashMap<>();
        for (Sketch sketch : sketches) {
            forms.merge(sketch.tokens(), sketch.forms(), Generalizer::common);
        }
        Map<List<String>, String> texts = new HashMap<>();
        List<String> result = new ArrayList<>(sketches.length);
        for (Sketch sketch : sketches) {
            List<String> key = sketch.tokens();
            result.add(texts.computeIfAbsent(key, k -> sketch.in(forms.getOrDefault(k, k)).text()));
        }
        return result;
    }

    private static List<String> common(List<String> some, List<String> others) {
        List<String> forms = new ArrayList<>(some);
        for (int i = 0; i < forms.size(); i++) {
            if (!forms.get(i).equals(others.get(i))) {
                forms.set(i, Sketch.WILDCARD);
            }
        }
        return forms;
    }

    private void run() {
        series();
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = skeletons();
            changed |= gaps();
            changed |= Chunks.mask(sketches);
            changed |= Partition.mask(sketches);
            changed |= Roles.learn(sketches).mask(sketches);
            if (!changed) {
                break;
            }
        }
    }

    private void series() {
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

    /// Several names that vary together: compares shapes with every name left out.
    private boolean skeletons() {
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
            if (members.size() < 3) {
                continue;
            }
            Sketch first = sketches[members.getFirst()];
            for (int i = 0; i < first.size(); i++) {
                Set<String> values = new HashSet<>();
                for (int member : members) {
                    values.add(sketches[member].token(i));
                }
                if (values.size() >= 3 && Evidence.varies(first, i, values)) {
                    for (int member : members) {
                        sketches[member] = sketches[member].masked(i);
                    }
                    changed = true;
                }
            }
        }
        return changed;
    }

    /// A hash of a token at a place; the sum over all places but one identifies what surrounds that
    /// one.
    static long hash(int token, int position) {
        return ShapeTable.mix(token * 0x9E3779B97F4A7C15L + position);
    }

    private record Gap(int length, int position, long rest) {}

    private boolean gaps() {
        Map<Gap, Map<String, List<Integer>>> gaps = new HashMap<>();
        for (int s = 0; s < sketches.length; s++) {
            Sketch sketch = sketches[s];
            long[] hashes = new long[sketch.size()];
            long all = 0;
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = hash(sketch.token(i).hashCode(), i);
                all += hashes[i];
            }
            for (int i = 0; i < hashes.length; i++) {
                if (sketch.isWord(i) || sketch.isValue(i)) {
                    gaps.computeIfAbsent(
                                    new Gap(hashes.length, i, all - hashes[i]),
                                    g -> new HashMap<>())
                            .computeIfAbsent(sketch.token(i), t -> new ArrayList<>())
                            .add(s);
                }
            }
        }
        int[] best = new int[sketches.length];
        int[] distinct = new int[sketches.length];
        Arrays.fill(best, -1);
        for (var entry : gaps.entrySet()) {
            Map<String, List<Integer>> values = entry.getValue();
            if (values.size() < 2) {
                continue;
            }
            int position = entry.getKey().position();
            Sketch one = sketches[values.values().iterator().next().getFirst()];
            if (!Evidence.varies(one, position, values.keySet())) {
                continue;
            }
            for (List<Integer> members : values.values()) {
                for (int member : members) {
                    if (values.size() > distinct[member]
                            || (values.size() == distinct[member] && position > best[member])) {
                        distinct[member] = values.size();
                        best[member] = position;
                    }
                }
            }
        }
        boolean changed = false;
        for (int s = 0; s < sketches.length; s++) {
            if (best[s] >= 0 && !sketches[s].isValue(best[s])) {
                sketches[s] = sketches[s].masked(best[s]);
                changed = true;
            }
        }
        return changed;
    }
}
