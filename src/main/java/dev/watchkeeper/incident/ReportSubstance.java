package dev.watchkeeper.incident;

import dev.watchkeeper.incident.IncidentReport.Claim;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a report says something: a cause that is shown, confidence that is earned, an impact in
/// figures, a severity that the impact bears out. "Cannot tell" is always an answer.
final class ReportSubstance {

    private static final Pattern COMMIT =
            Pattern.compile(
                    "\\b(?=[0-9a-f]*\\d)[0-9a-f]{7,40}\\b|\\bv?\\d+\\.\\d+|\\b(?=\\w*\\d)(?=\\w*[a-z])\\w{3,}\\b");

    private final IncidentReport report;
    private final Problems problems;

    ReportSubstance(IncidentReport report, Problems problems) {
        this.report = report;
        this.problems = problems;
    }

    void check() {
        title();
        cause();
        confidence();
        amounts();
        severity();
        fix();
        conclusions();
    }

    private void title() {
        if (Wording.generic(report.title())) {
            problems.add("title names nothing: say which part fails, and how");
        }
    }

    private void cause() {
        if (report.cannotTell()) {
            if (report.confidence() != Confidence.UNKNOWN) {
                problems.add(
                        "confidence must be unknown when the cause is \"cannot tell\", got "
                                + report.confidence().word());
            }
            return;
        }
        if (report.confidence() == Confidence.UNKNOWN) {
            problems.add(
                    "confidence must be high, medium or low when a cause is given; without one give the"
                            + " cause as \"cannot tell\"");
        }
        if (report.claims().stream().noneMatch(ReportSubstance::shown)) {
            problems.add(
                    "a cause needs at least one claim with evidence that is not a hypothesis; without"
                            + " one give the cause as \"cannot tell\"");
        }
        if (Wording.generic(report.cause())) {
            problems.add(
                    "cause only says that something fails: name what brings it about, or give"
                            + " \"cannot tell\"");
        } else if (Wording.repeats(report.cause(), report.title())) {
            problems.add(
                    "cause only repeats the title: say what brings that about, or give \"cannot tell\"");
        }
    }

    private void confidence() {
        if (report.disprovedBy() != null
                && !report.disprovedBy().isBlank()
                && Wording.generic(report.disprovedBy())) {
            problems.add(
                    "disproved_by names nothing: say which observation would show the cause to be wrong");
        }
        if (report.confidence() != Confidence.HIGH || report.cannotTell()) {
            return;
        }
        if (report.disprovedBy() == null || report.disprovedBy().isBlank()) {
            problems.add(
                    "confidence high needs disproved_by: the observation that would show the cause to be"
                            + " wrong; without one give medium");
        }
        if (report.ruledOut().isEmpty()) {
            problems.add(
                    "confidence high needs at least one explanation in ruled_out; without one give"
                            + " medium");
        }
        if (report.citedIds().size() < 2) {
            problems.add(
                    "confidence high needs two answers that agree, got "
                            + report.citedIds().size()
                            + "; with fewer give medium");
        }
        Wording.hedge(report.cause())
                .ifPresent(hedge ->
                        problems.add(
                                "cause says \""
                                        + hedge
                                        + "\", which is not high confidence: give medium or low, or say it"
                                        + " without"));
    }

    private void amounts() {
        for (int i = 0; i < report.claims().size(); i++) {
            amount("claims[" + i + "].text", report.claims().get(i));
        }
        for (int i = 0; i < report.impact().size(); i++) {
            String text = report.impact().get(i).text();
            if (!Amounts.stated(text) && !Amounts.untold(text)) {
                problems.add(
                        "impact["
                                + i
                                + "].text has no figure: say how many, of how many, or \"cannot tell,"
                                + " because …\"");
            }
        }
    }

    private void amount(String key, Claim claim) {
        if (!claim.hypothesis()) {
            Amounts.wordAlone(claim.text())
                    .ifPresent(word ->
                            problems.add(
                                    key
                                            + " says \""
                                            + word
                                            + "\" without a figure: give the number, share or time that its"
                                            + " evidence shows"));
        }
    }

    private void severity() {
        if (report.severityRule().isEmpty()) {
            problems.add(SeverityRule.missing(report));
        }
        if (report.verdict() == Verdict.NOMINAL && !report.cannotTell() && mitigates()) {
            problems.add(
                    "the verdict nominal contradicts an action of kind mitigate: give anomaly or issue, or"
                            + " leave it out");
        }
    }

    private boolean mitigates() {
        return report.actions().stream()
                .anyMatch(action -> action.kind() == IncidentReport.ActionKind.MITIGATE);
    }

    private void fix() {
        if (report.fix().namesCommit()
                && (report.recovery() == null || !COMMIT.matcher(report.recovery()).find())) {
            problems.add(
                    "fix "
                            + report.fix().word()
                            + " needs recovery to name the commit or version; without one give"
                            + " cannot_tell");
        }
    }

    private void conclusions() {
        if (report.verdict() == Verdict.ISSUE
                && !report.cannotTell()
                && report.actions().isEmpty()) {
            problems.add(
                    "actions must hold at least one where the verdict is issue and a cause is given:"
                            + " what to do now");
        }
        List<IncidentReport.ProposedCheck> checks = report.proposedChecks();
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).concerning() == null && !Amounts.stated(checks.get(i).condition())) {
                problems.add(
                        "proposed_checks["
                                + i
                                + "].condition has no threshold: say above or below which figure, for how"
                                + " long");
            }
        }
    }

    private static boolean shown(Claim claim) {
        return !claim.hypothesis() && !claim.evidence().isEmpty();
    }
}
