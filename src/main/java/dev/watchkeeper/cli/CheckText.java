package dev.watchkeeper.cli;

import dev.watchkeeper.check.CheckReport;
import dev.watchkeeper.check.Circumstances;
import dev.watchkeeper.check.FreshnessCheck;
import dev.watchkeeper.check.Watch;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a check found, as text for a person.
final class CheckText {

    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_TITLE = 160;

    private final Terminal terminal;

    private final Set<String> circumstances = new HashSet<>();

    CheckText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(CheckReport report) {
        List<Finding> open = report.open();
        report.remarks().forEach(remark -> terminal.say("note: " + remark));
        if (open.isEmpty() && report.ignored().isEmpty() && report.resolved().isEmpty()) {
            terminal.result(quietly(report) + ": " + quiet(report) + ", " + checks(report) + ".");
            return;
        }
        terminal.result(activity(report, open));
        terminal.result("");
        open.stream().limit(MOST_SHOWN).forEach(this::finding);
        if (open.size() > MOST_SHOWN) {
            terminal.result("  … and " + (open.size() - MOST_SHOWN) + " more; --json shows all");
        }
        report.ignored().stream().limit(5).forEach(this::finding);
        report.resolved().forEach(this::finding);
        terminal.result("");
        terminal.result(summary(report, open));
    }

    private static String activity(CheckReport report, List<Finding> open) {
        var streams = new ArrayList<String>();
        for (Watch.Activity seen : report.activities()) {
            String counts = String.format("%s  %,d %s", seen.stream(), seen.count(), seen.kind());
            if (seen.kind().equals("entries")) {
                counts +=
                        String.format(
                                " in the last %s, %s, %s",
                                Span.words(report.window()),
                                counted(seen.errors(), "error"),
                                counted(seen.warnings(), "warning"));
            }
            streams.add(counts);
        }
        if (report.metrics() > 0) {
            streams.add(counted(report.metrics(), "metric"));
        }
        boolean fresh =
                open.stream().noneMatch(f -> f.check().equals(FreshnessCheck.NAME))
                        && report.activities().stream().allMatch(seen -> seen.count() > 0);
        if (fresh) {
            streams.add("all streams fresh");
        }
        return String.join(" · ", streams);
    }

    private static String counted(long count, String what) {
        return String.format("%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    /// Quiet is what was looked at, all of it.
    private String quietly(CheckReport report) {
        List<String> cut =
                report.activities().stream()
                        .filter(seen -> !seen.complete())
                        .map(Watch.Activity::stream)
                        .toList();
        return cut.isEmpty()
                ? terminal.green("All quiet")
                : "Nothing found, and not all was looked at (" + String.join(", ", cut) + ")";
    }

    private static String quiet(CheckReport report) {
        long all = report.activities().stream().mapToLong(Watch.Activity::count).sum();
        return String.format(
                        "%,d entries and events in the last %s", all, Span.words(report.window()))
                + (report.metrics() == 0 ? "" : ", " + counted(report.metrics(), "metric"));
    }

    private void finding(Finding finding) {
        String title = Characters.cut(Characters.line(finding.title()), LONGEST_TITLE).text();
        String head =
                String.format(
                        "%-4s  %-10s ",
                        finding.severity(), finding.state().name().toLowerCase(Locale.ROOT));
        terminal.result("  " + coloured(finding, head) + title);
        String indent = " ".repeat(19);
        for (String fact : finding.facts()) {
            // several symptoms share their circumstances, and a person reads them once
            if (!fact.startsWith(Circumstances.MARK) || circumstances.add(fact)) {
                terminal.result(indent + terminal.faint(fact));
            }
        }
        var where = new ArrayList<String>();
        where.add("in " + finding.subject());
        if (finding.runbook() != null) {
            where.add("runbook: " + finding.runbook());
        }
        if (finding.ignored() != null) {
            where.add(
                    "ignored until "
                            + LocalDate.ofInstant(finding.ignored().until(), ZoneOffset.UTC)
                            + " by "
                            + finding.ignored().by()
                            + ": \""
                            + finding.ignored().reason()
                            + "\"");
        }
        terminal.result(indent + terminal.faint(String.join(" · ", where)));
    }

    private String coloured(Finding finding, String text) {
        if (finding.ignored() != null) {
            return terminal.faint(text);
        }
        return switch (finding.state()) {
            case RESOLVED -> terminal.green(text);
            default ->
                    finding.severity().atLeast(Severity.SEV2)
                            ? terminal.red(text)
                            : finding.severity() == Severity.SEV3 ? terminal.yellow(text) : text;
        };
    }

    private static String summary(CheckReport report, List<Finding> open) {
        long look = open.stream().filter(f -> f.severity().atLeast(Severity.SEV3)).count();
        var parts = new ArrayList<String>();
        parts.add(look == 1 ? "1 finding needs a look" : look + " findings need a look");
        if (open.size() > look) {
            parts.add((open.size() - look) + " worth knowing");
        }
        if (!report.ignored().isEmpty()) {
            parts.add(report.ignored().size() + " ignored");
        }
        if (!report.resolved().isEmpty()) {
            parts.add(report.resolved().size() + " resolved");
        }
        String rest =
                report.unread().isEmpty()
                        ? "Nothing else out of the ordinary"
                        : "Nothing is known of " + String.join(", ", report.unread().keySet());
        return String.join(". ", parts) + ". " + rest + " (" + checks(report) + ").";
    }

    private static String checks(CheckReport report) {
        Duration took = report.took();
        return report.checks() + " checks, " + String.format("%.1f s", took.toMillis() / 1000.0);
    }
}
