package dev.watchkeeper.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// When something happened, what comes within ten seconds counting once. Times may be given in any
/// order; of more than fit, those that came first are kept.
final class Moments {

    private static final int MOST = 500;
    private static final long ONCE = Duration.ofSeconds(10).toMillis();

    private long[] times = new long[4];
    private int n;
    private boolean sorted = true;

    void add(Instant time) {
        if (n == MOST) {
            return;
        }
        if (n == times.length) {
            times = Arrays.copyOf(times, 2 * n);
        }
        times[n++] = time.toEpochMilli();
        sorted = false;
    }

    private void sort() {
        if (sorted) {
            return;
        }
        Arrays.sort(times, 0, n);
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (kept == 0 || times[i] - times[kept - 1] > ONCE) {
                times[kept++] = times[i];
            }
        }
        n = kept;
        sorted = true;
    }

    int count() {
        sort();
        return n;
    }

    Instant first() {
        sort();
        return Instant.ofEpochMilli(times[0]);
    }

    Instant last() {
        sort();
        return Instant.ofEpochMilli(times[n - 1]);
    }

    Duration span() {
        return Duration.between(first(), last());
    }

    /// The most of them within any stretch of this length.
    int mostWithin(Duration length) {
        sort();
        int most = 0;
        int from = 0;
        for (int i = 0; i < n; i++) {
            while (times[i] - times[from] >= length.toMillis()) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }

    /// Whether half of them or more have one of the others within a minute.
    boolean coincidesWith(Moments other) {
        sort();
        other.sort();
        int near = 0;
        for (int i = 0; i < n; i++) {
            int at = Arrays.binarySearch(other.times, 0, other.n, times[i]);
            int right = at < 0 ? -at - 1 : at;
            long distance = Long.MAX_VALUE;
            if (right < other.n) {
                distance = other.times[right] - times[i];
            }
            if (right > 0) {
                distance = Math.min(distance, times[i] - other.times[right - 1]);
            }
            near += distance <= Duration.ofMinutes(1).toMillis() ? 1 : 0;
        }
        return 2 * near >= n;
    }
}
