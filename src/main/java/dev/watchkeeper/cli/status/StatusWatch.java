package dev.watchkeeper.cli.status;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.cli.status.StatusRow.Mood;
import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.cli.terminal.TextWidth;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.RunStore;
import dev.watchkeeper.watch.Announcer;
import dev.watchkeeper.watch.Review;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// The lines of the status about incidents, findings, streams that do not answer, and the watch
/// itself.
final class StatusWatch {

    private static final int MOST = 5;
    private static final int TITLE = 44;
    private static final int MOST_RUNS = 2_000;

    private final Workplace workplace;
    private final Instant now;

    StatusWatch(Workplace workplace, Instant now) {
        this.workplace = workplace;
        this.now = now;
    }

    /// The findings that are open and not ignored.
    List<Finding> findings() {
        return workplace.findings().open().stream()
                .map(FindingStore.Stored::finding)
                .filter(finding -> finding.ignored() == null && !finding.first().isAfter(now))
                .toList();
    }

    List<StatusRow> incidents() {
        var rows = new ArrayList<StatusRow>();
        List<IncidentSummary> open =
                workplace.incidents().list().stream()
                        .filter(incident -> incident.status().unresolved())
                        .toList();
        for (IncidentSummary incident : open.subList(0, Math.min(MOST, open.size()))) {
            Instant began = incident.onset() != null ? incident.onset() : incident.detected();
            String age =
                    began == null ? "" : " (" + Amounts.about(Duration.between(began, now)) + ")";
            var data = new LinkedHashMap<String, Object>();
            data.put("id", incident.id());
            data.put("severity", String.valueOf(incident.severity()));
            data.put("title", incident.title());
            data.put("status", incident.status().word());
            // behind a title that is cut, so that the age stays
            rows.add(
                    StatusRow.words(
                            "incident",
                            String.valueOf(incident.severity()),
                            TextWidth.cut(Announcer.plain(incident.title()), TITLE) + age,
                            mood(incident.severity() == null ? Severity.SEV3 : incident.severity()),
                            data));
        }
        more(rows, "incident", open.size(), "watchkeeper incidents lists them");
        return rows;
    }

    List<StatusRow> findings(List<Finding> open) {
        var rows = new ArrayList<StatusRow>();
        List<Finding> grave =
                open.stream().filter(finding -> finding.severity().atLeast(Severity.SEV3)).toList();
        for (Finding finding : grave.subList(0, Math.min(MOST, grave.size()))) {
            String state = finding.state().name().toLowerCase(Locale.ROOT);
            rows.add(
                    StatusRow.words(
                            "finding",
                            finding.severity().name(),
                            state + "  " + finding.subject() + ": " + finding.title(),
                            mood(finding.severity()),
                            Map.of(
                                    "id", finding.id(),
                                    "severity", finding.severity().name(),
                                    "state", state,
                                    "subject", finding.subject(),
                                    "title", finding.title())));
        }
        int shown = Math.min(MOST, grave.size());
        if (open.size() > shown) {
            rows.add(
                    StatusRow.words(
                            "finding",
                            "",
                            (shown == 0 ? "" : "and ")
                                    + (open.size() - shown)
                                    + (shown == 0 ? " worth knowing" : " more, less grave")
                                    + "; watchkeeper check lists them",
                            Mood.PLAIN,
                            Map.of("more", open.size() - shown)));
        }
        return rows;
    }

    private static void more(List<StatusRow> rows, String kind, int all, String where) {
        if (all > MOST) {
            rows.add(
                    StatusRow.words(
                            kind,
                            "",
                            "and " + (all - MOST) + " more; " + where,
                            Mood.PLAIN,
                            Map.of("more", all - MOST)));
        }
    }

    private static Mood mood(Severity severity) {
        return severity.atLeast(Severity.SEV2) ? Mood.BAD : Mood.ODD;
    }

    /// One part for each stream, which gives a line where its source does not answer.
    List<Callable<List<StatusRow>>> streams() {
        Catalog catalog = workplace.catalog();
        var parts = new ArrayList<Callable<List<StatusRow>>>();
        catalog.logs()
                .values()
                .forEach(stream ->
                        parts.add(() -> asked(stream.name(), () -> stream.source().newest(now))));
        catalog.events()
                .values()
                .forEach(stream ->
                        parts.add(() -> asked(stream.name(), () -> stream.source().newest(now))));
        return parts;
    }

    private static List<StatusRow> asked(String stream, Callable<?> newest) throws Exception {
        try {
            newest.call();
            return List.of();
        } catch (SourceUnavailable e) {
            return List.of(
                    StatusRow.words(
                            "stream",
                            stream,
                            "unobserved: " + e.text(),
                            Mood.BAD,
                            Map.of("stream", stream, "unavailable", e.text())));
        }
    }

    /// The watch itself: its last round, how many today, what it cost.
    StatusRow watch() {
        Instant midnight =
                now.atZone(workplace.configuration().timezone())
                        .toLocalDate()
                        .atStartOfDay(workplace.configuration().timezone())
                        .toInstant();
        List<RunStore.Run> patrols =
                new RunStore(workplace.state())
                        .latest(MOST_RUNS).stream()
                                .filter(run -> run.command().equals("patrol"))
                                .filter(run -> !run.asOf().isAfter(now))
                                .toList();
        long today = patrols.stream().filter(run -> !run.asOf().isBefore(midnight)).count();
        List<InvestigationStore.Investigation> spent =
                workplace.investigations().since(now.minus(Duration.ofDays(1))).stream()
                        .filter(one -> !one.started().isAfter(now))
                        .toList();
        long investigations = spent.stream().filter(one -> !Review.isReview(one)).count();
        double dollars =
                spent.stream().mapToDouble(InvestigationStore.Investigation::dollars).sum();
        double most = workplace.configuration().investigate().budget().dollarsPerDay();
        var data = new LinkedHashMap<String, Object>();
        data.put("patrols_today", today);
        data.put("investigations_24h", investigations);
        data.put("dollars_24h", dollars);
        data.put("dollars_per_day", most);
        String last = "no patrol yet";
        Mood mood = Mood.ODD;
        if (!patrols.isEmpty()) {
            RunStore.Run run = patrols.getFirst();
            data.put("last_patrol", run.asOf().toString());
            boolean cut = run.ended() == null;
            last =
                    "last patrol "
                            + Amounts.about(Duration.between(run.asOf(), now))
                            + (cut ? " ago, without an end" : " ago");
            mood = cut ? Mood.ODD : Mood.PLAIN;
        }
        return StatusRow.words(
                "watch",
                "",
                last
                        + ", "
                        + today
                        + " today, "
                        + investigations
                        + " investigated, "
                        + String.format("$%.2f of $%.2f", dollars, most),
                mood,
                data);
    }
}
