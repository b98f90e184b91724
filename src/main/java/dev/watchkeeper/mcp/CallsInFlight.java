package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The tool calls that are not answered yet, of all sessions.
final class CallsInFlight {

    private final Duration callTime;
    private final List<Call> calls = new ArrayList<>();
    private final Lanes lanes;
    private boolean closing;

    CallsInFlight(Duration callTime) {
        this(callTime, Lanes.of(Runtime.getRuntime().availableProcessors()));
    }

    CallsInFlight(Duration callTime, Lanes lanes) {
        this.callTime = callTime;
        this.lanes = lanes;
    }

    Lanes lanes() {
        return lanes;
    }

    Duration callTime() {
        return callTime;
    }

    /// A call that can be cancelled from now on.
    ///
    /// @param owner whose ids of requests are told apart from everybody else's
    synchronized Call begin(String owner, Session session, Object id, BooleanSupplier clientGone) {
        var call = new Call(owner, session, id, callTime, clientGone);
        calls.add(call);
        if (closing) {
            call.cancel();
        }
        return call;
    }

    synchronized void end(Call call) {
        calls.remove(call);
        notifyAll();
    }

    synchronized boolean has(String owner, Object id) {
        return calls.stream().anyMatch(call -> call.is(owner, id));
    }

    synchronized int count() {
        return calls.size();
    }

    /// Cancels the call with that id of that owner. Two clients without a session of their own may
    /// share a token and count their ids alike: where the id means two calls, neither is cancelled.
    void cancel(String owner, Object id) {
        List<Call> meant;
        synchronized (this) {
            meant = calls.stream().filter(call -> call.is(owner, id)).toList();
        }
        if (meant.size() == 1) {
            meant.getFirst().cancel();
        }
    }

    /// Cancels what runs and all that is begun from now on, and waits until that is answered, but
    /// not for longer than `patience`.
    void close(Duration patience) {
        List<Call> all;
        synchronized (this) {
            closing = true;
            all = List.copyOf(calls);
        }
        all.forEach(Call::cancel);
        awaitNone(System.nanoTime() + patience.toNanos());
    }

    synchronized boolean closing() {
        return closing;
    }

    private synchronized void awaitNone(long until) {
        try {
            for (long left; !calls.isEmpty() && (left = until - System.nanoTime()) > 0; ) {
                wait(1 + TimeUnit.NANOSECONDS.toMillis(left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until fewer than `count` calls are unanswered.
    synchronized void awaitFewerThan(int count) throws InterruptedException {
        while (calls.size() >= count) {
            wait();
        }
    }
}
