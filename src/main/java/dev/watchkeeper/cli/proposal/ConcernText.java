package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.check.ConcernPreview;
import dev.watchkeeper.cli.ignore.IgnoreText;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a check would have told, for a person and as JSON.
///
/// @param shown the incidents that it would have shown, within an hour
/// @param proposedBy whether it would have shown the incident that proposed it; null when that is
///   not known
record ConcernText(
        Metric metric, ConcernPreview preview, List<String> shown, @Nullable Boolean proposedBy) {

    private static final int MOST_SHOWN = 5;

    /// Works it out.
    ///
    /// @param incident the incident that proposes it
    static ConcernText of(
            Workplace workplace,
            Metric metric,
            String incident,
            Duration length,
            Duration patience) {
        ConcernPreview preview =
                ConcernPreview.of(
                        metric,
                        TimeRange.before(workplace.clock().instant(), length),
                        Deadline.after(patience));
        List<String> shown =
                workplace.incidents().list().stream()
                        .filter(one -> shows(preview, one))
                        .map(IncidentSummary::id)
                        .toList();
        @Nullable Boolean own =
                workplace
                        .incidents()
                        .find(incident)
                        .map(_ -> (@Nullable Boolean) shown.contains(incident))
                        .orElse(null);
        return new ConcernText(metric, preview, shown, own);
    }

    private static boolean shows(ConcernPreview preview, IncidentSummary incident) {
        return (incident.onset() != null && preview.shows(incident.onset()))
                || (incident.detected() != null && preview.shows(incident.detected()));
    }

    void print(Terminal terminal) {
        preview.remarks().forEach(remark -> terminal.say("note: " + remark));
        String what = metric.name() + " " + Objects.requireNonNull(metric.concerning()).text();
        if (preview.points() == 0) {
            terminal.result(what + ": there is no history to try it on.");
            return;
        }
        String looked = "In the last " + Span.words(preview.range().length()) + " ";
        List<TimeRange> alarms = preview.alarms();
        terminal.result(
                alarms.isEmpty()
                        ? looked + what + " would have told nothing."
                        : looked
                                + what
                                + " would have told something "
                                + (alarms.size() == 1 ? "once" : alarms.size() + " times")
                                + ", most recently:");
        alarms.reversed().stream()
                .limit(MOST_SHOWN)
                .forEach(alarm ->
                        terminal.result(
                                "  "
                                        + IgnoreText.minute(alarm.from())
                                        + ", for "
                                        + Span.words(alarm.length())));
        shown.forEach(id -> terminal.result("  it would have shown " + id));
        if (Boolean.FALSE.equals(proposedBy)) {
            terminal.result(
                    terminal.yellow("It would not have shown the incident that proposes it."));
        }
    }

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("metric", metric.name());
        json.put("concerning", Objects.requireNonNull(metric.concerning()).text());
        json.put("from", preview.range().from().toString());
        json.put("until", preview.range().until().toString());
        json.put("points", preview.points());
        json.put("alarms", preview.alarms().size());
        json.put(
                "alarms_from_until",
                preview.alarms().reversed().stream()
                        .limit(100)
                        .map(alarm -> List.of(alarm.from().toString(), alarm.until().toString()))
                        .toList());
        json.put("incidents_shown", shown);
        json.put("shows_its_own_incident", proposedBy);
        json.put("remarks", preview.remarks());
        return json;
    }
}
