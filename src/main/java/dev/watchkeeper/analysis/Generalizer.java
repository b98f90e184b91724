package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds, over all shapes of a log, which words are values: those that vary where everything else
/// stays.
///
/// The idea is that of the tree parsers (Drain: He et al., ICWS 2017; Brain: Yu et al., TSC 2023),
/// turned round: nothing is decided line by line. All shapes are there at once, and each rule asks
/// how many different words stand at one place while the rest is the same.
final class Generalizer {
    private static final int ROUNDS = 6;

    private Generalizer() {}

    /// The template text of each shape, in the order given.
    static List<String> templates(List<String> shapes) {
        // Sorted, so that the order of arrival cannot matter.
        List<String> sorted = new ArrayList<>(new TreeSet<>(shapes));
        Sketch[] sketches = new Sketch[sorted.size()];
        for (int i = 0; i < sketches.length; i++) {
            sketches[i] = Phrases.read(Sketch.of(sorted.get(i)));
        }
        generalize(sketches);
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

    /// Each rule may bring to light what another can use; every one only ever turns words into
    /// values, so this ends.
    private static void generalize(Sketch[] sketches) {
        Names.maskSeries(sketches);
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = Names.maskTogether(sketches);
            changed |= Gaps.mask(sketches);
            changed |= Chunks.mask(sketches);
            changed |= Partition.mask(sketches);
            changed |= Roles.learn(sketches).mask(sketches);
            if (!changed) {
                break;
            }
        }
    }
}
