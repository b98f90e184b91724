package dev.watchkeeper.incident;

import dev.watchkeeper.incident.IncidentReport.ActionKind;
import dev.watchkeeper.incident.IncidentReport.Citation;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a review reports: the arguments of the tool `write_review`, and what becomes a file of it.
/// All texts may have been steered by a log that a stranger wrote; they are rendered inert.
public record ReviewReport(
        @Doc(
                        "nominal: as it should be, nobody is told; anomaly: out of the ordinary, nobody"
                                + " hurt; issue: somebody has to act")
                Verdict verdict,
        @Doc("How the service was, in 1 to 4 sentences; the most important first")
                @Range(min = 20, max = 800)
                String summary,
        @Doc("The numbers that carry the verdict, about 5 to 12") List<KeyNumber> keyNumbers,
        @Doc("What needs attention, the gravest first; SEV4 is worth knowing") List<Issue> issues,
        @Doc("What is new, surged or gone, recurs, grows or creeps, against the days before")
                List<Pattern> patterns,
        @Doc("What to do, most urgent first; each something a person can start now")
                List<Recommendation> recommendations,
        @Doc("What you needed to know and no tool could tell, one gap each")
                List<String> toolingGaps) {

    /// One number.
    public record KeyNumber(
            @Doc("What it is, with its time: p95 of tts wait, 24 h") @Range(min = 3, max = 80)
                    String name,
            @Doc("As the cited answer gives it, in its unit; or \"cannot tell\"")
                    @Range(min = 1, max = 60)
                    String value,
            @Doc("What is usual of it, as the answer gives it") @Range(max = 60)
                    @Nullable String usual,
            @Doc("The evidence_id of each answer that shows it") List<String> evidence) {}

    /// Something wrong.
    public record Issue(
            @Doc("What is wrong, since when, whom it hurts; with its figures")
                    @Range(min = 10, max = 500)
                    String what,
            @Doc(
                            "SEV1 the service is down, SEV2 users are hurt, SEV3 it will hurt if it goes"
                                    + " on, SEV4 worth knowing")
                    Severity severity,
            @Doc("The evidence_id of each answer that shows it") List<String> evidence,
            @Doc("Text copied exactly from the first of these answers, where words matter")
                    @Range(max = 1000)
                    @Nullable String quote) {}

    /// Something that recurs or changed.
    public record Pattern(
            @Doc("One observation, with its figures") @Range(min = 10, max = 400) String what,
            @Doc("The evidence_id of each answer that shows it") List<String> evidence,
            @Doc("Text copied exactly from the first of these answers, where words matter")
                    @Range(max = 1000)
                    @Nullable String quote) {}

    /// Something to do.
    public record Recommendation(
            @Doc("What to do, exactly: which setting, limit, file or command")
                    @Range(min = 10, max = 400)
                    String what,
            @Doc(
                            "mitigate: ends the harm; fix: removes the cause; detect: notices it sooner"
                                    + " next time; prevent: makes it impossible")
                    ActionKind kind) {}

    public ReviewReport {
        keyNumbers = List.copyOf(keyNumbers);
        issues = List.copyOf(issues);
        patterns = List.copyOf(patterns);
        recommendations = List.copyOf(recommendations);
        toolingGaps = List.copyOf(toolingGaps);
    }

    /// Every evidence id that the report names, in the order of first mention.
    public Set<String> citedIds() {
        Set<String> ids = new LinkedHashSet<>();
        keyNumbers.forEach(number -> ids.addAll(number.evidence()));
        issues.forEach(issue -> ids.addAll(issue.evidence()));
        patterns.forEach(pattern -> ids.addAll(pattern.evidence()));
        return ids;
    }

    /// What is quoted, each of the first answer that its statement cites.
    public List<Citation> quotes() {
        var quotes = new ArrayList<Citation>();
        issues.forEach(issue -> quote(quotes, issue.evidence(), issue.quote()));
        patterns.forEach(pattern -> quote(quotes, pattern.evidence(), pattern.quote()));
        return List.copyOf(quotes);
    }

    private static void quote(List<Citation> quotes, List<String> ids, @Nullable String quote) {
        if (!ids.isEmpty() && quote != null && !quote.isBlank()) {
            quotes.add(new Citation(ids.getFirst(), quote, null));
        }
    }

    /// The severity of the gravest issue; empty without one.
    public Optional<Severity> gravest() {
        return issues.stream().map(Issue::severity).min(Comparator.naturalOrder());
    }

    /// Everything that is wrong with the report itself, one sentence each, naming the key; empty
    /// when it can be written. Whether the evidence exists and says so is checked elsewhere.
    public List<String> problems() {
        return ReviewCheck.problems(this);
    }

    /// Refuses a report with these problems, where there are any.
    public static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new BadRequest(
                    "the review was not written; "
                            + (problems.size() == 1
                                    ? "1 problem: "
                                    : problems.size() + " problems: ")
                            + String.join("; ", problems));
        }
    }
}
