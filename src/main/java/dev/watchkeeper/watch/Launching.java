package dev.watchkeeper.watch;

import dev.watchkeeper.audit.AuditEvent;
import dev.watchkeeper.audit.KeptFile;
import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.ClaudeInvestigator;
import dev.watchkeeper.investigate.ClaudeSettings;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.launch.LaunchClient;
import dev.watchkeeper.launch.Offer;
import dev.watchkeeper.launch.Report;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run as the launcher sees it: Claude, locked to the tools behind the socket, and a report in
/// words of a list.
public final class Launching {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LAST_WORDS_SECONDS = 20;

    private final Path socket;
    private final Path folder;
    private final @Nullable Path program;
    private final double mostDollars;
    private final Surroundings surroundings;
    private final Talk talk;

    /// @param folder where records of runs are kept
    /// @param program Claude Code, or null to look for it
    public Launching(
            Path socket,
            Path folder,
            @Nullable Path program,
            double mostDollars,
            Surroundings surroundings,
            Talk talk) {
        this.socket = socket;
        this.folder = folder;
        this.program = program;
        this.mostDollars = mostDollars;
        this.surroundings = surroundings;
        this.talk = talk;
    }

    /// Forgets records of runs as old as those that the reader forgets.
    public static void forgetOld(Path folder, Talk talk) {
        try {
            Housekeeping.forgetRuns(folder.resolve("runs"), Instant.now().minus(KEPT));
        } catch (IOException | UncheckedIOException e) {
            talk.say("note: old records of runs could not be deleted: " + e.getMessage());
        }
    }

    /// Runs it and reports, also when this process is told to end in the middle.
    ///
    /// @throws DiagnosticException when the report does not arrive
    public void run(Offer offer, LaunchClient client) {
        var reported = new CountDownLatch(1);
        Thread lastWords = Thread.ofPlatform().unstarted(() -> await(reported));
        Runtime.getRuntime().addShutdownHook(lastWords);
        try {
            Task task = offer.task().task();
            talk.say("Claude is started: " + task.noun() + " " + offer.run());
            String id = offer.run();
            Outcome outcome = attempt(id, task, offer, client);
            if (outcome instanceof Outcome.Failed failed
                    && failed.kind() == FailureKind.TOOLS_NOT_CONNECTED
                    && failed.worthRetrying()) {
                // a busy host starts slowly, and a run that never began has cost nothing
                talk.say(failed.reason() + " Once more.");
                id = id + "-again";
                outcome = attempt(id, task, offer, client);
            }
            talk.say(
                    outcome instanceof Outcome.Failed failed
                            ? failed.reason()
                            : "It is done, and written.");
            client.report(offer.token(), report(id, outcome));
        } finally {
            reported.countDown();
            forget(lastWords);
        }
    }

    private Outcome attempt(String id, Task task, Offer offer, LaunchClient client) {
        var settings =
                ClaudeSettings.of(
                        program,
                        offer.model(),
                        offer.turns(),
                        Duration.ofMinutes(offer.minutes()),
                        Math.min(offer.dollars(), mostDollars));
        var endpoint =
                new Endpoint.Bridge(
                        List.of(program(), "bridge", "--socket", socket.toString()),
                        socket.toString());
        return new ClaudeInvestigator(settings, surroundings.environment())
                .investigate(
                        new Assignment(
                                id,
                                task,
                                endpoint,
                                offer.token(),
                                offer.tools(),
                                offer.now(),
                                folder.resolve("runs").resolve(id),
                                () -> written(offer, client)),
                        new StepsText(talk));
    }

    /// A server that cannot be asked knows nothing of it that anybody could rely on.
    private boolean written(Offer offer, LaunchClient client) {
        try {
            return client.written(offer.token());
        } catch (DiagnosticException e) {
            talk.say(e.text());
            return false;
        }
    }

    /// Watchkeeper itself, as it was started.
    private String program() {
        return surroundings
                .environment()
                .getOrDefault("WATCHKEEPER_PROGRAM", "/usr/bin/watchkeeper");
    }

    private Report report(String id, Outcome outcome) {
        Path transcript = folder.resolve("runs").resolve(id).resolve("transcript.jsonl");
        if (Files.isRegularFile(transcript)
                && hashed(id, transcript) instanceof AuditEvent.Kept kept) {
            return Report.of(outcome, kept.sha256(), kept.bytes());
        }
        return Report.of(outcome, null, null);
    }

    private @Nullable AuditEvent hashed(String id, Path transcript) {
        try {
            return KeptFile.of("launcher", id, folder, transcript);
        } catch (IOException e) {
            talk.say("the transcript of " + id + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    private static void await(CountDownLatch reported) {
        try {
            boolean _ = reported.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is running, and has just been told to go on.
            return;
        }
    }
}
