package dev.watchkeeper.incident;

import dev.watchkeeper.model.ReviewPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sections of a review in Markdown, the verdict first. Words of ours are the only live
/// Markdown in it; every other text passes [Markdown].
final class ReviewPage {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ReviewReport report;
    private final StringBuilder page = new StringBuilder();

    private ReviewPage(ReviewReport report) {
        this.report = report;
    }

    static String of(
            ReviewReport report,
            ReviewPeriod period,
            EvidenceSource evidence,
            List<HiddenByIgnore> hidden) {
        ReviewPage page = new ReviewPage(report);
        page.summary(period);
        page.numbers();
        page.issues();
        page.patterns();
        page.hidden(hidden);
        page.recommendations();
        page.gaps();
        page.section("Evidence", report.citedIds().isEmpty());
        page.page.append(EvidenceSection.of(report.citedIds(), report.quotes(), evidence));
        return page.page.toString();
    }

    private void summary(ReviewPeriod period) {
        page.append("**")
                .append(
                        switch (report.verdict()) {
                            case NOMINAL -> "Nominal.";
                            case ANOMALY -> "Anomaly.";
                            case ISSUE -> "Issue.";
                        })
                .append("** ")
                .append(Markdown.inline(report.summary()))
                .append("\n\n")
                .append(period.afterDeploy() ? "Since the deploy: " : "Looked at: ")
                .append(minute(period.range().from()))
                .append(" to ")
                .append(minute(period.range().until()))
                .append(" UTC.\n");
    }

    /// Stands in every review in which it happened, whatever the reviewer thought of it.
    private void hidden(List<HiddenByIgnore> hidden) {
        section("New, and hidden by an ignore", hidden.isEmpty());
        for (HiddenByIgnore one : hidden) {
            page.append("- ")
                    .append(Markdown.inline(one.stream()))
                    .append(": ")
                    .append(Markdown.code(one.title()))
                    .append(" — ")
                    .append(Markdown.inline(one.fact()))
                    .append(". Ignored because: ")
                    .append(Markdown.inline(one.reason()))
                    .append('\n');
        }
    }

    private static String minute(Instant time) {
        return MINUTE.format(time);
    }

    private void numbers() {
        section("Key numbers", report.keyNumbers().isEmpty());
        if (report.keyNumbers().isEmpty()) {
            return;
        }
        page.append("| what | value | usual | evidence |\n|---|---|---|---|\n");
        for (var number : report.keyNumbers()) {
            @Nullable String usual = number.usual();
            page.append("| ")
                    .append(Markdown.cell(number.name()))
                    .append(" | ")
                    .append(Markdown.cell(number.value()))
                    .append(" | ")
                    .append(usual == null ? "" : Markdown.cell(usual))
                    .append(" | ")
                    .append(String.join(", ", number.evidence()))
                    .append(" |\n");
        }
    }

    private void issues() {
        section("Issues", report.issues().isEmpty());
        for (var issue : report.issues()) {
            page.append("- **")
                    .append(issue.severity())
                    .append("** ")
                    .append(Markdown.inline(issue.what()))
                    .append(references(issue.evidence()))
                    .append('\n');
        }
    }

    private void patterns() {
        section("Patterns", report.patterns().isEmpty());
        for (var pattern : report.patterns()) {
            page.append("- ")
                    .append(Markdown.inline(pattern.what()))
                    .append(references(pattern.evidence()))
                    .append('\n');
        }
    }

    private void recommendations() {
        section("Recommendations", report.recommendations().isEmpty());
        if (report.recommendations().isEmpty()) {
            return;
        }
        page.append("| what | kind |\n|---|---|\n");
        for (var recommendation : report.recommendations()) {
            page.append("| ")
                    .append(Markdown.cell(recommendation.what()))
                    .append(" | ")
                    .append(recommendation.kind().word())
                    .append(" |\n");
        }
    }

    private void gaps() {
        section("Tooling gaps", report.toolingGaps().isEmpty());
        report.toolingGaps()
                .forEach(gap -> page.append("- ").append(Markdown.inline(gap)).append('\n'));
    }

    private void section(String title, boolean empty) {
        if (!empty) {
            page.append("\n## ").append(title).append('\n');
        }
    }

    private static String references(List<String> ids) {
        return ids.stream()
                .distinct()
                .map(id -> "[" + id + "]")
                .collect(Collectors.joining("", " ", ""));
    }
}
