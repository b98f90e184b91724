package dev.watchkeeper.source.sqlite.wall;

import dev.watchkeeper.model.Deadline;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.core.DB;

/// Interrupts what runs on a connection when its deadline passes or its caller leaves, from a
/// thread of its own: a statement whose single steps are long looks at the clock too seldom by
/// itself.
public final class Alarm implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private boolean closed;

    Alarm(DB running, Deadline deadline) {
        // Not a virtual thread: those that wait in SQLite may hold every carrier.
        Thread.ofPlatform().daemon().name("sql-alarm").start(() -> watch(running, deadline));
    }

    private void watch(DB running, Deadline deadline) {
        lock.lock();
        try {
            while (!closed) {
                if (deadline.passed()) {
                    running.interrupt();
                }
                long left = deadline.remaining().toNanos();
                long nap = left > 0 ? Math.min(left, LOOK_EVERY_NANOS) : LOOK_EVERY_NANOS;
                var _ = over.awaitNanos(nap);
            }
        } catch (SQLException | InterruptedException e) {
            // The statement still looks at the clock itself, if more seldom.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// After this nothing is interrupted any more.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            over.signal();
        } finally {
            lock.unlock();
        }
    }
}
