package dev.watchkeeper.watch;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what the runs of a launcher came to, and lets the rules look where they came to nothing.
/// Only under the patrol's lock.
public final class FollowUps {

    private final Workplace workplace;
    private final Surroundings surroundings;
    private final Talk talk;
    private final @Nullable InvestigatorChoice choice;
    private final Announcer announcer;
    private final HandOvers handOvers;
    private final ClaudeCircuit circuit;

    public FollowUps(
            Workplace workplace,
            Surroundings surroundings,
            Talk talk,
            @Nullable InvestigatorChoice choice,
            Announcer announcer,
            HandOvers handOvers) {
        this.workplace = workplace;
        this.surroundings = surroundings;
        this.talk = talk;
        this.choice = choice;
        this.announcer = announcer;
        this.handOvers = handOvers;
        this.circuit = new ClaudeCircuit(workplace.state(), workplace.configuration().timezone());
    }

    /// The findings that an investigation is about, as far as they are still known.
    static List<Finding> about(Workplace workplace, InvestigationStore.Investigation record) {
        return record.episodes().stream()
                .map(episode -> workplace.findings().find(episode.replaceFirst("#.*", "")))
                .flatMap(Optional::stream)
                .map(FindingStore.Stored::finding)
                .toList();
    }

    /// Tells of all that ended.
    ///
    /// @param launcherGone as [HandOvers#ended(boolean)]
    /// @return how many ended
    public int tell(boolean launcherGone) {
        List<HandOvers.Ending> ended = handOvers.ended(launcherGone);
        for (HandOvers.Ending ending : ended) {
            circuit.ended(ending, workplace.clock().instant());
            switch (ending.task()) {
                case Task.Investigation _ -> tell(ending);
                case Task.Review review ->
                        new Review(workplace, surroundings, talk, choice)
                                .ended(ending, review, announcer);
            }
            handOvers.settled(ending);
        }
        return ended.size();
    }

    private void tell(HandOvers.Ending ending) {
        InvestigationStore.Investigation record = ending.record();
        List<Finding> about = about(workplace, record);
        Investigation.Result result =
                new Investigation(workplace, surroundings, choice)
                        .ended(ending, about, new StepsText(talk));
        @Nullable IncidentSummary incident = result.incident();
        if (!about.isEmpty()) {
            announcer.followUp(record.id(), about, Optional.ofNullable(incident), result.failure());
        }
        workplace
                .investigations()
                .end(
                        record.id(),
                        incident == null
                                ? InvestigationStore.State.FAILED
                                : InvestigationStore.State.DONE,
                        result.investigator(),
                        result.failure() == null ? "incident written" : result.failure(),
                        incident == null ? null : incident.id(),
                        result.dollars(),
                        workplace.clock().instant());
        talk.say(
                incident == null
                        ? "No incident was written. " + result.failure()
                        : "Incident: " + incident.file());
    }
}
