package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.Step;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What goes on beside an investigation: messages that wait are sent when they are due, and when
/// the diagnosis is late, somebody is told so, once.
final class Vigil implements AutoCloseable, TaskRun.Listener {

    private static final Duration TICK = Duration.ofSeconds(5);

    private final TaskRun.Listener listener;
    private final Consumer<Progress> late;
    private final Runnable deliver;
    private final Consumer<String> problem;
    private final Runnable atEnd;
    private final long due;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watching;
    private volatile @Nullable Step last;

    /// How far the investigation is.
    ///
    /// @param questions how many were answered
    /// @param tool the last of them, or null when there was none
    record Progress(int questions, @Nullable String tool) {}

    /// @param listener who hears of the steps as well
    /// @param patience after what time the diagnosis is late
    /// @param late told then
    /// @param deliver sends what is due
    /// @param problem told what went wrong, as a sentence
    /// @param atEnd done when it is closed
    Vigil(
            TaskRun.Listener listener,
            Duration patience,
            Consumer<Progress> late,
            Runnable deliver,
            Consumer<String> problem,
            Runnable atEnd) {
        this.listener = listener;
        this.late = late;
        this.deliver = deliver;
        this.problem = problem;
        this.atEnd = atEnd;
        this.due = System.nanoTime() + patience.toNanos();
        this.watching = Thread.ofVirtual().name("vigil").start(this::watch);
    }

    @Override
    public void chose(String sentence) {
        listener.chose(sentence);
    }

    @Override
    public void step(Step step) {
        last = step;
        listener.step(step);
    }

    private void watch() {
        boolean told = false;
        try {
            while (true) {
                long left = due - System.nanoTime();
                long wait = told ? TICK.toNanos() : Math.min(TICK.toNanos(), Math.max(0, left));
                if (over.await(wait, TimeUnit.NANOSECONDS)) {
                    return;
                }
                if (!told && System.nanoTime() - due >= 0) {
                    told = attempt(() -> late.accept(progress()));
                }
                attempt(deliver);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Progress progress() {
        Step step = last;
        return step == null ? new Progress(0, null) : new Progress(step.number(), step.tool());
    }

    /// Whether it went well. A state that is busy or full now may not be so in a few seconds.
    private boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (SourceUnavailable e) {
            problem.accept("note: beside the investigation: " + e.text());
            return false;
        } catch (IllegalStateException e) {
            problem.accept("note: beside the investigation: " + e.getMessage());
            return false;
        }
    }

    /// Ends it; nothing is told any more afterwards.
    @Override
    public void close() {
        over.countDown();
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atEnd.run();
    }
}
