package dev.watchkeeper.watch;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.LeaseStore;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sees to it that a diagnosis which does not come in time is no silence: a person gets the facts
/// and is asked to look, once for a run, by the patrol that runs it or by the one after it.
final class Lateness {

    private final Workplace workplace;
    private final Announcer announcer;
    private final ProcFiles proc;
    private final Talk talk;
    private final Duration patience;

    Lateness(Workplace workplace, Announcer announcer, ProcFiles proc, Talk talk) {
        this.workplace = workplace;
        this.announcer = announcer;
        this.proc = proc;
        this.talk = talk;
        this.patience = workplace.configuration().patrol().escalateAfter();
    }

    /// What stands beside a run, and holds its lease.
    Vigil over(String id, List<Finding> findings, TaskRun.Listener listener) {
        Optional<Lease> lease =
                Lease.take(workplace.state(), proc, lease(id), held -> Lease.free(held, proc));
        return new Vigil(
                listener,
                patience,
                progress -> announcer.urgent(id, findings, patience, sentence(progress)),
                announcer::deliver,
                talk::say,
                () -> lease.ifPresent(Lease::close));
    }

    /// Whether somebody else runs it: a patrol that was passed over for standing still may not have
    /// noticed yet.
    boolean runs(String id) {
        return new LeaseStore(workplace.state())
                .find(lease(id))
                .filter(held -> !Lease.free(held, proc))
                .isPresent();
    }

    /// A run was cut off and is tried again; its diagnosis is late by now, or may be soon.
    void cutOff(InvestigationStore.Investigation run, List<Finding> findings) {
        Duration since = Duration.between(run.started(), workplace.clock().instant());
        if (since.compareTo(patience) >= 0) {
            announcer.urgent(
                    run.id(),
                    findings,
                    since,
                    "the patrol that investigated was cut off; it is tried again");
        }
    }

    private static String lease(String id) {
        return "investigation " + id;
    }

    private static String sentence(Vigil.Progress progress) {
        return progress.tool() == null
                ? "the investigation goes on; no question of it was answered yet"
                : "the investigation goes on: "
                        + progress.questions()
                        + (progress.questions() == 1 ? " question" : " questions")
                        + " answered, the last "
                        + progress.tool();
    }
}
