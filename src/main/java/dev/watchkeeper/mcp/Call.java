package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One tool call on its way: whose it is, until when it may run, and the way to stop it. It travels
/// with its request through the SDK, and is where a sink for progress would be put.
final class Call {

    /// How often we look whether the client is still there.
    static final long LOOK_MILLIS = 100;

    /// What a tool gets, beyond its deadline, to notice that the deadline has passed.
    private static final long GRACE_MILLIS = 5_000;

    private final String owner;
    private final Session session;
    private final Object id;
    private final Deadline deadline;
    private final BooleanSupplier clientGone;
    private volatile @Nullable Thread worker;

    /// @param owner whose ids of requests are told apart from everybody else's
    Call(String owner, Session session, Object id, Deadline deadline, BooleanSupplier clientGone) {
        this.owner = owner;
        this.session = session;
        this.id = id;
        this.deadline = deadline;
        this.clientGone = clientGone;
    }

    Session session() {
        return session;
    }

    Deadline deadline() {
        return deadline;
    }

    boolean is(String owner, Object id) {
        return this.owner.equals(owner) && this.id.equals(id);
    }

    void cancel() {
        deadline.cancel();
        interruptWorker();
    }

    /// True when nobody waits for the answer any more; looks at the client's connection.
    boolean abandoned() {
        if (!deadline.cancelled() && clientGone.getAsBoolean()) {
            cancel();
        }
        return deadline.cancelled();
    }

    /// Does the work and waits for it, but not for ever: a tool that ignores its deadline is left
    /// behind.
    ///
    /// The work gets a platform thread: a query in SQLite's native code holds on to its carrier, so
    /// on virtual threads as many slow queries as there are cores would stop the whole server, its
    /// reading of cancellations included.
    ///
    /// @throws TimeoutException when the work did not stop in time, or nobody waits for it any more
    /// @throws ExecutionException when it failed
    ToolReply perform(Callable<ToolReply> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().daemon().name("call " + id).unstarted(task);
        worker = thread;
        thread.start();
        long graceEnd = 0;
        while (true) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (abandoned()) {
                    interruptWorker();
                    throw stillRunning;
                }
                if (deadline.passed()) {
                    long now = System.nanoTime();
                    if (graceEnd == 0) {
                        graceEnd = now + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
                    } else if (now - graceEnd > 0) {
                        interruptWorker();
                        throw stillRunning;
                    }
                }
            }
        }
    }

    private void interruptWorker() {
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
