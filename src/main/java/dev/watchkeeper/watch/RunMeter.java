package dev.watchkeeper.watch;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.ClaudeUse;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/// Records one run of the watch, with what it takes: from the start of the process where the run is
/// what the process was started for, so that starting counts.
final class RunMeter {

    private static final Duration JUST_STARTED = Duration.ofSeconds(10);

    private final RunStore runs;
    private final ClaudeUse use;
    private final ProcFiles proc;

    RunMeter(StateDatabase state, ProcFiles proc) {
        this.runs = new RunStore(state);
        this.use = new ClaudeUse(state);
        this.proc = proc;
    }

    /// What is done, and how it is spoken of.
    ///
    /// @param outcome a sentence
    record Done<T>(T result, String outcome) {}

    /// Does the work, and records when it began, how it ended and what it took. One that fails is
    /// recorded as failed, if that can still be recorded.
    ///
    /// @param asOf what "now" is for the data
    <T> T record(String command, Instant asOf, Heartbeats.Work<Done<T>> work) throws IOException {
        Duration before =
                ManagementFactory.getRuntimeMXBean().getUptime() < JUST_STARTED.toMillis()
                        ? Duration.ZERO
                        : proc.cpu();
        ClaudeUse.Sum used = use.since(Instant.EPOCH);
        long run =
                runs.begin(
                        command,
                        Instant.now(),
                        asOf,
                        new RunStore.Moment(proc.boot(), Duration.ofMillis(proc.upMillis())));
        try {
            Done<T> done = work.run();
            end(run, done.outcome(), before, used);
            return done.result();
        } catch (IOException | RuntimeException failure) {
            try {
                end(run, "failed: " + failure.getMessage(), before, used);
            } catch (SourceUnavailable full) {
                // why it failed matters more than that it cannot be recorded
                failure.addSuppressed(full);
            }
            throw failure;
        }
    }

    private void end(long run, String outcome, Duration before, ClaudeUse.Sum used) {
        ClaudeUse.Sum after = use.since(Instant.EPOCH);
        runs.end(
                run,
                Instant.now(),
                outcome,
                new RunStore.Cost(
                        proc.cpu().minus(before),
                        after.tokens() - used.tokens(),
                        after.dollars() - used.dollars()));
    }
}
