package dev.watchkeeper.catalog.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Reads several streams at once, no more of them than there are processors: what is read of each
/// is kept in memory while it is read.
final class AtOnce {

    private static final int LEAST = 2;

    private AtOnce() {}

    /// What each of the readings gives, in their order.
    static List<Compared> all(List<Callable<Compared>> readings) {
        var free = new Semaphore(Math.max(LEAST, Runtime.getRuntime().availableProcessors()));
        var compared = new ArrayList<Compared>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Compared>> futures =
                    readings.stream()
                            .map(reading ->
                                    threads.submit(() -> {
                                        free.acquire();
                                        try {
                                            return reading.call();
                                        } finally {
                                            free.release();
                                        }
                                    }))
                            .toList();
            for (Future<Compared> future : futures) {
                compared.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
        return compared;
    }
}
