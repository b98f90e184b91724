package dev.watchkeeper.analysis.rate;

import java.time.Duration;
import java.util.Arrays;

/// The stretch of time before now, at any time: what was added after `t - length` until `t`,
/// inclusive. Exact to the millisecond as long as the window holds at most [#MOST] different
/// milliseconds; beyond that neighbours are joined, by twice as much time each time it is full.
public final class RollingWindow implements UsageWindow {

    /// How many moments are kept apart.
    static final int MOST = 8_192;

    private static final int FIRST = 64;

    private final long length;
    private long quantum = 1;
    private long[] times = new long[FIRST];
    private long[] amounts = new long[FIRST];
    private int head;
    private int size;
    private long sum;

    /// `length` is that of the window.
    public RollingWindow(Duration length) {
        this.length = length.toMillis();
    }

    @Override
    public void add(long millis, long amount) {
        drop(millis);
        sum += amount;
        if (size > 0) {
            int last = at(size - 1);
            long joined = Math.max(millis, times[last]);
            if (Math.floorDiv(times[last], quantum) == Math.floorDiv(joined, quantum)) {
                times[last] = joined;
                amounts[last] += amount;
                return;
            }
        }
        if (size == times.length) {
            makeRoom();
        }
        int next = at(size++);
        times[next] = millis;
        amounts[next] = amount;
    }

    @Override
    public long used(long millis) {
        drop(millis);
        return sum;
    }

    @Override
    public Duration resolution() {
        return Duration.ofMillis(quantum);
    }

    private void drop(long millis) {
        while (size > 0 && times[head] <= millis - length) {
            sum -= amounts[head];
            head = at(1);
            size--;
        }
    }

    private int at(int index) {
        return (head + index) % times.length;
    }

    private void makeRoom() {
        if (times.length < MOST) {
            times = unrolled(times, times.length * 2);
            amounts = unrolled(amounts, times.length);
            head = 0;
            return;
        }
        times = unrolled(times, times.length);
        amounts = unrolled(amounts, times.length);
        head = 0;
        while (size > MOST / 2) {
            quantum *= 2;
            join();
        }
    }

    private long[] unrolled(long[] ring, int length) {
        long[] copy = Arrays.copyOf(Arrays.copyOfRange(ring, head, ring.length), length);
        System.arraycopy(ring, 0, copy, ring.length - head, head);
        return copy;
    }

    private void join() {
        int kept = 0;
        for (int i = 1; i < size; i++) {
            if (Math.floorDiv(times[kept], quantum) == Math.floorDiv(times[i], quantum)) {
                times[kept] = times[i];
                amounts[kept] += amounts[i];
            } else {
                kept++;
                times[kept] = times[i];
                amounts[kept] = amounts[i];
            }
        }
        size = kept + 1;
    }
}
