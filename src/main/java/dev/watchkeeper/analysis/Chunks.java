package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds values of several tokens: what stands between two spaces, or between brackets or quotes,
/// and varies as a whole.
///
/// `wpad:80` where other messages have `10.0.0.1:80`; `(run-parts /etc/cron)` where others have
/// `(/usr/bin/sa1 1 1)`.
final class Chunks {
    private record Gap(int chunks, int position, long rest) {}

    private record Place(int sketch, int from, int until) {}

    private Chunks() {}

    /// Masks the chunks that vary; whether any did.
    static boolean mask(Sketch[] sketches) {
        Map<Gap, Map<List<String>, List<Place>>> gaps = new HashMap<>();
        for (int s = 0; s < sketches.length; s++) {
            Sketch sketch = sketches[s];
            int[] starts = starts(sketch);
            if (starts.length < 3 || starts.length > 40) {
                continue;
            }
            List<String> tokens = sketch.tokens();
            long[] hashes = new long[starts.length - 1];
            long all = 0;
            for (int c = 0; c < hashes.length; c++) {
                hashes[c] = Gaps.hash(tokens.subList(starts[c], starts[c + 1]).hashCode(), c);
                all += hashes[c];
            }
            for (int c = 0; c < hashes.length; c++) {
                gaps.computeIfAbsent(
                                new Gap(hashes.length, c, all - hashes[c]), g -> new HashMap<>())
                        .computeIfAbsent(
                                tokens.subList(starts[c], starts[c + 1]), v -> new ArrayList<>())
                        .add(new Place(s, starts[c], starts[c + 1]));
            }
        }
        List<Variation> variations = new ArrayList<>();
        for (Map.Entry<Gap, Map<List<String>, List<Place>>> entry : gaps.entrySet()) {
            Map<List<String>, List<Place>> values = entry.getValue();
            if (values.size() > 1 && varies(entry.getKey(), values, sketches)) {
                variations.add(new Variation(entry.getKey(), values));
            }
        }
        // The strongest evidence first, and always in the same order.
        variations.sort(
                Comparator.comparingInt((Variation variation) -> -variation.values().size())
                        .thenComparingInt(variation -> variation.gap().position())
                        .thenComparingLong(variation -> variation.gap().rest()));
        boolean[] done = new boolean[sketches.length];
        boolean changed = false;
        for (Variation variation : variations) {
            changed |= variation.mask(sketches, done);
        }
        return changed;
    }

    private record Variation(Gap gap, Map<List<String>, List<Place>> values) {
        /// Masks what differs between the chunks; what all begin and end with stays.
        boolean mask(Sketch[] sketches, boolean[] done) {
            Set<List<String>> chunks = values.keySet();
            int head = common(chunks, false);
            int tail = Math.min(common(chunks, true), shortest(chunks) - 1 - head);
            boolean changed = false;
            for (List<Place> places : values.values()) {
                for (Place place : places) {
                    if (!done[place.sketch()]) {
                        done[place.sketch()] = true;
                        Sketch before = sketches[place.sketch()];
                        Sketch masked = before.masked(place.from() + head, place.until() - tail);
                        changed |= masked.size() != before.size();
                        sketches[place.sketch()] = masked;
                    }
                }
            }
            return changed;
        }
    }

    private static boolean varies(
            Gap gap, Map<List<String>, List<Place>> chunks, Sketch[] sketches) {
        Set<List<String>> values = chunks.keySet();
        if (values.stream().allMatch(value -> value.size() == 1)) {
            return false;
        }
        Place place = chunks.values().iterator().next().getFirst();
        Sketch one = sketches[place.sketch()];
        int words = 0;
        for (int i = 0; i < one.size(); i++) {
            if ((i < place.from() || i >= place.until()) && one.isWord(i)) {
                words++;
            }
        }
        int head = common(values, false);
        int tail = Math.min(common(values, true), shortest(values) - 1 - head);
        boolean lone = false;
        boolean bracketed = true;
        int withValue = 0;
        for (List<String> value : values) {
            List<String> own = value.subList(head, value.size() - tail);
            lone |= own.size() == 1 && own.getFirst().equals(Sketch.VALUE);
            withValue += own.contains(Sketch.VALUE) ? 1 : 0;
            bracketed &= value.size() > 2 && "([{\"'".contains(value.getFirst());
        }
        if (words == 0) {
            return false;
        }
        if (lone && withValue == values.size() && words >= 2) {
            return true;
        }
        int key = place.from() + head;
        if ("\"'".contains(one.token(key - 1))) {
            key--;
        }
        if (head > 0 && Word.isKeyed(one, key)) {
            return values.size() >= (Word.tellsWhat(one.token(key - 2)) ? 10 : 2);
        }
        if (bracketed) {
            return values.size() >= (withValue > 0 && words >= 2 ? 3 : 5);
        }
        return gap.position() > 0 && words >= 2 && values.size() >= 5;
    }

    private static int shortest(Set<List<String>> values) {
        return values.stream().mapToInt(List::size).min().orElse(1);
    }

    /// How many tokens all values begin (or end) with; leaves at least one token of each.
    private static int common(Set<List<String>> values, boolean fromEnd) {
        List<String> first = values.iterator().next();
        int shortest = values.stream().mapToInt(List::size).min().orElse(1);
        int same = 0;
        while (same < shortest - 1) {
            int i = same;
            String token = fromEnd ? first.get(first.size() - 1 - i) : first.get(i);
            boolean all =
                    values.stream()
                            .allMatch(v ->
                                    (fromEnd ? v.get(v.size() - 1 - i) : v.get(i)).equals(token));
            if (!all) {
                break;
            }
            same++;
        }
        return same;
    }

    /// Where chunks start, and the end: at spaces outside of brackets and quotes.
    private static int[] starts(Sketch sketch) {
        int[] starts = new int[sketch.size() + 1];
        int count = 0;
        int at = 0;
        while (at < sketch.size()) {
            starts[count++] = at;
            int balanced = end(sketch, at, true);
            at = balanced > 0 ? balanced : end(sketch, at, false);
        }
        starts[count++] = sketch.size();
        return Arrays.copyOf(starts, count);
    }

    private static int end(Sketch sketch, int start, boolean balanced) {
        int depth = 0;
        String quote = "";
        int at = start;
        while (at < sketch.size()) {
            if (at > start && sketch.spaced(at) && depth == 0 && quote.isEmpty()) {
                return at;
            }
            String token = sketch.token(at);
            if (balanced && token.length() == 1) {
                if (quote.isEmpty() && "([{".contains(token)) {
                    depth++;
                } else if (quote.isEmpty() && ")]}".contains(token)) {
                    depth = Math.max(0, depth - 1);
                } else if (token.equals("\"") || token.equals("'")) {
                    quote = quote.isEmpty() ? token : quote.equals(token) ? "" : quote;
                }
            }
            at++;
        }
        return depth == 0 && quote.isEmpty() ? at : -1;
    }
}
