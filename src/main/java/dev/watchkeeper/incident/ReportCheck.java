package dev.watchkeeper.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a report on its own, told all at once. The lengths stand here a second
/// time beside the annotations because a report need not come from a tool call.
final class ReportCheck {

    private static final int MOST_ITEMS = 40;
    private static final Pattern EVIDENCE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FINDING_ID = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern EMPTY_ACTION =
            Pattern.compile(
                    "(please )?(just )?(continue to |keep )?"
                            + "(monitor(ing)?|watch(ing)?|observ(e|ing)|investigat(e|ing)|review(ing)?"
                            + "|check(ing)?|look(ing)? into|keep an eye on|track(ing)?|debug(ging)?)"
                            + "( (the|this|it|on|for|further|more|closely|situation|issue|issues|system"
                            + "|systems|service|services|logs|log|problem|problems|error|errors|cause"
                            + "|root|changes|and|carefully|metrics|deeper))*");

    private final IncidentReport report;
    private final List<String> problems = new ArrayList<>();

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
        return List.copyOf(check.problems);
    }

    private void texts() {
        length("title", report.title(), 5, 120);
        length("summary", report.summary(), 20, 800);
        length("cause", report.cause(), 5, 600);
        length("disproved_by", report.disprovedBy(), 0, 600);
        length("recovery", report.recovery(), 0, 600);
        if (report.cannotTell() && report.confidence() != Confidence.UNKNOWN) {
            problems.add(
                    "confidence must be unknown when the cause is \"cannot tell\", got "
                            + report.confidence().word());
        }
        if (!report.cannotTell() && report.confidence() == Confidence.UNKNOWN) {
            problems.add(
                    "confidence must be high, medium or low when a cause is given; without one give the"
                            + " cause as \"cannot tell\"");
        }
    }

    private void lists() {
        size("claims", report.claims());
        size("evidence", report.evidence());
        size("impact", report.impact());
        size("timeline", report.timeline());
        size("ruled_out", report.ruledOut());
        size("actions", report.actions());
        size("proposed_checks", report.proposedChecks());
        size("proposed_ignores", report.proposedIgnores());
        size("tooling_gaps", report.toolingGaps());
        size("findings", report.findings());
    }

    private void claims() {
        for (int i = 0; i < report.claims().size(); i++) {
            claim("claims[" + i + "]", report.claims().get(i));
        }
        for (int i = 0; i < report.impact().size(); i++) {
            claim("impact[" + i + "]", report.impact().get(i));
        }
        boolean shown =
                report.claims().stream()
                        .anyMatch(claim -> !claim.hypothesis() && !claim.evidence().isEmpty());
        if (!report.cannotTell() && !shown) {
            problems.add(
                    "a cause needs at least one claim with evidence that is not a hypothesis; without"
                            + " one give the cause as \"cannot tell\"");
        }
    }

    private void claim(String key, IncidentReport.Claim claim) {
        length(key + ".text", claim.text(), 5, 600);
        if (claim.evidence().isEmpty() && !claim.hypothesis()) {
            problems.add(
                    key
                            + " cites no evidence: name the evidence_id of the answer that shows it, or"
                            + " set hypothesis to true");
        }
        cite(key, claim.evidence());
    }

    private void rest() {
        for (int i = 0; i < report.timeline().size(); i++) {
            var moment = report.timeline().get(i);
            length("timeline[" + i + "].what", moment.what(), 3, 600);
            if (moment.until() != null && moment.until().isBefore(moment.time())) {
                problems.add("timeline[" + i + "].until must not be before its time");
            }
            cite("timeline[" + i + "]", moment.evidence());
        }
        for (int i = 0; i < report.ruledOut().size(); i++) {
            var ruledOut = report.ruledOut().get(i);
            length("ruled_out[" + i + "].hypothesis", ruledOut.hypothesis(), 3, 600);
            length("ruled_out[" + i + "].why", ruledOut.why(), 5, 600);
            cite("ruled_out[" + i + "]", ruledOut.evidence());
        }
        for (int i = 0; i < report.proposedChecks().size(); i++) {
            var proposed = report.proposedChecks().get(i);
            length("proposed_checks[" + i + "].condition", proposed.condition(), 10, 600);
            length("proposed_checks[" + i + "].why", proposed.why(), 5, 600);
        }
        for (int i = 0; i < report.proposedIgnores().size(); i++) {
            var proposed = report.proposedIgnores().get(i);
            length("proposed_ignores[" + i + "].pattern", proposed.pattern(), 5, 600);
            length("proposed_ignores[" + i + "].reason", proposed.reason(), 5, 600);
        }
        for (int i = 0; i < report.toolingGaps().size(); i++) {
            length("tooling_gaps[" + i + "]", report.toolingGaps().get(i), 5, 600);
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

    private void actions() {
        for (int i = 0; i < report.actions().size(); i++) {
            var action = report.actions().get(i);
            String key = "actions[" + i + "]";
            length(key + ".what", action.what(), 10, 600);
            length(key + ".owner", action.owner(), 1, 60);
            String plain =
                    action.what()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z ]+", " ")
                            .replaceAll(" +", " ")
                            .strip();
            if (EMPTY_ACTION.matcher(plain).matches()) {
                problems.add(
                        key
                                + ".what says nothing that a person could start: name the deploy,"
                                + " setting, file, command or threshold, or leave the action out");
            }
        }
    }

    private void citations() {
        for (int i = 0; i < report.evidence().size(); i++) {
            var citation = report.evidence().get(i);
            if (!EVIDENCE_ID.matcher(citation.evidenceId()).matches()) {
                problems.add(
                        "evidence["
                                + i
                                + "].evidence_id must be an id as answers carry it, like E8");
            }
            length("evidence[" + i + "].quote", citation.quote(), 0, 4000);
            length("evidence[" + i + "].supports", citation.supports(), 0, 600);
        }
    }

    private void cite(String key, List<String> ids) {
        size(key + ".evidence", ids);
        for (String id : ids) {
            if (!EVIDENCE_ID.matcher(id).matches()) {
                problems.add(key + ".evidence must hold ids as answers carry them, like E8");
            }
        }
    }

    private void size(String key, List<?> list) {
        if (list.size() > MOST_ITEMS) {
            problems.add(key + " must have at most " + MOST_ITEMS + " items, got " + list.size());
        }
    }

    private void length(String key, @Nullable String text, int least, int most) {
        if (text == null) {
            return;
        }
        int length = text.strip().codePointCount(0, text.strip().length());
        if (length < least || length > most) {
            problems.add(
                    key
                            + " must be "
                            + (least > 0 ? least + " to " + most : "at most " + most)
                            + " characters, got "
                            + length);
        }
    }
}
