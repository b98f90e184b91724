package dev.watchkeeper.cli;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.investigate.Assignment;
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
import dev.watchkeeper.investigate.playbook.PlaybookInvestigator;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One investigation from its beginning to its incident: opens an endpoint with a token that lives
/// for this run alone, lets Claude look, and lets the rules look where Claude cannot.
final class Investigation {

    private static final String AGAIN = "-again";
    private static final String RULES = "-rules";

    private final Workplace workplace;
    private final Surroundings surroundings;
    private final InvestigatorChoice choice;

    Investigation(
            Workplace workplace, Surroundings surroundings, @Nullable InvestigatorChoice choice) {
        this.workplace = workplace;
        this.surroundings = surroundings;
        this.choice =
                choice == null ? workplace.configuration().investigate().investigator() : choice;
    }

    /// What came of it.
    ///
    /// @param investigator who wrote the incident, or tried to
    /// @param incident the incident that was written, or null
    /// @param failure why Claude gave no diagnosis, or the rules none, as a sentence; null when
    ///   whoever was to investigate did
    /// @param dollars what it cost; the whole cap of a run where that is not known
    record Result(
            String investigator,
            @Nullable IncidentSummary incident,
            @Nullable String failure,
            double dollars) {}

    /// Who is told what happens on the way.
    interface Listener extends StepListener {

        /// Who investigates now, and why.
        void chose(String sentence);
    }

    /// What a run may cost at most.
    double mayCost() {
        return choice == InvestigatorChoice.PLAYBOOK || withoutClaude() != null
                ? 0
                : workplace.configuration().investigate().budget().dollarsPerRun();
    }

    /// The incident that the run of this id wrote, whoever of it did, or null when it wrote none.
    @Nullable IncidentSummary written(String id, List<Finding> findings) {
        if (Stream.of("", AGAIN, RULES)
                .noneMatch(part -> workplace.receipts().wroteIncident(id + part))) {
            return null;
        }
        return findings.stream()
                .map(finding -> workplace.incidents().openWith(finding.id()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    Result run(String id, List<Finding> findings, Listener listener) {
        @Nullable String why = withoutClaude();
        if (choice == InvestigatorChoice.PLAYBOOK
                || (choice == InvestigatorChoice.AUTO && why != null)) {
            listener.chose(
                    choice == InvestigatorChoice.PLAYBOOK
                            ? "Investigating by rules, as asked; no model is involved."
                            : "Investigating by rules, because " + why + "; no model is involved.");
            return playbook(id, findings, listener, null, 0);
        }
        if (why != null) {
            listener.chose(noDiagnosis(why + ".") + " The rules look now.");
            return playbook(id, findings, listener, noDiagnosis(why + "."), 0);
        }
        InvestigateConfig config = workplace.configuration().investigate();
        listener.chose(
                "Claude investigates ("
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
        Outcome outcome = investigate(id, principal, findings, claude, listener);
        if (outcome instanceof Outcome.Failed failed
                && failed.kind() == FailureKind.TOOLS_NOT_CONNECTED
                && failed.worthRetrying()) {
            // a busy host starts slowly, and a run that never began has cost nothing
            listener.chose(failed.reason() + " Once more.");
            outcome = investigate(id + AGAIN, principal, findings, claude, listener);
        }
        @Nullable Double known = outcome.effort().dollars();
        double dollars = known == null ? config.budget().dollarsPerRun() : known;
        return switch (outcome) {
            case Outcome.Completed done ->
                    new Result(line(done), written(id, findings), null, dollars);
            case Outcome.Failed failed -> {
                String failure = noDiagnosis(failed.reason());
                listener.chose(failure + " The rules look now.");
                yield playbook(id, findings, listener, failure, dollars);
            }
        };
    }

    private Result playbook(
            String id,
            List<Finding> findings,
            StepListener steps,
            @Nullable String failure,
            double dollars) {
        Outcome outcome =
                investigate(
                        id + RULES,
                        "playbook, no model involved",
                        findings,
                        new PlaybookInvestigator(McpConnection::open),
                        steps);
        return switch (outcome) {
            case Outcome.Completed done ->
                    new Result("playbook", written(id, findings), failure, dollars);
            case Outcome.Failed failed ->
                    new Result(
                            "playbook",
                            written(id, findings),
                            failure == null
                                    ? "The rules found no diagnosis: " + failed.reason()
                                    : failure + " The rules failed too: " + failed.reason(),
                            dollars);
        };
    }

    private Outcome investigate(
            String id,
            String principal,
            List<Finding> findings,
            Investigator investigator,
            StepListener steps) {
        String token = BearerTokens.fresh();
        var session = new Session(id, principal);
        try (HttpServer server =
                HttpServer.start(
                        workplace.toolbox(),
                        new ServerSettings(Version.text(), surroundings.err()),
                        new BearerTokens(Map.of(token, session)),
                        0)) {
            return investigator.investigate(
                    new Assignment(
                            id,
                            findings,
                            server.endpoint(),
                            token,
                            workplace.toolbox().list().stream().map(ToolDescription::name).toList(),
                            workplace.clock().instant(),
                            workplace.runFolder(id),
                            () -> workplace.receipts().wroteIncident(id)),
                    steps);
        } catch (IOException e) {
            throw new SourceUnavailable(
                    "loopback", "no port of 127.0.0.1 could be opened for the investigation", e);
        }
    }

    /// Why Claude cannot investigate here, or null when it can.
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

    private static String noDiagnosis(String reason) {
        return "No diagnosis by Claude: " + reason;
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
