package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One tool call on its way: whose it is, and the way to stop it. It travels with its request
/// through the SDK, and is where a sink for progress would be put.
final class Call {

    /// How often we look whether the client is still there, and how the call is going.
    private static final long LOOK_MILLIS = 50;

    /// What a tool gets, beyond its deadline, to notice that the deadline has passed.
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String owner;
    private final Session session;
    private final Object id;
    private final Duration time;
    private final BooleanSupplier clientGone;
    private volatile boolean cancelled;
    private volatile boolean answering;
    private volatile @Nullable Attempt attempt;

    /// @param owner whose ids of requests are told apart from everybody else's
    /// @param time how long it may wait, and how long it may work
    Call(String owner, Session session, Object id, Duration time, BooleanSupplier clientGone) {
        this.owner = owner;
        this.session = session;
        this.id = id;
        this.time = time;
        this.clientGone = clientGone;
    }

    Session session() {
        return session;
    }

    /// Whether it is the one that a client means by that id.
    boolean is(String owner, Object id) {
        return !answering && this.owner.equals(owner) && this.id.equals(id);
    }

    /// Its answer is about to be sent: whoever has it may use the id again at once.
    void answering() {
        answering = true;
    }

    void cancel() {
        cancelled = true;
        Attempt running = attempt;
        if (running != null) {
            running.cancel();
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    /// True when nobody waits for the answer any more; looks at the client's connection.
    private boolean abandoned() {
        if (!cancelled && clientGone.getAsBoolean()) {
            cancel();
        }
        return cancelled;
    }

    /// Did not get its turn in time, or nobody waited for it any more.
    static final class NoTurn extends Exception {
        private static final long serialVersionUID = 1;

        NoTurn() {
            super("no turn", null, false, false);
        }
    }

    /// Does the work when it is the call's turn and waits for it, but not for ever: a tool that
    /// ignores its deadline is left behind.
    ///
    /// @param again whether the work may be begun anew: work that is slow when too many slow ones
    ///   are at work already is stopped, and begun again at its turn
    /// @throws TimeoutException when the work did not stop in time, or nobody waits for it any more
    /// @throws ExecutionException when it failed
    ToolReply perform(Lanes lanes, boolean again, Function<Deadline, ToolReply> work)
            throws InterruptedException, ExecutionException, TimeoutException, NoTurn {
        BooleanSupplier givenUp = givenUp();
        try (Lanes.Turn turn = lanes.turn(session.id())) {
            if (!turn.begin(givenUp)) {
                throw new NoTurn();
            }
            ToolReply reply = await(begin(turn, work), turn, again);
            if (reply == null) {
                if (!turn.queueSlow(givenUp)) {
                    throw new NoTurn();
                }
                reply = await(begin(turn, work), turn, false);
            }
            if (reply == null) {
                throw new IllegalStateException("gave way in the slow lane");
            }
            return reply;
        }
    }

    private BooleanSupplier givenUp() {
        long until = System.nanoTime() + time.toNanos();
        return () -> abandoned() || System.nanoTime() - until >= 0;
    }

    private Attempt begin(Lanes.Turn turn, Function<Deadline, ToolReply> work) {
        var next = new Attempt("call " + id, time, turn, work);
        attempt = next;
        if (cancelled) {
            next.cancel();
        }
        next.start();
        return next;
    }

    /// The reply, or null when the work was stopped to be begun again.
    private @Nullable ToolReply await(Attempt running, Lanes.Turn turn, boolean again)
            throws InterruptedException, ExecutionException, TimeoutException {
        long graceEnd = 0;
        while (true) {
            try {
                return running.reply(LOOK_MILLIS);
            } catch (TimeoutException stillRunning) {
                if (abandoned()) {
                    running.cancel();
                    throw stillRunning;
                }
                if (!turn.slow() && running.slow() && !turn.slowDown()) {
                    if (again) {
                        return stopped(running);
                    }
                    turn.slowDownAnyway();
                }
                if (running.deadline().passed()) {
                    long now = System.nanoTime();
                    if (graceEnd == 0) {
                        graceEnd = now + GRACE_NANOS;
                    } else if (now - graceEnd > 0) {
                        running.cancel();
                        throw stillRunning;
                    }
                }
            }
        }
    }

    /// Stops the work and waits until it holds nothing any more. An answer that it finished all the
    /// same is one: a tool that is stopped fails.
    private static @Nullable ToolReply stopped(Attempt running)
            throws InterruptedException, TimeoutException {
        running.cancel();
        try {
            ToolReply last = running.reply(TimeUnit.NANOSECONDS.toMillis(GRACE_NANOS));
            return last instanceof ToolReply.Answer ? last : null;
        } catch (ExecutionException e) {
            return null;
        }
    }
}
