package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds single words that vary: shapes that are equal but for one place, and enough different
/// words at it ([Evidence]).
final class Gaps {
    private Gaps() {}

    /// A hash of a token at a place; the sum over all places but one identifies what surrounds that
    /// one.
    static long hash(int token, int position) {
        return ShapeTable.mix(token * 0x9E3779B97F4A7C15L + position);
    }

    private record Gap(int length, int position, long rest) {}

    /// Masks, in each shape, the place with the strongest evidence; whether there was any.
    static boolean mask(Sketch[] sketches) {
        Map<Gap, Map<String, List<Integer>>> gaps = gaps(sketches);
        int[] best = new int[sketches.length];
        int[] distinct = new int[sketches.length];
        Arrays.fill(best, -1);
        for (Map.Entry<Gap, Map<String, List<Integer>>> entry : gaps.entrySet()) {
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

    private static Map<Gap, Map<String, List<Integer>>> gaps(Sketch[] sketches) {
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
        return gaps;
    }
}
