package dev.watchkeeper.incident;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an investigation reports: the arguments of the tool `write_incident`, and what becomes an
/// incident file. All texts may have been steered by a log that a stranger wrote; they are rendered
/// inert.
public record IncidentReport(
        @Doc("what fails, then why if known") @Range(min = 5, max = 120) String title,
        @Doc("1 down or data lost, 2 users hurt: as impact shows; 3 will hurt, 4 worth knowing")
                Severity severity,
        @Doc("nominal: all well; anomaly: nobody hurt; issue: somebody has to act") Verdict verdict,
        @Doc("for somebody woken at night: what fails, since when, what to do")
                @Range(min = 20, max = 800)
                String summary,
        @Doc("one sentence that a claim shows, or \"cannot tell\"") @Range(min = 5, max = 600)
                String cause,
        Confidence confidence,
        @Doc("when it began, not when noticed") @Nullable Instant onset,
        List<Claim> claims,
        List<Citation> evidence,
        @Doc("who and what, how many of how many, lost or waiting; or \"cannot tell, because\"")
                List<Claim> impact,
        List<Moment> timeline,
        @Range(max = 600) @Nullable String disprovedBy,
        @Doc("over? fixed? what shows it; the commit") @Range(max = 600) @Nullable String recovery,
        @Default("cannot_tell") FixState fix,
        List<RuledOut> ruledOut,
        List<Action> actions,
        List<ProposedCheck> proposedChecks,
        List<ProposedIgnore> proposedIgnores,
        @Doc("what no tool could tell") List<String> toolingGaps,
        @Doc("ids that this explains") List<String> findings,
        @Doc("metrics to draw") List<String> charts,
        @Nullable String slug) {

    /// The cause to give when the evidence does not show one.
    public static final String CANNOT_TELL = "cannot tell";

    /// One statement and what it rests on.
    public record Claim(
            @Doc("one statement, with figures") @Range(min = 5, max = 600) String text,
            @Doc("evidence_ids that show it") List<String> evidence,
            @Doc("supposed: needs no evidence") @Default("false") boolean hypothesis) {}

    /// One answer that the report rests on.
    public record Citation(
            String evidenceId,
            @Doc("exact, few lines") @Range(max = 4000) @Nullable String quote,
            @Range(max = 600) @Nullable String supports) {}

    /// One entry of the timeline.
    public record Moment(
            Instant time,
            @Nullable Instant until,
            @Range(min = 3, max = 600) String what,
            List<String> evidence) {}

    /// An explanation that does not hold.
    public record RuledOut(
            @Range(min = 3, max = 600) String hypothesis,
            @Range(min = 5, max = 600) String why,
            List<String> evidence) {}

    /// Something to do.
    public record Action(
            @Doc("exactly: which deploy, setting, file, command") @Range(min = 10, max = 600)
                    String what,
            ActionKind kind,
            @Default("you") String owner) {}

    /// What an action is good for.
    public enum ActionKind {
        MITIGATE,
        FIX,
        DETECT,
        PREVENT;

        /// The word in files and messages.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A condition to watch for: in words, and where it can be watched, as a bound of a metric that
    /// there is, or of a new one that counts events.
    ///
    /// @param metric the metric, or the name that a new one gets
    /// @param concerning the bound as tools.yaml spells it
    /// @param stream the event stream of a new one; null for the only one
    /// @param event the event types that a new one counts
    /// @param of the event types of which those are a share, in percent and at most 100
    public record ProposedCheck(
            @Doc("with threshold and time") @Range(min = 10, max = 1200) String condition,
            @Doc("what it had shown, how often wrongly") @Range(min = 5, max = 1200) String why,
            @Doc("a known one, or a name for a count of event, or its % of of")
                    @Nullable String metric,
            @Doc("\"> 20 for 5m\"") @Nullable String concerning,
            @Nullable String stream,
            List<String> event,
            List<String> of) {

        public ProposedCheck {
            event = List.copyOf(event);
            of = List.copyOf(of);
        }
    }

    /// A message that needs no attention.
    public record ProposedIgnore(
            @Doc("as find_log_patterns gave it") @Range(min = 5, max = 600) String pattern,
            @Range(min = 5, max = 600) String reason) {}

    public IncidentReport {
        claims = List.copyOf(claims);
        evidence = List.copyOf(evidence);
        impact = List.copyOf(impact);
        timeline = List.copyOf(timeline);
        ruledOut = List.copyOf(ruledOut);
        actions = List.copyOf(actions);
        proposedChecks = List.copyOf(proposedChecks);
        proposedIgnores = List.copyOf(proposedIgnores);
        toolingGaps = List.copyOf(toolingGaps);
        findings = List.copyOf(findings);
        charts = List.copyOf(charts);
    }

    /// True when the report says that the evidence does not show a cause.
    public boolean cannotTell() {
        return cause.strip().toLowerCase(Locale.ROOT).startsWith(CANNOT_TELL);
    }

    /// Every evidence id that the report names, wherever it does, in the order of first mention.
    public Set<String> citedIds() {
        Set<String> ids = new LinkedHashSet<>();
        claims.forEach(claim -> ids.addAll(claim.evidence()));
        evidence.forEach(citation -> ids.add(citation.evidenceId()));
        impact.forEach(claim -> ids.addAll(claim.evidence()));
        timeline.forEach(moment -> ids.addAll(moment.evidence()));
        ruledOut.forEach(ruledOut -> ids.addAll(ruledOut.evidence()));
        return ids;
    }

    /// The severity's rule that the report meets; empty when it meets none of that severity.
    public Optional<SeverityRule> severityRule() {
        return SeverityRule.of(this);
    }

    /// Everything that is wrong with the report itself, one sentence each, naming the key; empty
    /// when it can be written. Whether the evidence exists and says so is checked elsewhere.
    public List<String> problems() {
        return ReportCheck.problems(this);
    }

    /// The same, and what its times contradict.
    ///
    /// @param detected when the condition was noticed
    /// @param now until when there can be anything to report
    public List<String> problems(Instant detected, Instant now) {
        var all = new ArrayList<>(problems());
        all.addAll(ReportTimes.problems(this, detected, now));
        return List.copyOf(all);
    }

    /// Refuses a report that cannot be written, with all its problems at once.
    public void requireValid() {
        requireNone(problems());
    }

    /// Refuses a report with these problems, where there are any.
    public static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new BadRequest(
                    "the incident was not written; "
                            + (problems.size() == 1
                                    ? "1 problem: "
                                    : problems.size() + " problems: ")
                            + String.join("; ", problems));
        }
    }
}
