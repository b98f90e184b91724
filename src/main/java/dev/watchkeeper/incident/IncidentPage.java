package dev.watchkeeper.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The sections of an incident in Markdown. Words of ours are the only live Markdown in it; every
/// other text passes [Markdown].
final class IncidentPage {

    private final IncidentReport report;
    private final String heading;
    private final Known known;
    private final StringBuilder page = new StringBuilder();

    private IncidentPage(IncidentReport report, Known known, String heading) {
        this.report = report;
        this.known = known;
        this.heading = heading;
    }

    /// All sections, from the summary to the tooling gaps.
    ///
    /// @param heading what section headings begin with
    /// @param charts the names of the files of `known`'s drawings, in their order
    static String of(
            IncidentReport report,
            Known known,
            EvidenceSource evidence,
            String heading,
            List<String> charts) {
        IncidentPage page = new IncidentPage(report, known, heading);
        page.summary();
        page.impact();
        page.timeline();
        page.charts(charts);
        page.findings(evidence);
        return page.page.toString();
    }

    /// The parts of the page that follow from the report alone: where a text holds them all, it
    /// holds the report.
    static List<String> ofReportAlone(
            IncidentReport report, EvidenceSource evidence, String heading) {
        Known nothing = Known.at(Instant.EPOCH);
        IncidentPage top = new IncidentPage(report, nothing, heading);
        top.summary();
        top.impact();
        IncidentPage rest = new IncidentPage(report, nothing, heading);
        rest.findings(evidence);
        List<String> parts = new ArrayList<>(TimelineSection.rows(report));
        parts.add(top.page.toString());
        parts.add(rest.page.toString());
        return parts;
    }

    private void findings(EvidenceSource evidence) {
        cause();
        section("Evidence", report.citedIds());
        page.append(EvidenceSection.of(report.citedIds(), report.evidence(), evidence));
        ruledOut();
        actions();
        proposals();
        gaps();
    }

    /// In one line what is known and how surely, then what to know first.
    private void summary() {
        page.append("**")
                .append(report.severity())
                .append(", because ")
                .append(report.severityRule().map(SeverityRule::words).orElse("the report says so"))
                .append("**")
                .append(references(basis()))
                .append(" — cause: ")
                .append(surety())
                .append("; ")
                .append(report.fix().words())
                .append(".\n\n**In short.** ")
                .append(Markdown.inline(report.summary()))
                .append('\n');
    }

    /// The answers that show the impact on which the severity rests.
    private List<String> basis() {
        return report.severityRule().stream()
                .flatMap(rule -> rule.basis(report).stream())
                .flatMap(claim -> claim.evidence().stream())
                .toList();
    }

    private String surety() {
        int answers = report.citedIds().size();
        return switch (report.confidence()) {
            case UNKNOWN -> "not known";
            case HIGH, MEDIUM, LOW ->
                    report.confidence().word()
                            + " confidence, on "
                            + answers
                            + (answers == 1 ? " answer" : " answers");
        };
    }

    private void impact() {
        section("Impact", report.impact());
        report.impact().forEach(this::claim);
    }

    private void timeline() {
        String table = TimelineSection.of(report, known);
        if (!table.isEmpty()) {
            heading("Timeline");
            page.append(table);
        }
    }

    /// The name of a file is of our own letters, and so is what stands for the picture.
    private void charts(List<String> files) {
        for (int i = 0; i < files.size(); i++) {
            page.append('\n')
                    .append(Markdown.inline(known.drawings().get(i).caption()))
                    .append("\n\n![chart ")
                    .append(i + 1)
                    .append("](")
                    .append(files.get(i))
                    .append(")\n");
        }
    }

    private void cause() {
        heading("Cause");
        page.append(Markdown.inline(report.cause())).append('\n');
        if (!report.claims().isEmpty()) {
            page.append('\n');
            report.claims().forEach(this::claim);
        }
        page.append('\n').append(confidence());
        if (report.disprovedBy() != null && !report.disprovedBy().isBlank()) {
            page.append(" It would be disproved by: ")
                    .append(Markdown.inline(report.disprovedBy()));
        }
        page.append('\n');
        page.append("\n**Over? Fixed?** ").append(sentence(report.fix().words()));
        if (report.recovery() != null && !report.recovery().isBlank()) {
            page.append(' ').append(Markdown.inline(report.recovery()));
        }
        page.append('\n');
    }

    private String confidence() {
        return switch (report.confidence()) {
            case HIGH -> "High confidence.";
            case MEDIUM -> "Medium confidence.";
            case LOW -> "Low confidence.";
            case UNKNOWN -> "The evidence does not show a cause.";
        };
    }

    private void claim(IncidentReport.Claim claim) {
        page.append("- ")
                .append(claim.hypothesis() ? "*Hypothesis:* " : "")
                .append(Markdown.inline(claim.text()))
                .append(references(claim.evidence()))
                .append('\n');
    }

    private void ruledOut() {
        section("Ruled out", report.ruledOut());
        for (var ruledOut : report.ruledOut()) {
            page.append("- ")
                    .append(Markdown.inline(ruledOut.hypothesis()))
                    .append(": ")
                    .append(Markdown.inline(ruledOut.why()))
                    .append(references(ruledOut.evidence()))
                    .append('\n');
        }
    }

    private void actions() {
        section("Actions", report.actions());
        if (report.actions().isEmpty()) {
            return;
        }
        page.append("| what | kind | owner |\n|---|---|---|\n");
        for (var action : report.actions()) {
            page.append("| ")
                    .append(Markdown.cell(action.what()))
                    .append(" | ")
                    .append(action.kind().word())
                    .append(" | ")
                    .append(Markdown.cell(action.owner()))
                    .append(" |\n");
        }
    }

    private void proposals() {
        if (report.proposedChecks().isEmpty() && report.proposedIgnores().isEmpty()) {
            return;
        }
        heading("Proposed checks and ignores");
        page.append("Yours to accept, with `watchkeeper proposals`; nothing has been changed.\n\n");
        for (var check : report.proposedChecks()) {
            page.append("- check: ")
                    .append(Markdown.inline(check.condition()))
                    .append(" — ")
                    .append(Markdown.inline(check.why()))
                    .append(
                            check.metric() == null || check.concerning() == null
                                    ? ""
                                    : " ("
                                            + Markdown.code(
                                                    check.metric() + ": " + check.concerning())
                                            + ")")
                    .append('\n');
        }
        for (var ignore : report.proposedIgnores()) {
            page.append("- ignore: ")
                    .append(Markdown.code(ignore.pattern()))
                    .append(" — ")
                    .append(Markdown.inline(ignore.reason()))
                    .append('\n');
        }
    }

    private void gaps() {
        section("Tooling gaps", report.toolingGaps());
        report.toolingGaps()
                .forEach(gap -> page.append("- ").append(Markdown.inline(gap)).append('\n'));
    }

    private void section(String title, Iterable<?> content) {
        if (content.iterator().hasNext()) {
            heading(title);
        }
    }

    private void heading(String title) {
        page.append('\n').append(heading).append(' ').append(title).append('\n');
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private static String references(List<String> ids) {
        return ids.isEmpty()
                ? ""
                : " "
                        + ids.stream()
                                .distinct()
                                .map(id -> "[" + id + "]")
                                .collect(Collectors.joining());
    }
}
