package dev.watchkeeper.history;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Values that take too long for a round, such as the sizes of folders: found in the background,
/// now and then, and given to the first round after that. Not thread-safe.
public final class Slowly implements Supplier<Map<String, Double>> {

    private final Supplier<Map<String, Double>> values;
    private final long everyNanos;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("slow-samples").factory());
    private @Nullable Future<Map<String, Double>> running;
    private long begunNanos;

    /// @param every the least time from one beginning to the next
    public Slowly(Supplier<Map<String, Double>> values, Duration every) {
        this.values = values;
        this.everyNanos = every.toNanos();
    }

    @Override
    public Map<String, Double> get() {
        Future<Map<String, Double>> current = running;
        long now = System.nanoTime();
        if (current != null && current.isDone()) {
            running = null;
            return current.resultNow();
        }
        if (current == null && (begunNanos == 0 || now - begunNanos >= everyNanos)) {
            begunNanos = now;
            running = thread.submit(values::get);
        }
        return Map.of();
    }
}
