package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.launch.Report;
import dev.watchkeeper.launch.WantedTask;
import dev.watchkeeper.state.HandOverStore;
import dev.watchkeeper.state.HandOverStore.HandOver;
import dev.watchkeeper.state.HandOverStore.State;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs that are left to a launcher, as the reader sees them: what is wanted, what became of
/// it, and what is over without a word. A run's row is forgotten last, so that whoever is killed in
/// between does it again, and nothing twice.
public final class HandOvers {

    /// How long a run may wait for a launcher that is not at work on another.
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Workplace workplace;
    private final HandOverStore store;
    private final InstantSource clock;

    /// @param clock the real time, by which launchers are waited for
    public HandOvers(Workplace workplace, InstantSource clock) {
        this.workplace = workplace;
        this.store = new HandOverStore(workplace.state());
        this.clock = clock;
    }

    /// How a run ended.
    ///
    /// @param kind why it failed, in the launcher's word, or null
    /// @param unavailable whether Claude, or the launcher, was not to be had
    /// @param reason why there is nothing of Claude's, as a sentence; null when it said that it is
    ///   done
    /// @param said who ran it and what it took, for the record
    /// @param dollars what it cost; what it may have cost where that is not known
    record Ending(
            InvestigationStore.Investigation record,
            Task.Lasting task,
            @Nullable FailureKind kind,
            boolean unavailable,
            @Nullable String reason,
            String said,
            double dollars) {

        /// Whether Claude is not there for this run, which is no failure where that is allowed.
        boolean withoutClaude() {
            return kind == FailureKind.NO_CLAUDE || kind == FailureKind.NOT_LOGGED_IN;
        }
    }

    /// Whether whoever investigates is one that can be handed over to: a model.
    public static boolean suits(Workplace workplace, @Nullable InvestigatorChoice choice) {
        InvestigatorChoice wanted =
                choice == null ? workplace.configuration().investigate().investigator() : choice;
        return wanted != InvestigatorChoice.PLAYBOOK;
    }

    /// Leaves a run to the launcher. Its beginning is noted among the investigations already.
    void want(String run, Task.Lasting task) {
        store.want(run, WantedTask.of(task).text(), clock.instant());
    }

    /// Whether a run is the launcher's, or its end not yet told.
    boolean has(String run) {
        return store.all().stream().anyMatch(one -> one.run().equals(run));
    }

    /// Gives up what no launcher took, or did not end in time, and gives what has ended.
    ///
    /// @param launcherGone true when the launcher has just failed, so that no run of before now is
    ///   at work any more
    List<Ending> ended(boolean launcherGone) {
        Instant now = clock.instant();
        boolean atWork = !launcherGone && store.all().stream().anyMatch(run -> isAtWork(run, now));
        for (HandOver run : store.all()) {
            @Nullable String over = over(run, atWork, launcherGone, now);
            if (over != null) {
                store.giveUp(run, over);
            }
        }
        var ended = new ArrayList<Ending>();
        List<InvestigationStore.Investigation> records = workplace.investigations().unfinished();
        for (HandOver run : store.all()) {
            if (run.state() == State.REPORTED || run.state() == State.GIVEN_UP) {
                Optional<InvestigationStore.Investigation> record =
                        records.stream().filter(one -> one.id().equals(run.run())).findFirst();
                if (record.isPresent()) {
                    ended.add(ending(run, record.get()));
                } else {
                    store.settled(run.run());
                }
            }
        }
        return List.copyOf(ended);
    }

    /// Forgets a run whose end was told.
    void settled(Ending ending) {
        store.settled(ending.record().id());
    }

    private static boolean isAtWork(HandOver run, Instant now) {
        Instant until = run.leasedUntil();
        return run.state() == State.TAKEN && until != null && until.isAfter(now);
    }

    /// Why a run is over, or null.
    private static @Nullable String over(
            HandOver run, boolean atWork, boolean launcherGone, Instant now) {
        return switch (run.state()) {
            case WANTED -> {
                if (launcherGone) {
                    yield "The launcher failed before it took the run; see systemctl status"
                            + " watchkeeper-launcher.";
                }
                yield !atWork && !now.isBefore(run.wanted().plus(PATIENCE))
                        ? "The launcher did not take the run within "
                                + PATIENCE.toMinutes()
                                + " minutes; see systemctl status watchkeeper-launcher."
                        : null;
            }
            case TAKEN -> {
                if (launcherGone) {
                    yield "The launcher failed in the middle of the run; see systemctl status"
                            + " watchkeeper-launcher.";
                }
                yield isAtWork(run, now)
                        ? null
                        : "The launcher took the run and never said how it ended; see journalctl -u"
                                + " watchkeeper-launcher.";
            }
            case REPORTED, GIVEN_UP -> null;
        };
    }

    private Ending ending(HandOver run, InvestigationStore.Investigation record) {
        Task.Lasting task = WantedTask.parse(run.task()).task();
        String outcome = run.outcome() == null ? "" : run.outcome();
        InvestigateConfig config = workplace.configuration().investigate();
        if (run.state() == State.GIVEN_UP) {
            return new Ending(
                    record,
                    task,
                    null,
                    true,
                    outcome,
                    "launcher",
                    run.taken() == null ? 0 : record.dollars());
        }
        Report report = Report.parse(outcome);
        FailureKind kind = report.failure().orElse(null);
        Double dollars = report.dollars();
        return new Ending(
                record,
                task,
                kind,
                kind != null && kind.unavailable(report.turns()),
                kind == null ? null : LauncherWords.reason(kind, task, config),
                String.format(
                        "claude %s, %d turns, %d s, %s",
                        config.model(),
                        report.turns(),
                        report.seconds(),
                        dollars == null ? "cost unknown" : String.format("$%.2f", dollars)),
                dollars == null ? record.dollars() : dollars);
    }
}
