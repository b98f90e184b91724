package dev.watchkeeper.watch;

import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.trigger.Decision;
import dev.watchkeeper.trigger.Known;
import dev.watchkeeper.trigger.Policy;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One round of the watch: check, tell, investigate, tell again.
///
/// It may be killed at any step and run again: what a person is to be told is in the outbox before
/// it is marked as told, under an id made of the findings' episodes, so that it is told at least
/// once; an investigation is noted before it begins, and what it wrote is found by its findings, so
/// that there is one incident at most.
public final class Patrol {

    private static final int TRIES = 2;

    private final Workplace workplace;
    private final Surroundings surroundings;
    private final Talk talk;
    private final Consumer<CheckReport> found;
    private final Announcer announcer;
    private final Lateness late;
    private final ProcFiles proc = ProcFiles.ofThisHost();
    private final @Nullable InvestigatorChoice choice;
    private final HandOvers handOvers;
    private final boolean handOver;

    /// @param found is shown what the check found, before anything is made of it
    /// @param handOver leave investigations to the launcher of another user
    public Patrol(
            Workplace workplace,
            Surroundings surroundings,
            Talk talk,
            Consumer<CheckReport> found,
            @Nullable InvestigatorChoice choice,
            boolean handOver) {
        this.workplace = workplace;
        this.surroundings = surroundings;
        this.talk = talk;
        this.found = found;
        this.choice = choice;
        this.announcer = new Announcer(workplace, talk);
        this.handOvers = new HandOvers(workplace, InstantSource.system());
        this.handOver = handOver && HandOvers.suits(workplace, choice);
        this.late = new Lateness(workplace, announcer, proc, talk);
    }

    /// What a round came to.
    ///
    /// @param busy true when another patrol has the lock, and nothing was done
    /// @param report what the check found, or null when busy
    /// @param incident the incident that this round wrote, or null
    public record Round(
            boolean busy, @Nullable CheckReport report, @Nullable IncidentSummary incident) {}

    public Round run() throws IOException {
        Optional<PatrolClaim> claim = PatrolClaim.take(workplace, proc);
        if (claim.isEmpty()) {
            return new Round(true, null, null);
        }
        try (PatrolClaim ours = claim.get()) {
            return Heartbeats.around(
                    workplace,
                    "patrol",
                    talk,
                    () ->
                            new RunMeter(workplace.state(), proc)
                                    .record("patrol", now(), () -> round(ours)));
        }
    }

    private RunMeter.Done<Round> round(PatrolClaim ours) throws IOException {
        recover();
        CheckReport report = new MissedRuns(workplace).added(Checking.run(workplace, talk));
        found.accept(report);
        var history = new History(workplace);
        Decision decision =
                Decision.of(
                        history.known(report.findings()),
                        policy(),
                        history.spent(investigation().mayCost()),
                        now());
        ours.require();
        new IncidentLife(workplace, talk).update();
        announcer.tell(decision);
        new BudgetReport(workplace, announcer).of(decision);
        new FollowUps(workplace, surroundings, talk, choice, announcer, handOvers).tell(false);
        @Nullable IncidentSummary incident = investigate(decision);
        announcer.deliver();
        Housekeeping.run(workplace, talk);
        return new RunMeter.Done<>(
                new Round(false, report, incident),
                report.open().size()
                        + " findings, "
                        + decision.tell().size()
                        + " told"
                        + (incident == null ? "" : ", incident " + incident.id()));
    }

    private Instant now() {
        return workplace.clock().instant();
    }

    /// Ends what a killed patrol left: what it was sending is sent again, an investigation that
    /// wrote its incident is finished, any other failed.
    private void recover() {
        announcer.recover();
        for (var unfinished : workplace.investigations().unfinished()) {
            if (Review.isReview(unfinished)
                    || handOvers.has(unfinished.id())
                    || late.runs(unfinished.id())) {
                continue;
            }
            List<Finding> about = FollowUps.about(workplace, unfinished);
            @Nullable IncidentSummary incident = investigation().written(unfinished.id(), about);
            boolean last = unfinished.attempt() >= TRIES;
            if (!about.isEmpty() && (incident != null || last)) {
                announcer.followUp(
                        unfinished.id(),
                        about,
                        Optional.ofNullable(incident),
                        incident == null
                                ? "No diagnosis: the investigation was cut off, and is not tried again."
                                : null);
            } else if (!about.isEmpty()) {
                late.cutOff(unfinished, about);
            }
            workplace
                    .investigations()
                    .end(
                            unfinished.id(),
                            incident != null
                                    ? InvestigationStore.State.DONE
                                    : InvestigationStore.State.FAILED,
                            "unknown",
                            "the patrol that ran it was cut off",
                            incident == null ? null : incident.id(),
                            unfinished.dollars(),
                            now());
        }
    }

    private Investigation investigation() {
        return new Investigation(workplace, surroundings, choice);
    }

    private Policy policy() {
        var budget = workplace.configuration().investigate().budget();
        return new Policy(
                announcer.leastSeverity(),
                Severity.SEV3,
                workplace.configuration().patrol().repeat(),
                budget.runsPerHour(),
                budget.dollarsPerDay(),
                TRIES);
    }

    private @Nullable IncidentSummary investigate(Decision decision) {
        if (decision.withheld() != null) {
            talk.say("No investigation: " + decision.withheld() + ".");
            return null;
        }
        if (decision.investigate().isEmpty()) {
            return null;
        }
        List<String> episodes = decision.investigate().stream().map(Known::episodeId).toList();
        int attempt = 1 + decision.investigate().stream().mapToInt(Known::tries).max().orElse(0);
        // the same findings and the same try have the same id: its messages are told apart from no
        // other's
        String id = Ids.of("run", episodes, attempt);
        List<Finding> findings = decision.investigate().stream().map(Known::finding).toList();
        Investigation investigation = investigation();
        @Nullable String leftAlone = handOver ? investigation.leftAlone() : null;
        if (handOver && leftAlone == null) {
            double most = workplace.configuration().investigate().budget().dollarsPerRun();
            workplace.investigations().begin(id, episodes, attempt, most, now());
            handOvers.want(id, new Task.Investigation(findings));
            talk.say("The investigation is left to the launcher.");
            return null;
        }
        workplace.investigations().begin(id, episodes, attempt, investigation.mayCost(), now());
        Investigation.Result result;
        try (Vigil vigil = late.over(id, findings, new StepsText(talk))) {
            result =
                    leftAlone == null
                            ? investigation.run(id, findings, vigil)
                            : investigation.byRules(id, findings, leftAlone, vigil);
        }
        announcer.followUp(id, findings, Optional.ofNullable(result.incident()), result.failure());
        workplace
                .investigations()
                .end(
                        id,
                        result.incident() == null
                                ? InvestigationStore.State.FAILED
                                : InvestigationStore.State.DONE,
                        result.investigator(),
                        result.failure() == null ? "incident written" : result.failure(),
                        result.incident() == null ? null : result.incident().id(),
                        result.dollars(),
                        now());
        return result.incident();
    }
}
