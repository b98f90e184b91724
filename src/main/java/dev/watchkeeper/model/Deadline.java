package dev.watchkeeper.model;

import java.time.Duration;

/// The moment by which an answer must be given up, on the monotonic clock, and the caller's way to
/// cancel before that. Everything that reads in a loop asks [#passed()] between steps, which is
/// also where a long reading is made to wait for short ones.
public final class Deadline {

    private final long endNanos;
    private final Runnable betweenSteps;
    private volatile boolean cancelled;

    private Deadline(long endNanos, Runnable betweenSteps) {
        this.endNanos = endNanos;
        this.betweenSteps = betweenSteps;
    }

    public static Deadline after(Duration time) {
        return after(time, () -> {});
    }

    /// A deadline for a caller that may be asked to give way.
    ///
    /// @param betweenSteps run by whoever asks whether the deadline passed; may wait, a little
    public static Deadline after(Duration time, Runnable betweenSteps) {
        return new Deadline(System.nanoTime() + time.toNanos(), betweenSteps);
    }

    /// The caller has gone or no longer wants the answer.
    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /// True when time is up or the caller cancelled.
    public boolean passed() {
        betweenSteps.run();
        return cancelled || System.nanoTime() - endNanos >= 0;
    }

    /// What is left, never negative.
    public Duration remaining() {
        return cancelled
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /// A deadline at the earlier of this one and the given time from now. Cancelling this one later
    /// does not reach it: take it for a step, not for a call.
    public Deadline within(Duration time) {
        return new Deadline(
                System.nanoTime() + Math.min(remaining().toNanos(), time.toNanos()), betweenSteps);
    }
}
