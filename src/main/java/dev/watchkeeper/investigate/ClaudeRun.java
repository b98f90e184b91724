package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ClaudeStream.Mismatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One process of Claude from its start to its judgement.
final class ClaudeRun {

    private static final int MOST_ERRORS = 1 << 16;

    private final ClaudeSettings settings;
    private final ClaudeBinary claude;
    private final Credential credential;
    private final RunFolder folder;
    private final Assignment assignment;

    ClaudeRun(
            ClaudeSettings settings,
            ClaudeBinary claude,
            Credential credential,
            RunFolder folder,
            Assignment assignment) {
        this.settings = settings;
        this.claude = claude;
        this.credential = credential;
        this.folder = folder;
        this.assignment = assignment;
    }

    /// @param start by the monotonic clock, from which the deadline counts
    /// @throws IOException when it cannot be set up; nothing has been started then
    Outcome run(
            Map<String, String> environment, String systemPrompt, StepListener steps, long start)
            throws IOException {
        folder.keep("prompt.txt", ClaudeCommand.PROMPT);
        List<String> command =
                ClaudeCommand.of(
                        claude,
                        settings,
                        folder.keep(
                                "mcp.json",
                                ClaudeCommand.mcpConfig(
                                        assignment.endpoint(), settings.toolTimeout())),
                        folder.keep("system-prompt.md", systemPrompt),
                        UUID.randomUUID());
        Map<String, String> variables =
                ClaudeEnvironment.forRun(
                        environment, settings, folder.home(), assignment.token());
        var record =
                new RunRecord(assignment, claude, credential, command, variables.keySet());
        folder.keep("command.json", record.started());

        var alarm = new CompletableFuture<Mismatch>();
        var stream =
                new ClaudeStream(
                        Set.copyOf(assignment.expectedTools()), steps, alarm::complete);
        Outcome outcome;
        try (var transcript = new Transcript(folder.keep("transcript.jsonl"))) {
            Child child = Child.start(command, variables, folder.empty());
            outcome = watch(child, stream, transcript, alarm, start);
        }
        folder.keep("outcome.json", RunRecord.ended(outcome, stream));
        return outcome;
    }

    private Outcome watch(
            Child child,
            ClaudeStream stream,
            Transcript transcript,
            CompletableFuture<Mismatch> alarm,
            long start) {
        // On Ctrl-C the terminal signals our group, not the child's.
        var hook = new Thread(child::kill, "stop-claude");
        Runtime.getRuntime().addShutdownHook(hook);
        var errors = Bounded.readAsync(child.errors(), MOST_ERRORS);
        Thread reader = reader(child, stream, transcript, alarm);
        Verdict stopped = null;
        try (OutputStream input = child.input()) {
            input.write(ClaudeCommand.PROMPT.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            alarm.isDone();
        }
        long left = settings.time().toNanos() - (System.nanoTime() - start);
        try {
            CompletableFuture.anyOf(child.onExit(), alarm).get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stopped = timedOut();
        } catch (InterruptedException e) {
            stopped = new Verdict(FailureKind.KILLED, "The investigation was called off.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        boolean interrupted = stopped != null && stopped.kind() == FailureKind.KILLED;
        if (stopped != null || alarm.isDone()) {
            child.stop(settings.grace());
        } else {
            child.kill();
        }
        join(reader);
        if (stopped == null && alarm.isDone()) {
            stopped = stopped(alarm.join());
        }
        Outcome outcome = judge(child, stream, stopped, errors, start);
        Runtime.getRuntime().removeShutdownHook(hook);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    private static Thread reader(
            Child child,
            ClaudeStream stream,
            Transcript transcript,
            CompletableFuture<Mismatch> alarm) {
        var lines =
                new Lines(
                        line -> {
                            transcript.line(line);
                            stream.line(line);
                            if (transcript.overflowed()) {
                                alarm.complete(
                                        new Mismatch(FailureKind.GARBAGE, "too much"));
                            }
                        },
                        stream::tooLong);
        return Thread.ofVirtual().start(() -> lines.readAll(child.output()));
    }

    private static void join(Thread reader) {
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome judge(
            Child child,
            ClaudeStream stream,
            @Nullable Verdict stopped,
            CompletableFuture<byte[]> errors,
            long start) {
        String complaints = new String(errors.getNow(new byte[0]), StandardCharsets.UTF_8);
        keepErrors(complaints);
        ClaudeStream.Init init = stream.init();
        ClaudeStream.Result result = stream.result();
        var effort =
                new Effort(
                        "claude",
                        init == null ? null : init.model(),
                        stream.turns(),
                        stream.stepsAnswered(),
                        Duration.ofNanos(System.nanoTime() - start),
                        result == null ? null : result.dollars());
        boolean incident = assignment.incidentExists().getAsBoolean();
        Verdict verdict = stopped;
        if (verdict == null) {
            verdict =
                    Verdict.of(
                            new Verdict.Signs(
                                    child.exitCode(),
                                    init != null,
                                    result,
                                    stream.lines(),
                                    stream.garbage(),
                                    complaints,
                                    settings));
        }
        if (verdict == null && !incident) {
            verdict =
                    new Verdict(
                            FailureKind.NO_INCIDENT,
                            "Claude finished, but left no incident behind.");
        }
        return verdict == null
                ? new Outcome.Completed(effort, result == null ? "" : result.text())
                : new Outcome.Failed(effort, verdict.kind(), verdict.reason(), incident);
    }

    private void keepErrors(String complaints) {
        try {
            if (!complaints.isEmpty()) {
                folder.keep("stderr.txt", complaints);
            }
        } catch (IOException full) {
            return;
        }
    }

    private Verdict timedOut() {
        return new Verdict(
                FailureKind.TIMEOUT,
                "Claude did not finish in " + words(settings.time()) + " and was stopped.");
    }

    private Verdict stopped(Mismatch mismatch) {
        String reason =
                switch (mismatch.kind()) {
                    case TOOLS_NOT_CONNECTED ->
                            "Claude did not reach Watchkeeper's tools and was stopped at once: "
                                    + EndpointCheck.explain(
                                            assignment.endpoint(), assignment.token());
                    case WRONG_TOOLS ->
                            "Claude was stopped at once, because its tools were not exactly"
                                    + " Watchkeeper's: "
                                    + mismatch.what();
                    default -> "Claude printed more than 64 MiB and was stopped";
                };
        return new Verdict(mismatch.kind(), reason + ".");
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds % 60 != 0) {
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        return seconds / 60 + (seconds == 60 ? " minute" : " minutes");
    }
}
