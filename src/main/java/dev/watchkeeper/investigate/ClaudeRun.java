package dev.watchkeeper.investigate;

import dev.watchkeeper.investigate.ClaudeStream.Mismatch;
import dev.watchkeeper.investigate.ClaudeWatch.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One run of Claude, from its files to its judgement.
///
/// @param onExit guards the process once it runs
record ClaudeRun(
        ClaudeSettings settings,
        ClaudeBinary claude,
        Credential credential,
        RunFolder folder,
        Assignment assignment,
        StopOnExit onExit) {

    /// @param own our own environment, of which little is passed on
    /// @param start by the monotonic clock, from which the time allowed counts
    /// @throws IOException when it cannot be set up; nothing has been started then
    Outcome run(Map<String, String> own, String systemPrompt, StepListener steps, long start)
            throws IOException {
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
                        own, settings, claude.path(), folder.home(), assignment.token());
        folder.keep("prompt.txt", assignment.task().prompt());
        folder.keep(
                "command.json",
                RunRecord.started(assignment, claude, credential, command, variables.keySet()));

        var alarm = new CompletableFuture<Mismatch>();
        var stream =
                new ClaudeStream(Set.copyOf(assignment.expectedTools()), steps, alarm::complete);
        Ending ending;
        try (var transcript = new Transcript(folder.keep("transcript.jsonl"))) {
            Child child = Child.start(command, variables, folder.empty());
            onExit.guard(child);
            ending =
                    new ClaudeWatch(child, stream, transcript, alarm)
                            .untilEnd(
                                    assignment.task().prompt(),
                                    settings.time().minus(since(start)),
                                    settings.grace());
        }
        Outcome outcome = outcome(ending, stream, start);
        keepRecord(outcome, ending, stream);
        return outcome;
    }

    private Outcome outcome(Ending ending, ClaudeStream stream, long start) {
        ClaudeStream.Init init = stream.init();
        ClaudeStream.Result result = stream.result();
        var effort =
                new Effort(
                        "claude",
                        init == null ? null : init.model(),
                        stream.turns(),
                        stream.stepsAnswered(),
                        since(start),
                        result == null ? null : result.dollars(),
                        stream.tokens());
        boolean written = assignment.written().getAsBoolean();
        Judgement failure = failure(ending, stream, written);
        return failure == null && result != null
                ? new Outcome.Completed(effort, result.text())
                : failed(effort, failure, written);
    }

    private Outcome failed(Effort effort, @Nullable Judgement failure, boolean written) {
        Judgement known = failure == null ? Judgement.nothingLeft(assignment.task()) : failure;
        return new Outcome.Failed(effort, known.kind(), known.reason(), written);
    }

    private @Nullable Judgement failure(Ending ending, ClaudeStream stream, boolean written) {
        Judgement failure =
                switch (ending.stop()) {
                    case TIMEOUT -> Judgement.timedOut(settings.time(), ending.waitingFor());
                    case CALLED_OFF ->
                            new Judgement(
                                    FailureKind.KILLED,
                                    "The " + assignment.task().noun() + " was called off.");
                    case MISMATCH, NOT -> {
                        Mismatch mismatch = ending.mismatch();
                        yield mismatch == null
                                ? Judgement.of(signs(ending, stream))
                                : Judgement.stopped(
                                        mismatch, assignment.endpoint(), assignment.token());
                    }
                };
        return failure == null && !written ? Judgement.nothingLeft(assignment.task()) : failure;
    }

    private Judgement.Signs signs(Ending ending, ClaudeStream stream) {
        return new Judgement.Signs(
                ending.exitCode(),
                stream.init() != null,
                stream.result(),
                stream.retries(),
                stream.lines(),
                stream.garbage(),
                ending.errors(),
                assignment.task(),
                settings);
    }

    private void keepRecord(Outcome outcome, Ending ending, ClaudeStream stream) {
        try {
            if (!ending.errors().isEmpty()) {
                folder.keep("stderr.txt", ending.errors());
            }
            folder.keep("outcome.json", RunRecord.ended(outcome, ending, stream));
        } catch (IOException full) {
            // How the investigation ended does not depend on whether that can be kept.
            return;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
