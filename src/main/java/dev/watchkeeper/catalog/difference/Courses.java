package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which kinds of entries come after which in the course of one request or job, counted in the
/// cells of a frame: how often each kind came, and for each two of them how often the other came
/// after it, or before it. Bounded memory: a course is counted when many others have begun since.
///
/// @param <K> what kinds of entries are told apart by
final class Courses<K> {

    private static final int MOST_OPEN = 20_000;
    private static final int MOST_KINDS = 28;
    private static final int MOST_STEPS = 16;

    /// Pauses between two steps are counted by powers of two of a millisecond.
    private static final int PAUSES = 32;

    private final Frame frame;
    private final List<String> ids;
    private final Map<K, Integer> codes = new HashMap<>();
    private final List<K> kinds = new ArrayList<>();
    private final List<int[]> begun = new ArrayList<>();
    private final Map<Integer, Pair> pairs = new HashMap<>();
    private final LinkedHashMap<String, Course> open = new LinkedHashMap<>();

    /// @param ids names of the fields that say which request or job an entry belongs to
    Courses(Frame frame, Collection<String> ids) {
        this.frame = frame;
        this.ids = List.copyOf(ids);
    }

    /// The first entry of each kind with one id.
    private static final class Course {
        final int[] codes = new int[MOST_STEPS];
        final int[] cells = new int[MOST_STEPS];
        final long[] times = new long[MOST_STEPS];
        int steps;
    }

    /// How often one kind followed another, or came before it; by the cell of the other.
    static final class Pair {
        private final int[] after;
        private final int[] ahead;
        private final int[] pauses = new int[PAUSES];

        private Pair(int cells) {
            this.after = new int[cells];
            this.ahead = new int[cells];
        }

        private void add(Pair other) {
            for (int i = 0; i < after.length; i++) {
                after[i] += other.after[i];
                ahead[i] += other.ahead[i];
            }
            for (int i = 0; i < PAUSES; i++) {
                pauses[i] += other.pauses[i];
            }
        }

        int after(int cell) {
            return after[cell];
        }

        int ahead(int cell) {
            return ahead[cell];
        }

        /// Not less than what this share of the pauses between the two took, in milliseconds.
        long pause(double share) {
            long all = 0;
            for (int pause : pauses) {
                all += pause;
            }
            long sum = 0;
            for (int i = 0; i < PAUSES; i++) {
                sum += pauses[i];
                if (sum >= share * all) {
                    return 1L << i;
                }
            }
            return 1L << (PAUSES - 1);
        }
    }

    /// One more entry.
    void add(K kind, int cell, Instant time, Map<String, ?> carried) {
        for (int i = 0; i < ids.size(); i++) {
            Object id = carried.get(ids.get(i));
            if (id != null) {
                step(i + "=" + id, kind, cell, time.toEpochMilli());
            }
        }
    }

    private void step(String id, K kind, int cell, long time) {
        Integer known = codes.get(kind);
        if (known == null && kinds.size() >= MOST_KINDS) {
            return;
        }
        if (known == null) {
            known = kinds.size();
            codes.put(kind, known);
            kinds.add(kind);
            begun.add(new int[frame.size()]);
        }
        Course course = open.get(id);
        if (course == null) {
            if (open.size() >= MOST_OPEN) {
                Iterator<Course> oldest = open.values().iterator();
                settle(oldest.next());
                oldest.remove();
            }
            course = new Course();
            open.put(id, course);
        }
        for (int i = 0; i < course.steps; i++) {
            if (course.codes[i] == known) {
                return;
            }
        }
        if (course.steps < MOST_STEPS) {
            course.codes[course.steps] = known;
            course.cells[course.steps] = cell;
            course.times[course.steps++] = time;
        }
    }

    /// Counts all that is open: what follows is of another time.
    void settle() {
        open.values().forEach(this::settle);
        open.clear();
    }

    private void settle(Course course) {
        for (int i = 0; i < course.steps; i++) {
            int cell = course.cells[i];
            begun.get(course.codes[i])[cell]++;
            for (int j = 0; j < course.steps; j++) {
                if (j == i) {
                    continue;
                }
                Pair pair =
                        pairs.computeIfAbsent(
                                course.codes[i] * MOST_KINDS + course.codes[j],
                                _ -> new Pair(frame.size()));
                // in the order of their own time: several writers of a file are not in step
                long pause = course.times[j] - course.times[i];
                if (pause > 0 || (pause == 0 && j > i)) {
                    pair.after[cell]++;
                    pair.pauses[Math.min(PAUSES - 1, 64 - Long.numberOfLeadingZeros(pause))]++;
                } else {
                    pair.ahead[cell]++;
                }
            }
        }
    }

    /// How often a kind came, by cell.
    int @Nullable [] begun(K kind) {
        Integer code = codes.get(kind);
        return code == null ? null : begun.get(code);
    }

    /// The kinds that came with an id.
    List<K> kinds() {
        return kinds;
    }

    /// How one kind and another came together; null where they never did.
    @Nullable Pair pair(K kind, K other) {
        Integer one = codes.get(kind);
        Integer two = codes.get(other);
        return one == null || two == null ? null : pairs.get(one * MOST_KINDS + two);
    }

    /// The same kinds under other names, those of one name together.
    <L> Courses<L> renamed(Function<K, L> name) {
        var renamed = new Courses<L>(frame, ids);
        List<L> names = kinds.stream().map(name).toList();
        for (int i = 0; i < names.size(); i++) {
            L one = names.get(i);
            int code = renamed.codes.computeIfAbsent(one, _ -> renamed.kinds.size());
            if (code == renamed.kinds.size()) {
                renamed.kinds.add(one);
                renamed.begun.add(new int[frame.size()]);
            }
            int[] sum = renamed.begun.get(code);
            int[] more = begun.get(i);
            for (int cell = 0; cell < sum.length; cell++) {
                sum[cell] += more[cell];
            }
        }
        pairs.forEach((key, pair) -> {
            int one = renamed.code(names.get(key / MOST_KINDS));
            int two = renamed.code(names.get(key % MOST_KINDS));
            if (one != two) {
                renamed.pairs
                        .computeIfAbsent(one * MOST_KINDS + two, _ -> new Pair(frame.size()))
                        .add(pair);
            }
        });
        return renamed;
    }

    private int code(K kind) {
        return codes.getOrDefault(kind, 0);
    }
}
