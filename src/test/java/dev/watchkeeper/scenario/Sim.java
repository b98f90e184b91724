package dev.watchkeeper.scenario;

import java.util.PriorityQueue;

/// What happens when, in the order of time. Times are milliseconds of the epoch.
final class Sim {

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long sequence;

    /// Lets something happen at a time.
    void at(long at, Runnable step) {
        queue.add(new Due(at, sequence++, step));
    }

    /// Until nothing is due before the end.
    void run(long end) {
        for (Due next = queue.poll(); next != null && next.at < end; next = queue.poll()) {
            next.step.run();
        }
    }

    /// Of things due at the same moment the one said first comes first.
    private record Due(long at, long sequence, Runnable step) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int order = Long.compare(at, other.at);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }
}
