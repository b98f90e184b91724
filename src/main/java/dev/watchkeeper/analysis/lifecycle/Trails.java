package dev.watchkeeper.analysis.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When each thing, known by the id that a field carries, came in which type of event. Events may
/// be given in any order.
///
/// Memory is bounded: where there are more ids than fit, half of them are followed, chosen by their
/// hash, and so on; what is said of those that are left holds of all. Not thread-safe.
public final class Trails {

    private static final int MOST_IDS = 20_000;
    private static final int MOST_KINDS = 80;

    private final Map<Long, Trail> trails = new HashMap<>();
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private long mask;

    /// A type of event as it is seen by one field.
    ///
    /// @param field which of the fields that carry ids, from 0
    /// @param type the type as the source calls it
    public record Kind(int field, String type) {}

    /// The events of one id.
    static final class Trail {

        /// What comes oftener is no thing that is done and over: a customer, a machine.
        static final int MOST_STEPS = 40;

        private final int field;
        private short[] kinds = new short[4];
        private long[] times = new long[4];
        private int steps;
        private boolean lasting;

        private Trail(int field) {
            this.field = field;
        }

        private void add(int kind, long millis) {
            if (steps == MOST_STEPS) {
                lasting = true;
                return;
            }
            if (steps == kinds.length) {
                kinds = Arrays.copyOf(kinds, 2 * steps);
                times = Arrays.copyOf(times, 2 * steps);
            }
            kinds[steps] = (short) kind;
            times[steps++] = millis;
        }

        int field() {
            return field;
        }

        boolean isLasting() {
            return lasting;
        }

        /// The first time of a kind at or after a time; [Long#MAX_VALUE] where there is none.
        long first(int kind, long from) {
            long first = Long.MAX_VALUE;
            for (int i = 0; i < steps; i++) {
                if (kinds[i] == kind && times[i] >= from && times[i] < first) {
                    first = times[i];
                }
            }
            return first;
        }

        int count(int kind) {
            int count = 0;
            for (int i = 0; i < steps; i++) {
                count += kinds[i] == kind ? 1 : 0;
            }
            return count;
        }
    }

    /// An event with an id.
    ///
    /// @param field which of the fields that carry ids, from 0
    public void add(int field, String id, String type, long millis) {
        long hash = hash(field, id);
        if ((hash & mask) != 0) {
            return;
        }
        Integer kind = numbers.get(new Kind(field, type));
        if (kind == null) {
            if (kinds.size() == MOST_KINDS) {
                return;
            }
            kind = kinds.size();
            kinds.add(new Kind(field, type));
            numbers.put(kinds.getLast(), kind);
        }
        trails.computeIfAbsent(hash, _ -> new Trail(field)).add(kind, millis);
        if (trails.size() > MOST_IDS) {
            mask = mask << 1 | 1;
            trails.keySet().removeIf(other -> (other & mask) != 0);
        }
    }

    /// FNV-1a with the finish of MurmurHash3, so that the lowest bits are as good as any.
    private static long hash(int field, String id) {
        long hash = 0xcbf29ce484222325L ^ field;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /// The kinds there are, in the order in which they came first.
    List<Kind> kinds() {
        return Collections.unmodifiableList(kinds);
    }

    Collection<Trail> all() {
        return trails.values();
    }

    /// One of how many ids is followed.
    public long sampled() {
        return mask + 1;
    }
}
