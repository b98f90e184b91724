package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ClaudeStream.Mismatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Stands by a running Claude until it has ended, and ends it when it must not go on.
final class ClaudeWatch {

    /// Whether we ended it, and why.
    enum Stop {
        NOT,
        TIMEOUT,
        CALLED_OFF,
        MISMATCH
    }

    /// How it ended.
    ///
    /// @param mismatch what was wrong with its tools or its output, with [Stop#MISMATCH]
    /// @param exitCode as [Child#exitCode()]
    /// @param errors the beginning of what it printed on stderr
    /// @param waitingFor what it was doing when we looked last
    record Ending(
            Stop stop,
            @Nullable Mismatch mismatch,
            int exitCode,
            String errors,
            String waitingFor) {}

    /// Enough to hear that nothing was spent.
    private static final Duration AT_ONCE = Duration.ofMillis(1500);

    private static final int MOST_ERRORS = 1 << 16;

    private final Child child;
    private final ClaudeStream stream;
    private final Transcript transcript;
    private final CompletableFuture<Mismatch> alarm;

    /// @param alarm completed when the run must be stopped at once
    ClaudeWatch(
            Child child,
            ClaudeStream stream,
            Transcript transcript,
            CompletableFuture<Mismatch> alarm) {
        this.child = child;
        this.stream = stream;
        this.transcript = transcript;
        this.alarm = alarm;
    }

    /// Gives the prompt, then blocks until the process has ended and all it printed is read.
    ///
    /// @param left how long it may take
    /// @param grace how long it may take to end once it is told to
    Ending untilEnd(String prompt, Duration left, Duration grace) {
        var errors = Bounded.readAsync(child.errors(), MOST_ERRORS);
        var lines = new Lines(this::line, stream::tooLong);
        Thread reader = Thread.ofVirtual().start(() -> lines.readAll(child.output()));
        give(prompt);
        Stop stop = waitFor(left);
        String waitingFor = stream.waitingFor();
        switch (stop) {
            case NOT -> child.kill();
            case MISMATCH -> child.stop(grace.compareTo(AT_ONCE) < 0 ? grace : AT_ONCE);
            case TIMEOUT, CALLED_OFF -> child.stop(grace);
        }
        finish(reader);
        Mismatch mismatch = stop == Stop.CALLED_OFF ? null : alarm.getNow(null);
        if (stop == Stop.CALLED_OFF) {
            Thread.currentThread().interrupt();
        }
        return new Ending(
                mismatch == null ? stop : Stop.MISMATCH,
                mismatch,
                child.exitCode(),
                new String(errors.getNow(new byte[0]), StandardCharsets.UTF_8),
                waitingFor);
    }

    private void line(byte[] line) {
        transcript.line(line);
        stream.line(line);
        if (transcript.overflowed()) {
            alarm.complete(new Mismatch(FailureKind.GARBAGE, "too much output"));
        }
    }

    private void give(String prompt) {
        try (OutputStream input = child.input()) {
            input.write(prompt.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // It has ended already; how, its exit code says.
            return;
        }
    }

    private Stop waitFor(Duration left) {
        try {
            CompletableFuture.anyOf(child.onExit(), alarm)
                    .get(left.toMillis(), TimeUnit.MILLISECONDS);
            return alarm.isDone() ? Stop.MISMATCH : Stop.NOT;
        } catch (TimeoutException e) {
            return Stop.TIMEOUT;
        } catch (InterruptedException e) {
            return Stop.CALLED_OFF;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void finish(Thread reader) {
        try {
            // Not without end: a stranger that inherited the pipe may keep it open.
            if (!reader.join(Duration.ofSeconds(5))) {
                reader.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
