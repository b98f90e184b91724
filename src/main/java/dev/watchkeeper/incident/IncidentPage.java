package dev.watchkeeper.incident;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The sections of an incident in Markdown. Words of ours are the only live Markdown in it; every
/// other text passes [Markdown].
final class IncidentPage {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final IncidentReport report;
    private final String heading;
    private final StringBuilder page = new StringBuilder();

    private IncidentPage(IncidentReport report, String heading) {
        this.report = report;
        this.heading = heading;
    }

    /// All sections, from the summary to the tooling gaps. `heading` is what section headings begin
    /// with.
    static String of(IncidentReport report, EvidenceSource evidence, String heading) {
        IncidentPage page = new IncidentPage(report, heading);
        page.summary();
        page.impact();
        page.timeline();
        page.cause();
        page.section("Evidence", report.citedIds());
        page.page.append(EvidenceSection.of(report.citedIds(), report.evidence(), evidence));
        page.ruledOut();
        page.actions();
        page.proposals();
        page.gaps();
        return page.page.toString();
    }

    private void summary() {
        page.append("**In short.** ").append(Markdown.inline(report.summary())).append('\n');
    }

    private void impact() {
        section("Impact", report.impact());
        report.impact().forEach(this::claim);
    }

    private void timeline() {
        section("Timeline", report.timeline());
        if (report.timeline().isEmpty()) {
            return;
        }
        List<IncidentReport.Moment> moments = new ArrayList<>(report.timeline());
        moments.sort(Comparator.comparing(IncidentReport.Moment::time));
        Set<String> days =
                moments.stream()
                        .map(moment -> DAY.format(moment.time()))
                        .collect(Collectors.toSet());
        page.append("| time (UTC) | what | evidence |\n|---|---|---|\n");
        for (var moment : moments) {
            page.append("| ")
                    .append(days.size() > 1 ? DAY.format(moment.time()) + " " : "")
                    .append(CLOCK.format(moment.time()));
            if (moment.until() != null) {
                page.append('–').append(CLOCK.format(moment.until()));
            }
            page.append(" | ")
                    .append(Markdown.cell(moment.what()))
                    .append(" | ")
                    .append(String.join(", ", moment.evidence()))
                    .append(" |\n");
        }
        if (days.size() == 1) {
            page.append('\n').append("All on ").append(days.iterator().next()).append(".\n");
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
        if (report.recovery() != null && !report.recovery().isBlank()) {
            page.append("\n**Over? Fixed?** ")
                    .append(Markdown.inline(report.recovery()))
                    .append('\n');
        }
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
