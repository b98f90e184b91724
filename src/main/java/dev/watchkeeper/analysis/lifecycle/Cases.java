package dev.watchkeeper.analysis.lifecycle;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// Whether each of many things kept a rule, in the order of the time at which it was to be kept.
final class Cases {

    private static final int CHUNK = 10;
    private static final int FEWEST_CHUNKS = 5;
    private static final int MOST_CHUNKS = 24;

    /// Of what always happens one exception must not be impossible.
    private static final double MOST = 0.98;

    private final long[] times;
    private final boolean[] broken;

    private Cases(long[] times, boolean[] broken) {
        this.times = times;
        this.broken = broken;
    }

    /// @param times in any order
    /// @param broken whether each broke the rule
    static Cases of(long[] times, boolean[] broken) {
        int n = times.length;
        // time and outcome in one number, so that both are sorted at once
        var packed = new long[n];
        for (int i = 0; i < n; i++) {
            packed[i] = times[i] << 1 | (broken[i] ? 1 : 0);
        }
        Arrays.sort(packed);
        var sorted = new long[n];
        var flags = new boolean[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = packed[i] >> 1;
            flags[i] = (packed[i] & 1) == 1;
        }
        return new Cases(sorted, flags);
    }

    /// Those from one time until another.
    Cases between(long from, long until) {
        int first = index(from);
        int end = Math.max(first, index(until));
        return new Cases(
                Arrays.copyOfRange(times, first, end), Arrays.copyOfRange(broken, first, end));
    }

    private int index(long time) {
        int at = Arrays.binarySearch(times, time);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && times[at - 1] == time) {
            at--;
        }
        return at;
    }

    /// Those whose time a condition accepts.
    Cases where(LongPredicate wanted) {
        var some = new long[n()];
        var flags = new boolean[n()];
        int count = 0;
        for (int i = 0; i < n(); i++) {
            if (wanted.test(times[i])) {
                some[count] = times[i];
                flags[count++] = broken[i];
            }
        }
        return new Cases(Arrays.copyOf(some, count), Arrays.copyOf(flags, count));
    }

    /// The time of the first; there must be one.
    long from() {
        return times[0];
    }

    /// The time of the last; there must be one.
    long until() {
        return times[n() - 1];
    }

    int n() {
        return times.length;
    }

    int broken() {
        int count = 0;
        for (boolean each : broken) {
            count += each ? 1 : 0;
        }
        return count;
    }

    double share() {
        return n() == 0 ? 0 : (double) broken() / n();
    }

    /// The last third.
    Cases latest() {
        int from = n() - Math.ceilDiv(n(), 3);
        return new Cases(
                Arrays.copyOfRange(times, from, n()), Arrays.copyOfRange(broken, from, n()));
    }

    /// The shares of stretches with as many cases each, the smallest first, so that one bad hour
    /// does not make a bad day; empty where there are too few cases.
    double[] shares() {
        int chunks = Math.min(MOST_CHUNKS, n() / CHUNK);
        if (chunks < FEWEST_CHUNKS) {
            return new double[0];
        }
        var shares = new double[chunks];
        for (int i = 0; i < chunks; i++) {
            int from = (int) ((long) n() * i / chunks);
            int until = (int) ((long) n() * (i + 1) / chunks);
            int count = 0;
            for (int j = from; j < until; j++) {
                count += broken[j] ? 1 : 0;
            }
            shares[i] = (double) count / (until - from);
        }
        Arrays.sort(shares);
        return shares;
    }

    /// When the first came that broke the rule after the share of those changed from `before` to
    /// `after`: the likeliest change point of a sequence of two outcomes (Page's cumulative sum,
    /// read from its end).
    long change(double before, double after) {
        double rate = Math.min(after, MOST);
        double bad = Math.log(rate / before);
        double good = Math.log((1 - rate) / (1 - before));
        double sum = 0;
        double most = 0;
        int best = n() - 1;
        for (int i = n() - 1; i >= 0; i--) {
            sum += broken[i] ? bad : good;
            if (broken[i] && sum > most) {
                most = sum;
                best = i;
            }
        }
        return times[best];
    }
}
