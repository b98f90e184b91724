package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.Arrays;
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
    private record Gap(int chunks, int position, List<String> rest) {}

    private record Place(int sketch, int from, int until) {}

    private Chunks() {}

    /// Masks the chunks that vary; whether any did.
    static boolean mask(Sketch[] sketches) {
        Map<Gap, Map<List<String>, List<Place>>> gaps = new HashMap<>();
        for (int s = 0; s < sketches.length; s++) {
            Sketch sketch = sketches[s];
            List<String> tokens = sketch.tokens();
            int[] starts = starts(sketch);
            if (starts.length < 3 || starts.length > 40) {
                continue;
            }
            for (int c = 0; c + 1 < starts.length; c++) {
                List<String> rest = new ArrayList<>(tokens.subList(0, starts[c]));
                rest.addAll(tokens.subList(starts[c + 1], tokens.size()));
                gaps.computeIfAbsent(new Gap(starts.length, c, rest), g -> new HashMap<>())
                        .computeIfAbsent(
                                tokens.subList(starts[c], starts[c + 1]), v -> new ArrayList<>())
                        .add(new Place(s, starts[c], starts[c + 1]));
            }
        }
        boolean changed = false;
        boolean[] done = new boolean[sketches.length];
        List<Map.Entry<Gap, Map<List<String>, List<Place>>>> varying = new ArrayList<>();
        for (var entry : gaps.entrySet()) {
            if (entry.getValue().size() > 1 && varies(entry.getKey(), entry.getValue().keySet())) {
                varying.add(entry);
            }
        }
        varying.sort((a, b) -> order(a, b));
        for (var entry : varying) {
            Set<List<String>> values = entry.getValue().keySet();
            int head = common(values, false);
            int shortest = values.stream().mapToInt(List::size).min().orElse(1);
            int tail = Math.min(common(values, true), shortest - 1 - head);
            for (List<Place> places : entry.getValue().values()) {
                for (Place place : places) {
                    if (!done[place.sketch()]) {
                        done[place.sketch()] = true;
                        Sketch masked =
                                sketches[place.sketch()].masked(
                                        place.from() + head, place.until() - tail);
                        changed |= masked.size() != sketches[place.sketch()].size();
                        sketches[place.sketch()] = masked;
                    }
                }
            }
        }
        return changed;
    }

    private static int order(
            Map.Entry<Gap, Map<List<String>, List<Place>>> a,
            Map.Entry<Gap, Map<List<String>, List<Place>>> b) {
        int bySize = Integer.compare(b.getValue().size(), a.getValue().size());
        if (bySize != 0) {
            return bySize;
        }
        int byPlace = Integer.compare(a.getKey().position(), b.getKey().position());
        return byPlace != 0
                ? byPlace
                : String.join(" ", a.getKey().rest())
                        .compareTo(String.join(" ", b.getKey().rest()));
    }

    private static boolean varies(Gap gap, Set<List<String>> values) {
        int words = 0;
        for (String token : gap.rest()) {
            if (token.length() > 1 || CharKind.wordy(token.charAt(0))) {
                words++;
            }
        }
        boolean lone = false;
        boolean bracketed = true;
        int compound = 0;
        int withValue = 0;
        for (List<String> value : values) {
            lone |= value.size() == 1 && value.getFirst().equals(Sketch.VALUE);
            compound += value.size() > 1 ? 1 : 0;
            withValue += value.contains(Sketch.VALUE) ? 1 : 0;
            bracketed &= value.size() > 2 && "([{\"'".contains(value.getFirst());
        }
        if (words == 0 || compound == 0) {
            return false;
        }
        if (lone && withValue == values.size()) {
            return words >= 2;
        }
        if (bracketed) {
            return values.size() >= (withValue > 0 && words >= 2 ? 3 : 5);
        }
        return gap.position() > 0 && words >= 2 && values.size() >= 5;
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
