package dev.watchkeeper.cli;

import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.cli.proposal.ProposedMeasure;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.investigate.InvestigatorChoice;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.state.SampleRolling;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.watch.Checking;
import dev.watchkeeper.watch.Patrol;
import dev.watchkeeper.workplace.ShownAgain;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Workplace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A folder with a tools.yaml, checked and patrolled at times of its own by the program's own
/// parts, as the timer would.
public final class PatrolledWorld {

    private static final Pattern EVIDENCE = Pattern.compile("\\bE\\d+-[0-9a-z]{8}\\b");

    private final Path folder;
    private final Map<String, String> environment;

    public PatrolledWorld(Path folder) {
        this(folder, Map.of());
    }

    /// @param more of the environment
    public PatrolledWorld(Path folder, Map<String, String> more) {
        this.folder = folder;
        var all = new HashMap<>(more);
        all.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "USER", "tester"));
        this.environment = Map.copyOf(all);
    }

    /// What a patrol came to.
    ///
    /// @param incident what it wrote, or null
    /// @param text the incident as it was written; without one, what became of the investigation,
    ///   or empty where there was none
    /// @param problems why evidence of it does not hold or a check that it proposes cannot be
    ///   accepted, empty when all of it does
    /// @param cited how many answers it cites
    /// @param calls how many answers the investigator was given
    /// @param characters how long they were together
    public record Outcome(
            List<Finding> findings,
            @Nullable IncidentSummary incident,
            String text,
            List<String> problems,
            int cited,
            int calls,
            long characters) {}

    /// What would have been sampled of the host.
    public void sampled(List<SampleStore.Round> rounds, Instant now) {
        try (StateDatabase state = StateDatabase.open(folder.resolve("state"))) {
            new SampleStore(state).keepAll(rounds);
            new SampleRolling(state).rollUp(now);
        }
    }

    /// The open findings at a time.
    public List<Finding> check(Instant now) {
        try (Workplace workplace = open(now)) {
            return Checking.run(workplace, silent()).open();
        }
    }

    /// A whole round, with the investigator that needs no model.
    public Outcome patrol(Instant now) throws IOException {
        return patrol(now, InvestigatorChoice.PLAYBOOK);
    }

    /// A whole round.
    public Outcome patrol(Instant now, InvestigatorChoice investigator) throws IOException {
        try (Workplace workplace = open(now)) {
            Patrol.Round round =
                    new Patrol(workplace, surroundings(), silent(), _ -> {}, investigator, false)
                            .run();
            CheckReport report = round.report();
            List<Finding> findings = report == null ? List.of() : report.open();
            IncidentSummary incident = round.incident();
            if (incident == null) {
                String became =
                        workplace.investigations().since(now).stream()
                                .map(one -> "no incident: " + one.outcome())
                                .findFirst()
                                .orElse("");
                return new Outcome(findings, null, became, List.of(), 0, 0, 0);
            }
            return outcome(
                    workplace, findings, incident, workplace.incidents().text(incident.id()));
        }
    }

    private static Outcome outcome(
            Workplace workplace, List<Finding> findings, IncidentSummary incident, String text)
            throws IOException {
        var ids = new LinkedHashSet<String>();
        EVIDENCE.matcher(text).results().forEach(found -> ids.add(found.group()));
        var again =
                new CitationCheck(
                        workplace.receipts(), row -> ShownAgain.in(workplace.catalog(), row));
        var problems = new ArrayList<String>();
        String session = "";
        for (String id : ids) {
            Optional<Receipt> receipt = workplace.receipts().find(id);
            if (receipt.isEmpty()) {
                problems.add(id + " was never issued");
                continue;
            }
            session = receipt.get().session();
            switch (again.check(session, id, List.of())) {
                case CitationCheck.Verdict.Refused(var reasons) -> problems.addAll(reasons);
                case CitationCheck.Verdict.Holds(var _, String remark) -> {
                    if (!remark.isEmpty()) {
                        problems.add(id + ": " + remark);
                    }
                }
            }
        }
        problems.addAll(unacceptable(workplace, incident));
        String asked = session;
        List<Long> sizes = sizes(workplace, asked);
        return new Outcome(
                findings,
                incident,
                text,
                problems,
                ids.size(),
                sizes.size(),
                sizes.stream().mapToLong(Long::longValue).sum());
    }

    /// Why a person who accepts a proposed check as it stands would be refused.
    private static List<String> unacceptable(Workplace workplace, IncidentSummary incident) {
        var problems = new ArrayList<String>();
        for (Proposal proposal : new ProposalStore(workplace.state()).all()) {
            if (proposal.incident().equals(incident.id())
                    && proposal.kind() == Proposal.Kind.CHECK) {
                try {
                    new ProposedMeasure()
                            .of(
                                    proposal,
                                    workplace.catalog(),
                                    workplace.configuration().timezone());
                } catch (BadRequest e) {
                    problems.add("a proposed check cannot be accepted: " + e.text());
                }
            }
        }
        return problems;
    }

    /// How long each answer to a session was.
    private static List<Long> sizes(Workplace workplace, String session) {
        return workplace
                .state()
                .reading(connection -> {
                    var sizes = new ArrayList<Long>();
                    try (var select =
                            connection.prepareStatement(
                                    "SELECT length(content) FROM receipt WHERE session=?")) {
                        select.setString(1, session);
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                sizes.add(rows.getLong(1));
                            }
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return sizes;
                });
    }

    /// The rows of `find_changes` as of a time, asked without arguments, each in a line; empty
    /// where it refused or found nothing.
    public List<String> changes(Instant now) {
        try (Workplace workplace = open(now)) {
            ToolReply reply =
                    workplace
                            .toolbox()
                            .call(
                                    "find_changes",
                                    Map.of(),
                                    workplace.shellSession(),
                                    Deadline.after(Workplace.CALL_TIME));
            return reply instanceof ToolReply.Answer(var content)
                            && content.get("rows") instanceof List<?> rows
                    ? rows.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }

    private Workplace open(Instant now) {
        return Workplace.open(
                folder.resolve("tools.yaml"),
                folder.resolve("state"),
                InstantSource.fixed(now),
                surroundings());
    }

    private Surroundings surroundings() {
        return new Surroundings(
                new ByteArrayInputStream(new byte[0]), nowhere(), nowhere(), environment);
    }

    private static Terminal silent() {
        return new Terminal(nowhere(), nowhere(), false, false, true);
    }

    private static PrintStream nowhere() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
