package dev.watchkeeper.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Counts one kind of message as it streams by, oldest or newest first, in bounded memory.
///
/// The rhythm comes from the times of the first [#KEPT] arrivals, in whichever direction they come:
/// a stretch of consecutive messages, so that the distances between them are true. Two that turn
/// out to be one kind are merged over the stretch that both have seen in full.
public final class PatternStats {
    /// How many arrival times are kept.
    static final int KEPT = 256;

    private final String example;
    private long count;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private long[] times = new long[4];
    private int kept;

    /// Statistics of a kind of message, shown by this example.
    public PatternStats(String example) {
        this.example = example;
    }

    /// One more message at this time.
    public void add(Instant at) {
        long millis = at.toEpochMilli();
        count++;
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
        if (kept < KEPT) {
            if (kept == times.length) {
                times = Arrays.copyOf(times, 2 * kept);
            }
            times[kept++] = millis;
        }
    }

    /// How many messages were added.
    public long count() {
        return count;
    }

    /// This and the other together, as one kind that began where this did.
    public PatternStats merged(PatternStats other) {
        PatternStats both = new PatternStats(example);
        both.count = count + other.count;
        both.firstMillis = Math.min(firstMillis, other.firstMillis);
        both.lastMillis = Math.max(lastMillis, other.lastMillis);
        long from = Math.max(seenFrom(), other.seenFrom());
        long until = Math.min(seenUntil(), other.seenUntil());
        long[] shared = new long[kept + other.kept];
        int size = 0;
        for (int i = 0; i < kept + other.kept; i++) {
            long time = i < kept ? times[i] : other.times[i - kept];
            if (time >= from && time <= until) {
                shared[size++] = time;
            }
        }
        Arrays.sort(shared, 0, size);
        boolean newestFirst = backwards() || other.backwards();
        int start = newestFirst ? Math.max(0, size - KEPT) : 0;
        both.times =
                Arrays.copyOfRange(
                        shared, start, Math.max(start + 1, Math.min(size, start + KEPT)));
        both.kept = Math.min(size, KEPT);
        if (newestFirst) {
            both.reverse();
        }
        return both;
    }

    /// What is known so far. At least one message must have been added.
    public PatternSummary summary(Template template) {
        if (count == 0) {
            throw new IllegalStateException("no message was added");
        }
        Instant first = Instant.ofEpochMilli(firstMillis);
        Instant last = Instant.ofEpochMilli(lastMillis);
        Duration span = Duration.between(first, last);
        double hours = span.toMillis() / 3_600_000.0;
        double perHour = hours > 0 ? (count - 1) / hours : 0;
        long[] sorted = Arrays.copyOf(times, kept);
        Arrays.sort(sorted);
        String rhythm = Rhythm.of(sorted, count, span).words();
        return new PatternSummary(template, count, first, last, span, perHour, rhythm, example);
    }

    private boolean backwards() {
        return kept > 1 && times[0] > times[kept - 1];
    }

    private long seenFrom() {
        return count > kept && backwards() ? times[kept - 1] : Long.MIN_VALUE;
    }

    private long seenUntil() {
        return count > kept && !backwards() ? times[kept - 1] : Long.MAX_VALUE;
    }

    private void reverse() {
        for (int i = 0; i < kept / 2; i++) {
            long time = times[i];
            times[i] = times[kept - 1 - i];
            times[kept - 1 - i] = time;
        }
    }
}
