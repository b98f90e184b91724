package dev.watchkeeper.investigate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends a child, and waits until it is cleared up after, when our own process is told to end in the
/// middle of a run: on Ctrl-C a terminal signals our process group, which is not the child's.
final class StopOnExit implements AutoCloseable {

    private final CountDownLatch clearedUp = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-claude");
    private volatile @Nullable Child child;

    StopOnExit() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void guard(Child started) {
        child = started;
    }

    private void stop() {
        Child running = child;
        if (running == null) {
            return;
        }
        running.kill();
        try {
            if (!clearedUp.await(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything is cleared up.
    @Override
    public void close() {
        clearedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // The hook is running, and has just been told to go on.
            return;
        }
    }
}
