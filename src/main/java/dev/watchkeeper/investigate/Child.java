package dev.watchkeeper.investigate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A process of ours together with everything it starts.
final class Child {

    private final Process process;
    private final boolean ownGroup;

    private Child(Process process, boolean ownGroup) {
        this.process = process;
        this.ownGroup = ownGroup;
    }

    /// Starts `command` with exactly this environment.
    ///
    /// @throws IOException when it cannot be started
    static Child start(List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        Isolation isolation = Isolation.ofThisHost();
        var words = new ArrayList<>(isolation.prefix());
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var started = new CompletableFuture<Process>();
        // The kernel ends the child when the thread that started it ends, so that thread has to
        // last as long as the child: not a virtual thread, and not the caller's.
        Thread.ofPlatform().daemon().name("child").start(() -> keep(builder, started));
        try {
            return new Child(started.join(), isolation.ownGroup());
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = builder.start();
            started.complete(process);
            process.waitFor();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    InputStream errors() {
        return process.getErrorStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /// Done when the process itself has ended.
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /// The exit code; 128 + n when signal n ended it; -1 when not even SIGKILL has ended it yet.
    int exitCode() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    /// Asks everything to end, waits for the process up to `grace`, then kills what is left. SIGINT
    /// comes first where it can be sent: Claude answers it with what the run has cost.
    void stop(Duration grace) {
        List<ProcessHandle> family = family();
        Duration first = grace.dividedBy(3);
        boolean ended = signal("INT") && waitFor(first);
        if (!ended) {
            if (!signal("TERM")) {
                family.forEach(ProcessHandle::destroy);
            }
            waitFor(grace.minus(first));
        }
        kill(family);
    }

    /// Kills whatever is left, at once.
    void kill() {
        kill(family());
    }

    private void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        signal("KILL");
        waitFor(Duration.ofSeconds(5));
    }

    private List<ProcessHandle> family() {
        var family = new ArrayList<ProcessHandle>();
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
        return family;
    }

    /// True when the signal went to the whole group. Java has no call for that, and `kill` may be
    /// no program of its own; the script is constant, and what varies are its operands.
    private boolean signal(String name) {
        if (!ownGroup) {
            return false;
        }
        try {
            Process kill =
                    new ProcessBuilder(
                                    "/bin/sh",
                                    "-c",
                                    "kill -s \"$1\" -- \"-$2\"",
                                    "kill",
                                    name,
                                    String.valueOf(process.pid()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.waitFor(2, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean waitFor(Duration time) {
        try {
            return process.waitFor(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
