package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The tool calls that are not answered yet, of all sessions. A session may have a number of them
/// running; more wait for their turn.
final class CallsInFlight {

    private static final int RUNNING_PER_SESSION = 32;

    private final Duration callTime;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Integer> running = new HashMap<>();
    private boolean closing;

    CallsInFlight(Duration callTime) {
        this.callTime = callTime;
    }

    Duration callTime() {
        return callTime;
    }

    /// Its time starts now.
    ///
    /// @param owner whose ids of requests are told apart from everybody else's
    synchronized Call begin(String owner, Session session, Object id, BooleanSupplier clientGone) {
        var call = new Call(owner, session, id, Deadline.after(callTime), clientGone);
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

    /// Waits for the call's turn to run; false when its time is up or nobody waits for it.
    boolean awaitTurn(Call call) throws InterruptedException {
        while (!takeTurn(call.session().id())) {
            if (call.abandoned() || call.deadline().passed()) {
                return false;
            }
        }
        return true;
    }

    private synchronized boolean takeTurn(String session) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Call.LOOK_MILLIS);
        while (running.getOrDefault(session, 0) >= RUNNING_PER_SESSION) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        running.merge(session, 1, Integer::sum);
        return true;
    }

    synchronized void endTurn(Call call) {
        running.computeIfPresent(call.session().id(), (session, now) -> now > 1 ? now - 1 : null);
        notifyAll();
    }
}
