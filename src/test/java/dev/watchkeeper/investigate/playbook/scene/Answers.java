package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.StepListener;
import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.ToolCaller;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers in the shape in which the tools give them, and the scene that the rules read from them:
/// a service with one stream of events and one log, half an hour after something began. What was
/// not put down is refused, as a tool refuses what it cannot tell.
public final class Answers implements ToolCaller {

    /// When it began.
    public static final Instant ONSET = Instant.parse("2026-03-10T02:00:00Z");

    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final Instant NOW = ONSET.plus(LENGTH);

    private final List<Told> told = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<Object> numbers = new ArrayList<>();
    private final Map<String, List<Object>> kinds = new LinkedHashMap<>();
    private int entries;
    private final List<Object> since = new ArrayList<>();
    private final List<Object> before = new ArrayList<>();
    private final List<Object> dayBefore = new ArrayList<>();

    /// What a tool answers to arguments of which these are some.
    private record Told(String tool, Map<String, Object> arguments, Map<String, Object> content) {

        boolean fits(String asked, Map<String, Object> with) {
            return tool.equals(asked) && with.entrySet().containsAll(arguments.entrySet());
        }
    }

    /// How often events of a type came since the onset, in as long a time before, and the day
    /// before.
    public Answers flow(String type, int now, int then, int yesterday) {
        since.add(List.of(type, now));
        before.add(List.of(type, then));
        dayBefore.add(List.of(type, yesterday));
        return this;
    }

    /// A kind of error that the days before did not have, of which one entry has these fields.
    public Answers error(String message, Object... carried) {
        return error("app", message, ONSET, carried);
    }

    /// The same in another log or since another time.
    public Answers error(String log, String message, Instant first, Object... carried) {
        String ref = log + ":" + ++entries;
        kinds.computeIfAbsent(log, _ -> new ArrayList<>())
                .add(
                        List.of(
                                "new",
                                "ERROR",
                                40,
                                0,
                                first.toString(),
                                NOW.minusSeconds(30).toString(),
                                message,
                                ref));
        return entry(log, ref, first, message, carried);
    }

    /// An entry with its fields, as it is shown where its reference is asked for.
    public Answers entry(String log, String ref, Instant time, String message, Object... carried) {
        return answer(
                "get_log_context",
                Map.of("stream", log, "ref", ref),
                Map.of(
                        "evidence_id",
                        "E-" + ref,
                        "entry",
                        Map.of(
                                "stream",
                                log,
                                "time",
                                time.toString(),
                                "message",
                                message,
                                "fields",
                                OrderedFields.of(carried))));
    }

    /// A log, also where nothing fails in it.
    public Answers log(String name) {
        kinds.computeIfAbsent(name, _ -> new ArrayList<>());
        return this;
    }

    /// A field that events carry.
    public Answers field(String name) {
        fields.add(name);
        return this;
    }

    /// A number that needs a look.
    public Answers number(String name, double now, String usual, String verdict) {
        numbers.add(List.of(name, "", now, usual, verdict, ""));
        return this;
    }

    /// Something that a check found with the onset.
    public Answers finding(String check, String subject, String title, String... facts) {
        findings.add(
                new Finding(
                        check + "-" + findings.size(),
                        check,
                        subject,
                        Severity.SEV2,
                        FindingState.NEW,
                        title,
                        List.of(facts),
                        ONSET,
                        NOW,
                        40,
                        null,
                        null));
        return this;
    }

    /// How often the failing and the other events carry each value of a field: a type, a value and
    /// a count by turns.
    public Answers spread(String field, Object... cells) {
        return answer(
                "query_events",
                Map.of("group_by", List.of("type", field)),
                table("E-" + field, List.of("type", field, "count"), cells));
    }

    /// How long events of all types took since the onset and before: a type, a count, the median
    /// and the 95th percentile by turns.
    public Answers took(String field, List<Object> now, List<Object> then) {
        List<String> columns = List.of("type", "count", "p50", "p95");
        return answer(
                        "query_events",
                        Map.of("value", field, "from", ONSET.toString(), "limit", 80),
                        table("E-took-since", columns, now.toArray()))
                .answer(
                        "query_events",
                        Map.of("value", field, "limit", 80),
                        table("E-took-before", columns, then.toArray()));
    }

    /// How long the work of each value of a field took since the onset: a value, a count and the
    /// median by turns.
    public Answers tookBy(String field, Object... cells) {
        return answer(
                "query_events",
                Map.of("group_by", List.of(field), "limit", 120),
                table("E-by-" + field, List.of(field, "count", "p50"), cells));
    }

    /// What a tool answers where it is asked with these arguments, whatever the others are.
    public Answers answer(String tool, Map<String, Object> arguments, Map<String, Object> content) {
        told.add(new Told(tool, arguments, content));
        return this;
    }

    /// An answer that is a table, its cells row by row.
    public static Map<String, Object> table(
            String evidence, List<String> columns, Object... cells) {
        var rows = new ArrayList<Object>();
        for (int i = 0; i < cells.length; i += columns.size()) {
            rows.add(List.of(cells).subList(i, i + columns.size()));
        }
        return Map.of("evidence_id", evidence, "columns", columns, "rows", rows);
    }

    /// What the rules see.
    public Scene scene() {
        if (findings.isEmpty()) {
            finding("errors", "app", "something fails");
        }
        overview();
        logs();
        count(ONSET, since);
        count(ONSET.minus(LENGTH), before);
        count(ONSET.minus(Duration.ofDays(1)), dayBefore);
        return new Scene(new Questions(this, StepListener.NOBODY, 400), findings, NOW);
    }

    private void overview() {
        var content = new LinkedHashMap<String, Object>();
        content.put("evidence_id", "E-overview");
        content.put("logs", kinds.keySet().stream().map(name -> Map.of("stream", name)).toList());
        content.put("events", List.of(Map.of("stream", "business", "fields", fields)));
        content.put(
                "numbers",
                Map.of(
                        "columns",
                        List.of("name", "unit", "now", "usual", "verdict", "line"),
                        "rows",
                        numbers));
        answer("get_overview", Map.of(), content);
    }

    private void logs() {
        List<String> columns =
                List.of("change", "level", "count", "expected", "first", "last", "template", "ref");
        kinds.forEach((log, all) ->
                answer(
                        "find_log_patterns",
                        Map.of("stream", log),
                        Map.of("evidence_id", "E-" + log, "columns", columns, "rows", all)));
    }

    private void count(Instant from, List<Object> rows) {
        answer(
                "query_events",
                Map.of(
                        "from",
                        from.toString(),
                        "until",
                        from.plus(LENGTH).toString(),
                        "limit",
                        120),
                Map.of(
                        "evidence_id",
                        "E-count-" + from,
                        "columns",
                        List.of("type", "count"),
                        "rows",
                        rows));
    }

    @Override
    public Reply call(String tool, Map<String, Object> arguments) {
        return told.stream()
                .filter(each -> each.fits(tool, arguments))
                .findFirst()
                .<Reply>map(each -> new Reply.Content(each.content()))
                .orElseGet(() -> new Reply.Failure("nothing is known of it"));
    }
}
