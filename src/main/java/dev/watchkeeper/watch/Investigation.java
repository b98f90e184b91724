package dev.watchkeeper.watch;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One investigation of findings, from its beginning to its incident.
public final class Investigation {

    private static final TaskRun.Wording WORDING =
            new TaskRun.Wording(
                    "Investigating",
                    "investigates",
                    "No diagnosis",
                    "The rules found no diagnosis");

    private final Workplace workplace;
    private final TaskRun run;

    public Investigation(
            Workplace workplace, Surroundings surroundings, @Nullable InvestigatorChoice choice) {
        this.workplace = workplace;
        this.run = new TaskRun(workplace, surroundings, choice, WORDING);
    }

    /// What came of it.
    ///
    /// @param investigator who wrote the incident, or tried to
    /// @param incident the incident that was written, or null
    /// @param failure why Claude gave no diagnosis, or the rules none, as a sentence; null when
    ///   whoever was to investigate did
    /// @param dollars what it cost; the whole cap of a run where that is not known
    public record Result(
            String investigator,
            @Nullable IncidentSummary incident,
            @Nullable String failure,
            double dollars) {}

    /// What a run may cost at most.
    double mayCost() {
        return run.mayCost();
    }

    /// The incident that the run of this id wrote, whoever of it did, or null when it wrote none.
    @Nullable IncidentSummary written(String id, List<Finding> findings) {
        if (run.written(id, "write_incident").isEmpty()) {
            return null;
        }
        return findings.stream()
                .map(finding -> workplace.incidents().openWith(finding.id()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    public Result run(String id, List<Finding> findings, TaskRun.Listener listener) {
        TaskRun.Result result =
                run.run(id, new Task.Investigation(findings), workplace.toolbox(), null, listener);
        return new Result(
                result.investigator(), written(id, findings), result.failure(), result.dollars());
    }

    /// Why Claude is left alone now, as a clause; null when it may be tried.
    @Nullable String leftAlone() {
        return run.leftAlone();
    }

    /// What the rules see where Claude is left alone.
    Result byRules(String id, List<Finding> findings, String why, TaskRun.Listener listener) {
        TaskRun.Result result =
                run.leftAlone(
                        id, new Task.Investigation(findings), workplace.toolbox(), why, listener);
        return new Result(
                result.investigator(), written(id, findings), result.failure(), result.dollars());
    }

    /// What came of a run that was left to a launcher. Where it wrote nothing, the rules look now,
    /// unless they have already.
    Result ended(HandOvers.Ending ending, List<Finding> findings, TaskRun.Listener listener) {
        String id = ending.record().id();
        @Nullable IncidentSummary incident = written(id, findings);
        if (incident != null) {
            return new Result(ending.said(), incident, null, ending.dollars());
        }
        TaskRun.Result rules =
                run.rules(ending, new Task.Investigation(findings), workplace.toolbox(), listener);
        return new Result(
                rules.investigator(), written(id, findings), rules.failure(), rules.dollars());
    }
}
