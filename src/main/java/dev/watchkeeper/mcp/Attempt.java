package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.ToolReply;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// A tool at work on a call, on a thread of its own.
///
/// A platform thread: a query in SQLite's native code holds on to its carrier, so on virtual
/// threads as many slow queries as there are cores would stop the whole server, its reading of
/// cancellations included.
final class Attempt {

    /// After which a call is a slow one: so much work, or so much time in which it may have waited
    /// for a disk.
    private static final long SLOW_CPU_NANOS = TimeUnit.MILLISECONDS.toNanos(75);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// How long a slow call works at a stretch, and how long it then waits, while others are at
    /// work.
    private static final long STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long BLINK_MILLIS = 2;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Lanes.Turn turn;
    private final Deadline deadline;
    private final FutureTask<ToolReply> task;
    private final Thread thread;
    private final long begun = System.nanoTime();

    /// Of the worker alone.
    private long stretchBegan = begun;

    Attempt(String name, Duration time, Lanes.Turn turn, Function<Deadline, ToolReply> work) {
        this.turn = turn;
        this.deadline = Deadline.after(time, this::giveWay);
        this.task = new FutureTask<>(() -> work.apply(deadline));
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(task);
    }

    void start() {
        thread.start();
    }

    Deadline deadline() {
        return deadline;
    }

    /// Waits for the reply, but not for longer than that.
    ToolReply reply(long millis) throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(millis, TimeUnit.MILLISECONDS);
    }

    /// True when it has worked for so long that it should not go on in the fast lane.
    boolean slow() {
        return THREADS.getThreadCpuTime(thread.threadId()) > SLOW_CPU_NANOS
                || System.nanoTime() - begun > SLOW_NANOS;
    }

    void cancel() {
        deadline.cancel();
        thread.interrupt();
    }

    /// Lets those in the fast lane go first. Run by the tool, between its steps.
    private void giveWay() {
        if (!Thread.currentThread().equals(thread) || !turn.inTheWay()) {
            return;
        }
        long now = System.nanoTime();
        if (now - stretchBegan < STRETCH_NANOS) {
            return;
        }
        try {
            while (turn.inTheWay()
                    && !deadline.cancelled()
                    && System.nanoTime() - now < NAP_NANOS) {
                Thread.sleep(BLINK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stretchBegan = System.nanoTime();
    }
}
