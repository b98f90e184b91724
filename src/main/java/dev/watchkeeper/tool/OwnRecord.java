package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.chart.Mark;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.evidence.Receipt;
import dev.watchkeeper.incident.IncidentReport;
import dev.watchkeeper.incident.Known;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What our own records say of what a report explains: when each finding was first and last seen,
/// when it was noticed, when a person was told, what was changed near the onset, and how the
/// numbers went.
final class OwnRecord {

    private static final int MOST_FINDINGS = 3;
    private static final int MOST_CHANGES = 4;
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final Duration UNKNOWN = Duration.ofHours(3);

    private final Catalog catalog;
    private final Supplier<List<FindingStore.Stored>> findings;

    /// @param findings the open ones that may be known of here
    OwnRecord(Catalog catalog, Supplier<List<FindingStore.Stored>> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    /// All of it but the charts.
    Known of(IncidentReport report, Instant now) {
        List<FindingStore.Stored> about = about(report, now);
        Instant detected =
                about.stream().map(OwnRecord::detected).max(Comparator.naturalOrder()).orElse(now);
        var moments = new ArrayList<Known.Moment>();
        if (report.onset() != null
                && report.timeline().stream().noneMatch(m -> m.time().equals(report.onset()))) {
            moments.add(new Known.Moment(report.onset(), "onset, as the report has it", "report"));
        }
        List<FindingStore.Stored> gravest = about.stream().limit(MOST_FINDINGS).toList();
        add(moments, "first seen", gravest, stored -> stored.finding().first());
        add(moments, "detected", gravest, OwnRecord::detected);
        add(
                moments,
                "a person was told",
                gravest,
                stored ->
                        stored.notifiedAt() == null || stored.notifiedAt().isAfter(now)
                                ? null
                                : stored.notifiedAt());
        return new Known(now, detected, moments, List.of());
    }

    /// The same with the changes near the onset and the charts, which take a while.
    Known with(Known known, IncidentReport report, Collection<Receipt> cited, Call call) {
        List<FindingStore.Stored> about = about(report, call.now());
        Instant onset = onset(report, about, call.now());
        var charts = new IncidentCharts(catalog, onset, call.now(), List.of());
        List<Change> changes = NearChanges.of(catalog, charts.range(), onset, MOST_CHANGES);
        var moments = new ArrayList<>(known.moments());
        var marks = new ArrayList<Mark>();
        marks.add(new Mark(onset, Mark.Kind.ONSET, ""));
        marks.add(new Mark(known.detected(), Mark.Kind.DETECTED, ""));
        for (Change change : changes) {
            String line = Excerpt.head(NearChanges.line(change), 160);
            marks.add(new Mark(change.time(), Mark.Kind.CHANGE, line));
            if (!change.time().isBefore(onset.minus(BEFORE))) {
                moments.add(new Known.Moment(change.time(), line, "changes " + change.stream()));
            }
        }
        report.timeline().stream()
                .filter(moment -> !moment.time().equals(report.onset()))
                .forEach(moment ->
                        marks.add(new Mark(moment.time(), Mark.Kind.MOMENT, moment.what())));
        return new Known(
                known.now(),
                known.detected(),
                moments,
                new IncidentCharts(catalog, onset, call.now(), marks)
                        .of(ChartSubjects.of(catalog, report, about, cited), call.deadline()));
    }

    /// What the report wants to have drawn and is no metric, as sentences.
    List<String> problems(IncidentReport report) {
        var problems = new ArrayList<String>();
        for (int i = 0; i < report.charts().size(); i++) {
            if (!catalog.has(report.charts().get(i))) {
                problems.add(
                        "charts["
                                + i
                                + "] must be a metric, queue, API or log stream of get_overview, or be left"
                                + " out");
            }
        }
        return problems;
    }

    private List<FindingStore.Stored> about(IncidentReport report, Instant now) {
        return findings.get().stream()
                .filter(stored -> report.findings().contains(stored.finding().id()))
                .filter(stored -> !stored.checked().isAfter(now))
                .sorted(
                        Comparator.comparing(
                                        (FindingStore.Stored stored) -> stored.finding().severity())
                                .thenComparing(stored -> stored.finding().first()))
                .toList();
    }

    /// As the report has it; else when the first of its findings was first seen; else a while ago.
    private static Instant onset(
            IncidentReport report, List<FindingStore.Stored> about, Instant now) {
        Instant given = report.onset();
        return given != null && given.isBefore(now)
                ? given
                : about.stream()
                        .map(stored -> stored.finding().first())
                        .min(Comparator.naturalOrder())
                        .filter(first -> first.isBefore(now))
                        .orElse(now.minus(UNKNOWN));
    }

    /// What goes on or escalates was found long before what it is now.
    private static Instant detected(FindingStore.Stored stored) {
        return switch (stored.finding().state()) {
            case NEW, REGRESSED, RESOLVED -> stored.found();
            case ONGOING, ESCALATING -> stored.checked();
        };
    }

    /// One moment for all findings to which the same happened at the same time.
    private static void add(
            List<Known.Moment> moments,
            String what,
            List<FindingStore.Stored> findings,
            Function<FindingStore.Stored, @Nullable Instant> when) {
        var together = new TreeMap<Instant, List<String>>();
        for (FindingStore.Stored stored : findings) {
            Instant time = when.apply(stored);
            if (time != null) {
                together.computeIfAbsent(time, _ -> new ArrayList<>()).add(stored.finding().id());
            }
        }
        together.forEach((time, ids) ->
                moments.add(
                        new Known.Moment(
                                time, what + ": " + String.join(", ", ids), "own record")));
    }
}
