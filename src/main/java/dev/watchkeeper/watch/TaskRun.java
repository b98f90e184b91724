package dev.watchkeeper.watch;

import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.investigate.ClaudeBinary;
import dev.watchkeeper.investigate.ClaudeInvestigator;
import dev.watchkeeper.investigate.ClaudeSettings;
import dev.watchkeeper.investigate.Credential;
import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.Investigator;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.StepListener;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.investigate.playbook.PlaybookInvestigator;
import dev.watchkeeper.state.ClaudeUse;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One task from its beginning to what it leaves: lets Claude do it, and lets the rules do it where
/// Claude cannot.
final class TaskRun {

    private static final String AGAIN = "-again";
    private static final String RULES = "-rules";

    private final Workplace workplace;
    private final Surroundings surroundings;
    private final InvestigatorChoice choice;
    private final Wording wording;
    private final ClaudeCircuit circuit;

    /// @param choice who is wanted; null for what tools.yaml says
    TaskRun(
            Workplace workplace,
            Surroundings surroundings,
            @Nullable InvestigatorChoice choice,
            Wording wording) {
        this.workplace = workplace;
        this.surroundings = surroundings;
        this.choice =
                choice == null ? workplace.configuration().investigate().investigator() : choice;
        this.wording = wording;
        this.circuit = new ClaudeCircuit(workplace.state(), workplace.configuration().timezone());
    }

    /// How a kind of task is spoken of.
    ///
    /// @param doing `Investigating`
    /// @param does `investigates`
    /// @param missing what there is none of when Claude fails: `No diagnosis`
    /// @param rulesMissing the same of the rules: `The rules found no diagnosis`
    record Wording(String doing, String does, String missing, String rulesMissing) {}

    /// How it ended.
    ///
    /// @param investigator who did it, or tried to
    /// @param failure why Claude did not, or the rules neither, as a sentence; null when whoever
    ///   was to do it did
    /// @param dollars what it cost; the whole cap of a run where that is not known
    record Result(String investigator, @Nullable String failure, double dollars) {}

    /// Who is told what happens on the way.
    interface Listener extends StepListener {

        /// Who does it now, and why.
        void chose(String sentence);
    }

    /// What a run may cost at most.
    double mayCost() {
        return choice == InvestigatorChoice.PLAYBOOK
                        || withoutClaude() != null
                        || leftAlone() != null
                ? 0
                : workplace.configuration().investigate().budget().dollarsPerRun();
    }

    /// The receipt of what the run of this id wrote, whoever of it did; empty when it wrote
    /// nothing.
    ///
    /// @param tool the tool that writes
    Optional<Receipt> written(String id, String tool) {
        return Stream.of("", AGAIN, RULES)
                .map(part -> workplace.receipts().latest(id + part, tool))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Does the task.
    ///
    /// @param toolbox what is offered to whoever does it
    /// @param withheld why Claude may not do it now, as a clause; or null
    Result run(
            String id, Task task, Toolbox toolbox, @Nullable String withheld, Listener listener) {
        var work = new Work(id, task, toolbox, listener);
        @Nullable String why = withheld == null ? withoutClaude() : withheld;
        if (choice == InvestigatorChoice.PLAYBOOK || (why != null && !expectsClaude())) {
            listener.chose(
                    choice == InvestigatorChoice.PLAYBOOK
                            ? wording.doing() + " by rules, as asked; no model is involved."
                            : wording.doing()
                                    + " by rules, because "
                                    + why
                                    + "; no model is involved.");
            return playbook(work, null, 0);
        }
        // said as a failure, also where the rules may take its place: Claude was expected to look
        @Nullable String broken = why == null ? leftAlone() : why;
        return broken == null ? claude(work) : leftAlone(id, task, toolbox, broken, listener);
    }

    /// Does by rules what Claude was to do and is not asked to, since it is left alone.
    ///
    /// @param why as [ClaudeCircuit#open] says it
    Result leftAlone(String id, Task task, Toolbox toolbox, String why, Listener listener) {
        String failure = missing(why + ".");
        listener.chose(failure + " The rules look now.");
        return playbook(new Work(id, task, toolbox, listener), failure, 0);
    }

    /// Why Claude is left alone now, as a clause; null when it may be tried.
    @Nullable String leftAlone() {
        return circuit.open(workplace.clock().instant());
    }

    /// Does by rules what was left to a launcher, and was not done.
    ///
    /// @param toolbox what is offered to the rules
    Result rules(HandOvers.Ending ending, Task task, Toolbox toolbox, Listener listener) {
        var work = new Work(ending.record().id(), task, toolbox, listener);
        String reason =
                ending.reason() == null
                        ? "Claude finished, but left no " + task.leaves() + " behind."
                        : ending.reason();
        if (choice == InvestigatorChoice.AUTO && ending.withoutClaude()) {
            listener.chose(reason + " The rules look, and no model is involved.");
            return playbook(work, null, ending.dollars());
        }
        String failure = missing(reason);
        listener.chose(failure + " The rules look now.");
        return playbook(work, failure, ending.dollars());
    }

    /// One task at work.
    private record Work(String id, Task task, Toolbox toolbox, Listener listener) {}

    private Result claude(Work work) {
        InvestigateConfig config = workplace.configuration().investigate();
        work.listener()
                .chose(
                        "Claude "
                                + wording.does()
                                + " ("
                                + config.model()
                                + "; at most "
                                + config.budget().turns()
                                + " turns, "
                                + config.budget().minutes()
                                + " min, $"
                                + String.format("%.2f", config.budget().dollarsPerRun())
                                + ").");
        var claude = new ClaudeInvestigator(settings(config), surroundings.environment());
        String principal = "claude " + config.model();
        Outcome outcome = attempt(work, "", principal, claude);
        if (outcome instanceof Outcome.Failed failed
                && failed.kind() == FailureKind.TOOLS_NOT_CONNECTED
                && failed.worthRetrying()) {
            // a busy host starts slowly, and a run that never began has cost nothing
            work.listener().chose(failed.reason() + " Once more.");
            outcome = attempt(work, AGAIN, principal, claude);
        }
        circuit.ended(outcome, workplace.clock().instant());
        @Nullable Double known = outcome.effort().dollars();
        double dollars = known == null ? config.budget().dollarsPerRun() : known;
        @Nullable Long tokens = outcome.effort().tokens();
        new ClaudeUse(workplace.state())
                .note(work.id(), workplace.clock().instant(), tokens == null ? 0 : tokens, dollars);
        return switch (outcome) {
            case Outcome.Completed done -> new Result(line(done), null, dollars);
            case Outcome.Failed failed -> {
                String failure = missing(failed.reason());
                work.listener().chose(failure + " The rules look now.");
                yield playbook(work, failure, dollars);
            }
        };
    }

    private Result playbook(Work work, @Nullable String failure, double dollars) {
        Outcome outcome =
                attempt(
                        work,
                        RULES,
                        "playbook, no model involved",
                        new PlaybookInvestigator(McpConnection::open));
        return switch (outcome) {
            case Outcome.Completed _ -> new Result("playbook", failure, dollars);
            case Outcome.Failed failed ->
                    new Result(
                            "playbook",
                            failure == null
                                    ? wording.rulesMissing() + ": " + failed.reason()
                                    : failure + " The rules failed too: " + failed.reason(),
                            dollars);
        };
    }

    private Outcome attempt(Work work, String part, String principal, Investigator investigator) {
        return new TaskAttempt(
                        workplace,
                        surroundings,
                        new Session(work.id() + part, principal),
                        work.task(),
                        work.toolbox())
                .by(investigator, work.listener());
    }

    /// Whether people are to hear that Claude did not look: where it was asked for, or tools.yaml
    /// says where it is.
    private boolean expectsClaude() {
        return choice == InvestigatorChoice.CLAUDE
                || workplace.configuration().investigate().claude() != null;
    }

    /// Why Claude cannot work here, or null when it can.
    private @Nullable String withoutClaude() {
        Optional<ClaudeBinary> claude =
                ClaudeBinary.find(
                        surroundings.environment(),
                        workplace.configuration().investigate().claude());
        if (claude.isEmpty()) {
            return "Claude Code was not found";
        }
        return Credential.of(surroundings.environment()) == Credential.NONE
                ? "Claude Code is here but not logged in (set ANTHROPIC_API_KEY, or run claude and /login)"
                : null;
    }

    private String missing(String reason) {
        return wording.missing() + " by Claude: " + reason;
    }

    private static ClaudeSettings settings(InvestigateConfig config) {
        return ClaudeSettings.of(
                config.claude(),
                config.model(),
                config.budget().turns(),
                config.budget().time(),
                config.budget().dollarsPerRun());
    }

    private static String line(Outcome.Completed done) {
        var effort = done.effort();
        return String.format(
                "claude %s, %d turns, %d s, %s",
                effort.model() == null ? "" : effort.model(),
                effort.turns(),
                effort.duration().toSeconds(),
                effort.dollars() == null
                        ? "cost unknown"
                        : String.format("$%.2f", effort.dollars()));
    }
}
