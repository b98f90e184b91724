package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.Feedback;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is here, how fresh it is, what is open now, and where to look first.
public final class GetOverviewTool implements Tool<GetOverviewTool.Arguments> {

    private static final Duration PER_STREAM = Duration.ofSeconds(4);
    private static final int MOST_FINDINGS = 15;
    private static final int MOST_TYPES = 60;
    private static final int MOST_FIELDS = 40;

    /// Events are of many types, and each type has fields of its own.
    private static final int EVENTS_FOR_FIELDS = 2_000;

    private final Catalog catalog;
    private final Supplier<List<FindingStore.Stored>> findings;
    private final Supplier<List<IncidentSummary>> incidents;
    private final Supplier<Map<String, Feedback>> said;

    /// @param findings the open ones
    /// @param incidents the newest first
    /// @param said what people said of incidents last, by their ids
    public GetOverviewTool(
            Catalog catalog,
            Supplier<List<FindingStore.Stored>> findings,
            Supplier<List<IncidentSummary>> incidents,
            Supplier<Map<String, Feedback>> said) {
        this.catalog = catalog;
        this.findings = findings;
        this.incidents = incidents;
        this.said = said;
    }

    /// What may be asked.
    public record Arguments(@Doc("how far back to count") @Default("1h") String within) {}

    @Override
    public String name() {
        return "get_overview";
    }

    @Override
    public String title() {
        return "See what is here and what is wrong";
    }

    @Override
    public String description() {
        return """
        Call this first: every stream with its meaning, the fields to follow, freshness and recent counts; the open findings, \
        gravest first, with their facts; the open incidents; what was diagnosed of these findings before and what a person \
        said of it. Next: find_log_patterns on the stream of \
        the gravest finding.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        TimeRange range =
                TimeRange.before(call.now(), TimeArgument.duration("within", arguments.within()));
        var logs = new ArrayList<Map<String, Object>>();
        catalog.logs().values().forEach(stream -> logs.add(log(stream, range, call)));
        var events = new ArrayList<Map<String, Object>>();
        catalog.events().values().forEach(stream -> events.add(events(stream, range, call)));
        List<FindingStore.Stored> open =
                findings.get().stream()
                        .filter(stored -> !stored.finding().first().isAfter(call.now()))
                        .toList();
        List<IncidentSummary> written = incidents.get();
        List<String> shown =
                open.stream()
                        .map(FindingStore.Stored::finding)
                        .filter(finding -> finding.ignored() == null)
                        .map(Finding::id)
                        .toList();
        List<Map<String, @Nullable Object>> past = PastDiagnoses.of(shown, written, said.get());
        var untrusted = new ArrayList<>(List.of("findings.title", "events.types", "events.fields"));
        if (!past.isEmpty()) {
            untrusted.add("past_diagnoses.diagnosis");
        }
        return new Answer()
                .put("now", call.now().toString())
                .put(
                        "counted_from_until",
                        List.of(range.from().toString(), range.until().toString()))
                .put("logs", logs)
                .put("events", events)
                .put("numbers", NumbersOverview.of(catalog, call.now(), call.deadline()))
                .put(
                        "findings",
                        open.stream()
                                .filter(stored -> stored.finding().ignored() == null)
                                .limit(MOST_FINDINGS)
                                .map(GetOverviewTool::finding)
                                .toList())
                .put(
                        "findings_open",
                        open.stream().filter(s -> s.finding().ignored() == null).count())
                .put(
                        "findings_ignored",
                        open.stream().filter(s -> s.finding().ignored() != null).count())
                .put("last_check", lastCheck(open))
                .put("open_incidents", incidents(written))
                .put("past_diagnoses", past)
                .put("runbooks", runbooks())
                .put("look_first", lookFirst(open))
                .put("untrusted", untrusted);
    }

    private static Map<String, Object> log(LogStream stream, TimeRange range, Call call) {
        var shown = described(stream.name(), stream.sourceName(), stream.describe(), stream.ids());
        try {
            freshness(shown, stream.source().newest(call.now()), call.now());
            var levels = new TreeMap<Level, Long>();
            long[] unlevelled = {0};
            ReadReport report =
                    stream.source()
                            .read(
                                    new LogQuery(
                                                    range,
                                                    Order.NEWEST_FIRST,
                                                    LogFilter.ALL,
                                                    limit(call))
                                            .withoutFields(),
                                    entry -> {
                                        if (entry.level() == null) {
                                            unlevelled[0]++;
                                        } else {
                                            levels.merge(entry.level(), 1L, Long::sum);
                                        }
                                        return true;
                                    });
            var counts = new LinkedHashMap<String, Object>();
            levels.descendingMap().forEach((level, count) -> counts.put(level.name(), count));
            if (unlevelled[0] > 0) {
                counts.put("without level", unlevelled[0]);
            }
            shown.put("levels", counts);
            caveats(shown, report);
        } catch (SourceUnavailable e) {
            shown.put("unavailable", e.text());
        }
        return shown;
    }

    /// The names of the fields that the newest events of a range have.
    private static List<String> fields(EventStream stream, TimeRange range, Call call) {
        var fields = new TreeSet<String>();
        int[] left = {EVENTS_FOR_FIELDS};
        stream.source()
                .read(
                        new EventQuery(
                                range,
                                Order.NEWEST_FIRST,
                                Set.of(),
                                Map.of(),
                                Set.of(),
                                null,
                                limit(call)),
                        event -> {
                            event.fields().keySet().stream()
                                    .filter(_ -> fields.size() < MOST_FIELDS)
                                    .forEach(name -> fields.add(Excerpt.head(name, 60)));
                            return --left[0] > 0;
                        });
        return List.copyOf(fields);
    }

    private static Map<String, Object> events(EventStream stream, TimeRange range, Call call) {
        var shown = described(stream.name(), stream.sourceName(), stream.describe(), stream.ids());
        try {
            freshness(shown, stream.source().newest(call.now()), call.now());
            var types = new TreeMap<String, Long>();
            long[] others = {0};
            ReadReport report =
                    stream.source()
                            .read(
                                    new EventQuery(
                                            range,
                                            Order.NEWEST_FIRST,
                                            Set.of(),
                                            Map.of(),
                                            Set.of("type"),
                                            null,
                                            limit(call)),
                                    event -> {
                                        String type = Excerpt.head(event.type(), 60);
                                        if (types.size() < MOST_TYPES || types.containsKey(type)) {
                                            types.merge(type, 1L, Long::sum);
                                        } else {
                                            others[0]++;
                                        }
                                        return true;
                                    });
            shown.put("types", types);
            if (others[0] > 0) {
                shown.put("events_of_further_types", others[0]);
            }
            shown.put("fields", fields(stream, range, call));
            if (!stream.types().isEmpty()) {
                shown.put("meaning", stream.types());
            }
            caveats(shown, report);
        } catch (SourceUnavailable e) {
            shown.put("unavailable", e.text());
        }
        return shown;
    }

    private static Deadline limit(Call call) {
        return call.deadline().within(PER_STREAM);
    }

    private static Map<String, Object> described(
            String name, String source, @Nullable String describe, List<String> ids) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("stream", name);
        if (!source.equals(name)) {
            shown.put("source", source);
        }
        if (describe != null) {
            shown.put("describe", describe);
        }
        if (!ids.isEmpty()) {
            shown.put("ids", ids);
        }
        return shown;
    }

    private static void freshness(
            Map<String, Object> shown, Optional<Instant> newest, Instant now) {
        shown.put("newest", newest.map(Instant::toString).orElse("nothing up to now"));
        newest.ifPresent(time -> shown.put("silent_for", Span.words(Duration.between(time, now))));
    }

    private static void caveats(Map<String, Object> shown, ReadReport report) {
        if (!report.complete()) {
            shown.put(
                    "counted_only_to",
                    report.reached() == null
                            ? "nothing was counted in time"
                            : report.reached().toString());
        }
        if (report.broken() > 0) {
            shown.put("broken", report.broken());
        }
        if (!report.remarks().isEmpty()) {
            shown.put("remarks", report.remarks());
        }
    }

    private static Map<String, Object> finding(FindingStore.Stored stored) {
        Finding finding = stored.finding();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", finding.id());
        shown.put("severity", finding.severity().name());
        shown.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        shown.put("check", finding.check());
        shown.put("stream", finding.subject());
        shown.put("title", Excerpt.headAndTail(finding.title(), 300));
        shown.put("facts", finding.facts());
        shown.put("first", finding.first().toString());
        shown.put("last", finding.last().toString());
        if (finding.runbook() != null) {
            shown.put("runbook", finding.runbook());
        }
        return shown;
    }

    private static @Nullable String lastCheck(List<FindingStore.Stored> open) {
        return open.stream()
                .map(FindingStore.Stored::checked)
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse(null);
    }

    private static List<Map<String, Object>> incidents(List<IncidentSummary> written) {
        var open = new ArrayList<Map<String, Object>>();
        for (IncidentSummary incident : written) {
            if (open.size() < 10 && incident.status().unresolved()) {
                var shown = new LinkedHashMap<String, Object>();
                shown.put("id", incident.id());
                shown.put("severity", String.valueOf(incident.severity()));
                shown.put("findings", incident.findings());
                open.add(shown);
            }
        }
        return open;
    }

    /// The operator's own. A shipped one is named by its findings, and get_runbook has it.
    private Map<String, Object> runbooks() {
        var shown = new LinkedHashMap<String, Object>();
        catalog.runbooks().values().stream()
                .filter(runbook -> !runbook.shipped())
                .forEach(runbook -> shown.put(runbook.name(), words(runbook)));
        return shown;
    }

    private static String words(Runbook runbook) {
        return runbook.steps().isEmpty()
                ? Excerpt.headAndTail(runbook.text(), 800)
                : Excerpt.head(runbook.summary(), 200)
                        + " ("
                        + runbook.steps().size()
                        + " steps: get_runbook)";
    }

    private static String lookFirst(List<FindingStore.Stored> open) {
        return open.stream()
                .map(FindingStore.Stored::finding)
                .filter(f -> f.ignored() == null)
                .findFirst()
                .map(f ->
                        "finding "
                                + f.id()
                                + (f.check().equals("invariant")
                                        ? ": get_slo_status of "
                                                + f.subject()
                                                + " shows what breaks it"
                                        : "")
                                + ": find_log_patterns or query_events on stream "
                                + f.subject()
                                + " from before "
                                + f.first())
                .orElse(
                        "no finding is open as of the last check: find_log_patterns on each log stream shows"
                                + " what is new against the day before");
    }
}
