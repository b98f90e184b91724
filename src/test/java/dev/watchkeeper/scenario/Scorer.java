package dev.watchkeeper.scenario;

import dev.watchkeeper.cli.PatrolledWorld.Outcome;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.Verdict;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds what was written against the truth. Only the sentence that is given as the cause counts as
/// the cause: a report that lists everything names nothing.
final class Scorer {

    /// A cause longer than this is a list.
    private static final int LONGEST_CAUSE = 600;

    private Scorer() {}

    /// What would wake somebody.
    static List<String> alarms(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.SEV4)
                .map(finding ->
                        finding.severity() + " " + finding.subject() + ": " + finding.title())
                .toList();
    }

    /// Whether there is an issue where there is one, and none where there is none.
    static boolean verdict(Truth truth, @Nullable IncidentSummary incident) {
        boolean issue = incident != null && incident.verdict() == Verdict.ISSUE;
        return issue == truth.issue();
    }

    /// Whether the onset lies between the change and the first harm, or as near as is allowed.
    static boolean onset(Truth truth, @Nullable IncidentSummary incident) {
        Instant onset = truth.onset();
        if (onset == null) {
            return true;
        }
        Instant given = incident == null ? null : incident.onset();
        Instant changed = truth.changed() == null ? onset : truth.changed();
        return given != null
                && !given.isBefore(changed.minus(truth.tolerance()))
                && !given.isAfter(onset.plus(truth.tolerance()));
    }

    static @Nullable Duration error(Truth truth, @Nullable IncidentSummary incident) {
        Instant given = incident == null ? null : incident.onset();
        return given == null || truth.onset() == null
                ? null
                : Duration.between(truth.onset(), given);
    }

    /// Whether every word of the true cause stands in the cause that is given.
    static boolean cause(Truth truth, @Nullable IncidentSummary incident) {
        if (!truth.issue()) {
            return true;
        }
        String text = incident == null ? "" : incident.cause();
        return !abstained(incident)
                && text.length() <= LONGEST_CAUSE
                && truth.cause().stream().allMatch(pattern -> pattern.matcher(text).find());
    }

    static boolean abstained(@Nullable IncidentSummary incident) {
        return incident == null
                || incident.cause().isBlank()
                || incident.cause()
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(IncidentReport.CANNOT_TELL);
    }

    /// What innocent is given as the cause, or in the title.
    static List<String> blamed(Truth truth, @Nullable IncidentSummary incident) {
        if (incident == null) {
            return List.of();
        }
        var blamed = new ArrayList<String>();
        for (Pattern innocent : truth.innocent()) {
            if (innocent.matcher(incident.cause()).find()
                    || innocent.matcher(incident.title()).find()) {
                blamed.add(innocent.pattern());
            }
        }
        return blamed;
    }

    /// What is wrong with the evidence: an issue without any is as bad as with some that does not
    /// hold.
    static List<String> evidence(Outcome outcome) {
        var problems = new ArrayList<>(outcome.problems());
        if (outcome.incident() != null && outcome.cited() == 0) {
            problems.add("nothing is cited");
        }
        return problems;
    }

    /// The place, counting from 1, of the first row that holds what truly changed; 0 where none of
    /// the first three does.
    static int place(Truth truth, List<String> rows) {
        for (int i = 0; i < Math.min(3, rows.size()); i++) {
            String row = rows.get(i);
            if (truth.changes().stream().anyMatch(pattern -> pattern.matcher(row).find())) {
                return i + 1;
            }
        }
        return 0;
    }
}
