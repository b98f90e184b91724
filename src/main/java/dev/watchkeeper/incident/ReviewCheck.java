package dev.watchkeeper.incident;

import dev.watchkeeper.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a review on its own: lengths, statements that cite nothing, and a verdict
/// that its own issues contradict.
final class ReviewCheck {

    private final ReviewReport report;
    private final Problems problems = new Problems();

    private ReviewCheck(ReviewReport report) {
        this.report = report;
    }

    static List<String> problems(ReviewReport report) {
        ReviewCheck check = new ReviewCheck(report);
        check.verdict();
        check.lists();
        check.numbers();
        check.statements();
        check.recommendations();
        return check.problems.all();
    }

    private void verdict() {
        problems.length("summary", report.summary(), 20, 800);
        @Nullable Severity gravest = report.gravest().orElse(null);
        if (report.verdict() != Verdict.ISSUE
                && gravest != null
                && gravest.atLeast(Severity.SEV2)) {
            problems.add(
                    "the verdict "
                            + report.verdict().word()
                            + " contradicts an issue of "
                            + gravest
                            + ": give the verdict issue, or the issue the severity that its evidence"
                            + " shows");
        } else if (report.verdict() == Verdict.NOMINAL
                && gravest != null
                && gravest.atLeast(Severity.SEV3)) {
            problems.add(
                    "the verdict nominal contradicts an issue of SEV3, which will hurt if it goes on:"
                            + " give the verdict anomaly or issue");
        }
        if (report.verdict() == Verdict.ISSUE && gravest == null) {
            problems.add("the verdict issue needs at least one issue with evidence");
        }
        if (report.verdict() == Verdict.ANOMALY && gravest == null && report.patterns().isEmpty()) {
            problems.add(
                    "the verdict anomaly needs an issue or a pattern that says what is out of the"
                            + " ordinary");
        }
    }

    private void lists() {
        problems.size("key_numbers", report.keyNumbers());
        problems.size("issues", report.issues());
        problems.size("patterns", report.patterns());
        problems.size("recommendations", report.recommendations());
        problems.size("tooling_gaps", report.toolingGaps());
        if (report.citedIds().isEmpty()) {
            problems.add(
                    "nothing in the review cites an answer: a verdict needs numbers, issues or"
                            + " patterns with the evidence_id of what shows them");
        }
        for (int i = 0; i < report.toolingGaps().size(); i++) {
            problems.length("tooling_gaps[" + i + "]", report.toolingGaps().get(i), 5, 400);
        }
    }

    private void numbers() {
        for (int i = 0; i < report.keyNumbers().size(); i++) {
            var number = report.keyNumbers().get(i);
            String key = "key_numbers[" + i + "]";
            problems.length(key + ".name", number.name(), 3, 80);
            problems.length(key + ".value", number.value(), 1, 60);
            problems.length(key + ".usual", number.usual(), 0, 60);
            shown(key, number.evidence());
        }
    }

    private void statements() {
        for (int i = 0; i < report.issues().size(); i++) {
            var issue = report.issues().get(i);
            problems.length("issues[" + i + "].what", issue.what(), 10, 500);
            problems.length("issues[" + i + "].quote", issue.quote(), 0, 1000);
            shown("issues[" + i + "]", issue.evidence());
        }
        for (int i = 0; i < report.patterns().size(); i++) {
            var pattern = report.patterns().get(i);
            problems.length("patterns[" + i + "].what", pattern.what(), 10, 400);
            problems.length("patterns[" + i + "].quote", pattern.quote(), 0, 1000);
            shown("patterns[" + i + "]", pattern.evidence());
        }
    }

    private void shown(String key, List<String> evidence) {
        if (evidence.isEmpty()) {
            problems.add(
                    key + " cites no evidence: name the evidence_id of the answer that shows it");
        }
        problems.cited(key, evidence);
    }

    private void recommendations() {
        for (int i = 0; i < report.recommendations().size(); i++) {
            var recommendation = report.recommendations().get(i);
            String key = "recommendations[" + i + "]";
            problems.length(key + ".what", recommendation.what(), 10, 400);
            problems.startable(key, recommendation.what(), "recommendation");
        }
    }
}
