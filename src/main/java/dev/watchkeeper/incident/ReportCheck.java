package dev.watchkeeper.incident;

import java.util.List;
import java.util.regex.Pattern;

/// What can be wrong with a report on its own, told all at once. The lengths stand here a second
/// time beside the annotations because a report need not come from a tool call.
final class ReportCheck {

    private static final Pattern FINDING_ID = Pattern.compile("[a-z0-9-]{1,60}");

    private final IncidentReport report;
    private final Problems problems = new Problems();

    private ReportCheck(IncidentReport report) {
        this.report = report;
    }

    static List<String> problems(IncidentReport report) {
        ReportCheck check = new ReportCheck(report);
        check.texts();
        check.lists();
        check.claims();
        check.rest();
        check.actions();
        check.citations();
        new ReportSubstance(report, check.problems).check();
        return check.problems.all();
    }

    private void texts() {
        problems.length("title", report.title(), 5, 120);
        problems.length("summary", report.summary(), 20, 800);
        problems.length("cause", report.cause(), 5, 600);
        problems.length("disproved_by", report.disprovedBy(), 0, 600);
        problems.length("recovery", report.recovery(), 0, 600);
    }

    private void lists() {
        problems.size("claims", report.claims());
        problems.size("evidence", report.evidence());
        problems.size("impact", report.impact());
        problems.size("timeline", report.timeline());
        problems.size("ruled_out", report.ruledOut());
        problems.size("actions", report.actions());
        problems.size("proposed_checks", report.proposedChecks());
        problems.size("proposed_ignores", report.proposedIgnores());
        problems.size("tooling_gaps", report.toolingGaps());
        problems.size("findings", report.findings());
        problems.size("charts", report.charts());
    }

    private void claims() {
        for (int i = 0; i < report.claims().size(); i++) {
            claim("claims[" + i + "]", report.claims().get(i));
        }
        for (int i = 0; i < report.impact().size(); i++) {
            claim("impact[" + i + "]", report.impact().get(i));
        }
    }

    private void claim(String key, IncidentReport.Claim claim) {
        problems.length(key + ".text", claim.text(), 5, 600);
        if (claim.evidence().isEmpty() && !claim.hypothesis() && !Amounts.untold(claim.text())) {
            problems.add(
                    key
                            + " cites no evidence: name the evidence_id of the answer that shows it, or"
                            + " set hypothesis to true");
        }
        problems.cited(key, claim.evidence());
    }

    private void rest() {
        for (int i = 0; i < report.timeline().size(); i++) {
            var moment = report.timeline().get(i);
            problems.length("timeline[" + i + "].what", moment.what(), 3, 600);
            if (moment.until() != null && moment.until().isBefore(moment.time())) {
                problems.add("timeline[" + i + "].until must not be before its time");
            }
            shown("timeline[" + i + "]", moment.evidence());
        }
        for (int i = 0; i < report.ruledOut().size(); i++) {
            var ruledOut = report.ruledOut().get(i);
            problems.length("ruled_out[" + i + "].hypothesis", ruledOut.hypothesis(), 3, 600);
            problems.length("ruled_out[" + i + "].why", ruledOut.why(), 5, 600);
            shown("ruled_out[" + i + "]", ruledOut.evidence());
        }
        for (int i = 0; i < report.proposedChecks().size(); i++) {
            var proposed = report.proposedChecks().get(i);
            problems.length("proposed_checks[" + i + "].condition", proposed.condition(), 10, 600);
            problems.length("proposed_checks[" + i + "].why", proposed.why(), 5, 600);
            problems.length("proposed_checks[" + i + "].metric", proposed.metric(), 0, 120);
            problems.length("proposed_checks[" + i + "].concerning", proposed.concerning(), 0, 120);
            problems.length("proposed_checks[" + i + "].stream", proposed.stream(), 0, 120);
            problems.size("proposed_checks[" + i + "].event", proposed.event());
            problems.size("proposed_checks[" + i + "].of", proposed.of());
        }
        for (int i = 0; i < report.proposedIgnores().size(); i++) {
            var proposed = report.proposedIgnores().get(i);
            problems.length("proposed_ignores[" + i + "].pattern", proposed.pattern(), 5, 600);
            problems.length("proposed_ignores[" + i + "].reason", proposed.reason(), 5, 600);
        }
        for (int i = 0; i < report.toolingGaps().size(); i++) {
            problems.length("tooling_gaps[" + i + "]", report.toolingGaps().get(i), 5, 600);
        }
        for (int i = 0; i < report.findings().size(); i++) {
            if (!FINDING_ID.matcher(report.findings().get(i)).matches()) {
                problems.add(
                        "findings["
                                + i
                                + "] is not the id of a finding: a-z, 0-9 and hyphens, at most 60");
            }
        }
        if (report.slug() != null && !Slug.valid(report.slug())) {
            problems.add("slug must be 1 to 60 characters of a-z, 0-9 and hyphens");
        }
    }

    private void shown(String key, List<String> evidence) {
        if (evidence.isEmpty()) {
            problems.add(
                    key
                            + " cites no evidence: name the evidence_id of the answer that shows it, or leave"
                            + " it out");
        }
        problems.cited(key, evidence);
    }

    private void actions() {
        for (int i = 0; i < report.actions().size(); i++) {
            var action = report.actions().get(i);
            String key = "actions[" + i + "]";
            problems.length(key + ".what", action.what(), 10, 600);
            problems.length(key + ".owner", action.owner(), 1, 60);
            problems.startable(key, action.what(), "action");
            for (int j = 0; j < i; j++) {
                if (Wording.same(action.what(), report.actions().get(j).what())) {
                    problems.add(
                            key + " says the same as actions[" + j + "]: leave one of them out");
                }
            }
        }
    }

    private void citations() {
        for (int i = 0; i < report.evidence().size(); i++) {
            var citation = report.evidence().get(i);
            problems.evidenceId("evidence[" + i + "].evidence_id", citation.evidenceId());
            problems.length("evidence[" + i + "].quote", citation.quote(), 0, 4000);
            problems.length("evidence[" + i + "].supports", citation.supports(), 0, 600);
        }
    }
}
