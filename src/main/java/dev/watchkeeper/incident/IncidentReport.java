package dev.watchkeeper.incident;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an investigation reports: the arguments of the tool `write_incident`, and what becomes an
/// incident file. All texts may have been steered by a log that a stranger wrote; they are rendered
/// inert.
public record IncidentReport(
        @Doc("What is wrong, in one line: what fails, then why if known") @Range(min = 5, max = 120)
                String title,
        @Doc(
                        "SEV1 the service is down, SEV2 users are hurt, SEV3 it will hurt if it goes"
                                + " on, SEV4 worth knowing")
                Severity severity,
        @Doc(
                        "nominal: looked at, all as it should be; anomaly: unusual, nobody hurt;"
                                + " issue: broken, somebody has to act")
                Verdict verdict,
        @Doc(
                        "In short, 1 to 3 sentences for somebody woken at night: what fails, since when, what to do")
                @Range(min = 20, max = 800)
                String summary,
        @Doc(
                        "The cause in one sentence, or \"cannot tell\". Anything but \"cannot tell\" needs"
                                + " a claim with evidence")
                @Range(min = 5, max = 400)
                String cause,
        @Doc("How sure the cause is; unknown with \"cannot tell\"") Confidence confidence,
        @Doc("When it began, as the evidence shows; not when it was noticed")
                @Nullable Instant onset,
        @Doc("What the cause rests on, one observation each, in the order of the argument")
                List<Claim> claims,
        @Doc("The answers that show it, each with the lines that matter quoted exactly")
                List<Citation> evidence,
        @Doc("Who and what is affected, how much, what is lost and what only waits; figures cited")
                List<Claim> impact,
        @Doc("What happened when, oldest first") List<Moment> timeline,
        @Doc("What observation would show the cause to be wrong") @Range(max = 400)
                @Nullable String disprovedBy,
        @Doc(
                        "Is it over, and is it fixed? What shows it. That it recovered does not mean"
                                + " that it is fixed")
                @Range(max = 400)
                @Nullable String recovery,
        @Doc("Other explanations that were tested and do not hold") List<RuledOut> ruledOut,
        @Doc("What to do, most urgent first; each something a person can start now")
                List<Action> actions,
        @Doc("Conditions worth watching from now on; a person decides")
                List<ProposedCheck> proposedChecks,
        @Doc("Messages that proved to be harmless; a person decides")
                List<ProposedIgnore> proposedIgnores,
        @Doc("What you needed to know and no tool could tell, one gap each")
                List<String> toolingGaps,
        @Doc("The ids of the findings that this explains, as the overview lists them")
                List<String> findings,
        @Doc("A short name for the file: a-z, 0-9 and hyphens; made from the title when left out")
                @Nullable String slug) {

    /// The cause to give when the evidence does not show one.
    public static final String CANNOT_TELL = "cannot tell";

    /// One statement and what it rests on.
    public record Claim(
            @Doc("One statement, with its figures") @Range(min = 5, max = 600) String text,
            @Doc("The evidence_id of each answer that shows it, for example [\"E3\", \"E8\"]")
                    List<String> evidence,
            @Doc("true when this is supposed and not shown; only then may evidence be empty")
                    @Default("false")
                    boolean hypothesis) {}

    /// One answer that the report rests on.
    public record Citation(
            @Doc("The evidence_id of an answer you were given in this session") String evidenceId,
            @Doc(
                            "Text copied exactly from that answer, at most a few lines; left out when the"
                                    + " answer as a whole is meant")
                    @Range(max = 4000)
                    @Nullable String quote,
            @Doc("What it shows, in a few words") @Range(max = 300) @Nullable String supports) {}

    /// One entry of the timeline.
    public record Moment(
            @Doc("When, RFC 3339 in UTC") Instant time,
            @Doc("Until when, for something that lasted") @Nullable Instant until,
            @Doc("What happened") @Range(min = 3, max = 300) String what,
            @Doc("The evidence_id of the answers that show it") List<String> evidence) {}

    /// An explanation that does not hold.
    public record RuledOut(
            @Doc("The explanation") @Range(min = 3, max = 300) String hypothesis,
            @Doc("Why it does not hold") @Range(min = 5, max = 400) String why,
            @Doc("The evidence_id of the answers that show it") List<String> evidence) {}

    /// Something to do.
    public record Action(
            @Doc("What to do, exactly: which deploy, setting, file or command")
                    @Range(min = 10, max = 400)
                    String what,
            @Doc(
                            "mitigate: ends the harm; fix: removes the cause; detect: notices it sooner"
                                    + " next time; prevent: makes it impossible")
                    ActionKind kind,
            @Doc("Who does it") @Range(max = 60) @Default("you") String owner) {}

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

    /// A condition to watch for.
    public record ProposedCheck(
            @Doc(
                            "The condition with its threshold and time: calls per page above 1.5 for 5 minutes")
                    @Range(min = 10, max = 300)
                    String condition,
            @Doc("What it would have shown, and how often it would have been wrong")
                    @Range(min = 5, max = 300)
                    String why) {}

    /// A message that needs no attention.
    public record ProposedIgnore(
            @Doc("The pattern as find_log_patterns gave it, variable parts as <*>")
                    @Range(min = 5, max = 300)
                    String pattern,
            @Doc("Why it is harmless") @Range(min = 5, max = 300) String reason) {}

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

    /// Everything that is wrong with the report itself, one sentence each, naming the key; empty
    /// when it can be written. Whether the evidence exists and says so is checked elsewhere.
    public List<String> problems() {
        return ReportCheck.problems(this);
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
