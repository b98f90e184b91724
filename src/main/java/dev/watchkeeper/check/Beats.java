package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Rhythm;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When the types of one event stream came in the last days, in bounded memory, and which of them
/// stopped. Events are given newest first.
///
/// A type has stopped when either
///
/// - it came steadily ([Rhythm.Steady]), and has now been silent for three of its beats (for one
///   and a quarter, where a beat is six hours or more) and a quarter longer than ever before; or
/// - it came often, and the stretch of its silence, at least half an hour long, held it in eight or
///   more of its five minutes on each of the days before (five at least, seven at most).
///
/// and others of the stream went on meanwhile: else the stream is silent, which [FreshnessCheck]
/// tells.
final class Beats {

    /// How far back is looked.
    static final Duration LOOKBACK = Duration.ofDays(8);

    private static final long SLOT = Duration.ofMinutes(5).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int MOST_TYPES = 200;
    private static final int MOST_TIMES = 512;
    private static final int LEAST_BEATS = 12;
    private static final int LEAST_LONG_BEATS = 4;
    private static final Duration LONG_BEAT = Duration.ofHours(6);

    /// So long that a weekend is among it.
    private static final Duration LEAST_KNOWN = Duration.ofHours(132);

    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(10);
    private static final Duration SHORTEST_STRETCH = Duration.ofMinutes(30);
    private static final int OCCUPIED = 8;
    private static final int LEAST_DAYS = 5;
    private static final int MOST_DAYS = 7;
    private static final double LONGER = 1.25;

    private final long now;
    private final Map<String, Type> types = new HashMap<>();
    private long oldest;
    private long count;

    Beats(Instant now) {
        this.now = now.toEpochMilli();
        this.oldest = this.now;
    }

    /// A type that stopped.
    ///
    /// @param type as the source calls it
    /// @param habit how it came before, in words of ours
    record Stopped(String type, Instant last, String habit) {}

    private static final class Type {
        final BitSet slots = new BitSet();
        final long[] times = new long[MOST_TIMES];
        long newest;
        long oldest;
        long longest;
        long count;
    }

    void add(Event event) {
        long time = event.time().toEpochMilli();
        oldest = Math.min(oldest, time);
        count++;
        Type type = types.get(event.type());
        if (type == null) {
            if (types.size() >= MOST_TYPES) {
                return;
            }
            type = new Type();
            type.newest = time;
            type.oldest = time;
            types.put(event.type(), type);
        }
        type.longest = Math.max(type.longest, type.oldest - time);
        type.oldest = Math.min(type.oldest, time);
        if (type.count < MOST_TIMES) {
            type.times[(int) type.count] = time;
        }
        type.count++;
        type.slots.set((int) ((now - time) / SLOT));
    }

    /// How many events were given.
    long count() {
        return count;
    }

    /// When each type came last.
    Map<String, Instant> newest() {
        var newest = new HashMap<String, Instant>();
        types.forEach((name, type) -> newest.put(name, Instant.ofEpochMilli(type.newest)));
        return newest;
    }

    /// The types that stopped, the longest silent first.
    List<Stopped> stopped() {
        var stopped = new ArrayList<Stopped>();
        types.forEach((name, type) -> {
            String habit = othersGoOn(type) ? habit(type) : null;
            if (habit != null) {
                stopped.add(new Stopped(name, Instant.ofEpochMilli(type.newest), habit));
            }
        });
        stopped.sort((a, b) -> a.last().compareTo(b.last()));
        return stopped;
    }

    private boolean othersGoOn(Type type) {
        long lately = Math.max(3 * SLOT, (now - type.newest) / 4);
        return types.values().stream()
                .anyMatch(other -> other != type && other.newest > now - lately);
    }

    private @Nullable String habit(Type type) {
        long silence = now - type.newest;
        String steady = steady(type, silence);
        return steady != null ? steady : busy(type, silence);
    }

    private static @Nullable String steady(Type type, long silence) {
        int n = (int) Math.min(type.count, MOST_TIMES);
        long[] times = Arrays.copyOf(type.times, n);
        Arrays.sort(times);
        if (n < LEAST_LONG_BEATS + 1) {
            return null;
        }
        Duration span = Duration.ofMillis(times[n - 1] - times[0]);
        if (!(Rhythm.of(times, n, span) instanceof Rhythm.Steady(Duration every))) {
            return null;
        }
        boolean slow = every.compareTo(LONG_BEAT) >= 0;
        boolean known =
                (slow || n > LEAST_BEATS) && type.newest - type.oldest >= LEAST_KNOWN.toMillis();
        double beats = (slow ? LONGER : 3) * every.toMillis();
        double limit =
                Math.max(
                        Math.max(beats, LONGER * type.longest),
                        (double) SHORTEST_SILENCE.toMillis());
        return known && silence > limit
                ? "it came every "
                        + Span.words(every)
                        + ", "
                        + Amounts.count(type.count)
                        + " times in "
                        + Span.words(Duration.ofMillis(type.newest - type.oldest))
                        + ", and never paused for longer than "
                        + Span.words(Duration.ofMillis(type.longest))
                : null;
    }

    /// By the time of day, where it came often.
    private @Nullable String busy(Type type, long silence) {
        if (silence < SHORTEST_STRETCH.toMillis()) {
            return null;
        }
        long stretch = Math.min(silence, DAY);
        long whole = silence / DAY * DAY;
        int days = 0;
        int least = Integer.MAX_VALUE;
        for (int day = 1; day <= MOST_DAYS; day++) {
            long until = now - whole - day * DAY;
            if (until - stretch < oldest) {
                break;
            }
            int from = (int) ((now - until) / SLOT);
            int occupied = type.slots.get(from, (int) (from + stretch / SLOT)).cardinality();
            if (occupied < OCCUPIED) {
                return null;
            }
            least = Math.min(least, occupied);
            days++;
        }
        return days < LEAST_DAYS
                ? null
                : "at this time on each of "
                        + days
                        + " days before it came in at least "
                        + least
                        + " of the "
                        + stretch / SLOT
                        + " five minutes";
    }
}
