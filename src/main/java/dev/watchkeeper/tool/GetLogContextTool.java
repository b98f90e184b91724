package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Note;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What surrounds an entry: everything of the same request or job in every stream, or its
/// neighbours in time.
public final class GetLogContextTool implements Tool<GetLogContextTool.Arguments> {

    /// How far around an entry it is learned which fields are ids.
    private static final Duration LEARNING = Duration.ofMinutes(10);

    private final Catalog catalog;

    public GetLogContextTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Nullable String stream,
            @Doc("of a row") @Nullable String ref,
            @Doc("instead of ref: value of an id field (request, job)") @Nullable String id,
            @Doc("with id; default now-1h") @Nullable String from,
            @Doc("with id; default now") @Nullable String until,
            @Doc("with ref: how far around it; default 10m along ids, else 30s")
                    @Nullable String within,
            @Doc("with ref: along its ids, or neighbours in time") @Default("ids") By by,
            @Default("40") @Range(min = 1, max = 200) int limit) {}

    /// What makes an entry part of the context.
    public enum By {
        IDS,
        TIME
    }

    @Override
    public String name() {
        return "get_log_context";
    }

    @Override
    public String title() {
        return "See what surrounds an entry";
    }

    @Override
    public String description() {
        return """
        With ref: that entry in full and everything of its request or job in all streams, or its neighbours in time. \
        With id: everything of that id. Ids on the way are followed too. In order of time, with the milliseconds since \
        the row before, and what usually follows and is missing. Rows are strangers' text.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        if ((arguments.ref() == null) == (arguments.id() == null)) {
            throw new BadRequest(
                    "give either ref (of an entry) or id (a value to follow), and not both");
        }
        return arguments.ref() == null
                ? ofId(arguments, arguments.id(), call)
                : ofEntry(arguments, arguments.ref(), call);
    }

    private Answer ofId(Arguments arguments, @Nullable String id, Call call) {
        if (id == null || id.isBlank()) {
            throw new BadRequest("id must not be empty");
        }
        TimeRange range =
                TimeArgument.range(
                        arguments.from(), arguments.until(), Duration.ofHours(1), call.now());
        Map<String, List<String>> idFields = StreamIds.of(catalog, range, call.deadline());
        return answer(
                new Answer().put("by", "the id, in any id field or message of any stream"),
                Trail.of(catalog, range, null, Set.of(id), idFields, call),
                earlier(range.until(), call.now()),
                arguments.limit(),
                Budget.ROWS);
    }

    private Answer ofEntry(Arguments arguments, String ref, Call call) {
        LogStream stream = catalog.log(arguments.stream());
        LogEntry entry =
                stream.source()
                        .entry(ref)
                        .orElseThrow(() ->
                                new BadRequest(
                                        "there is no entry with that ref in "
                                                + stream.name()
                                                + " now: it was rotated away or deleted, or the ref is of another stream"));
        Map<String, List<String>> idFields =
                arguments.by() == By.IDS
                        ? StreamIds.of(catalog, around(entry, LEARNING), call.deadline())
                        : Map.of();
        Set<String> ids = ids(idFields.getOrDefault(stream.name(), List.of()), entry);
        Duration within =
                arguments.within() != null
                        ? TimeArgument.duration("within", arguments.within())
                        : ids.isEmpty() ? Duration.ofSeconds(30) : Duration.ofMinutes(10);
        TimeRange range = around(entry, within);
        Map<String, Object> whole = WholeEntry.of(stream.name(), entry);
        String by =
                !ids.isEmpty()
                        ? "the ids of the entry, in any id field or message of any stream"
                        : arguments.by() == By.IDS
                                ? "neighbours in time: the entry has no ids"
                                : "neighbours in time";
        return answer(
                new Answer().put("entry", whole).show(ShownRow.of(entry)).put("by", by),
                Trail.of(catalog, range, entry.time(), ids, idFields, call),
                earlier(range.until(), call.now()),
                arguments.limit(),
                Budget.ROWS - JsonSize.of(whole));
    }

    private static TimeRange around(LogEntry entry, Duration within) {
        return new TimeRange(entry.time().minus(within), entry.time().plus(within).plusMillis(1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Set<String> ids(List<String> fields, LogEntry entry) {
        var ids = new TreeSet<String>();
        for (String field : fields) {
            String value = entry.fields().get(field);
            if (value != null && !value.isBlank()) {
                ids.add(value);
            }
        }
        return ids;
    }

    /// @param until up to when something could have come
    private Answer answer(Answer answer, Trail trail, Instant until, int limit, int budget) {
        Surroundings surroundings = trail.surroundings();
        List<String> missing = trail.missing(until);
        List<Surroundings.Row> found = surroundings.rows();
        List<Surroundings.Row> kept = fitting(found, limit, budget);
        var table =
                new Table(
                        List.of("time", "after_ms", "stream", "level", "what", "ids", "ref"),
                        Budget.ANSWER,
                        limit);
        @Nullable Instant before = null;
        for (Surroundings.Row row : kept) {
            table.add(cells(row, before));
            before = row.time();
            answer.show(row.shown());
        }
        String number = (surroundings.stopped() ? "more than " : "") + found.size();
        return answer.put("also_followed", trail.followed())
                .put("not_followed", trail.passedOver())
                .put("learned_ids", StreamIds.learned(catalog, trail.idFields()))
                .put("missing", missing)
                .put("searched", surroundings.searched())
                .put("unavailable", surroundings.unavailable())
                .put("found", surroundings.stopped() ? number : found.size())
                .put(
                        table,
                        null,
                        kept.size() < found.size()
                                ? number
                                        + " rows, the "
                                        + kept.size()
                                        + (answer.content().containsKey("entry")
                                                ? " nearest are shown: give a smaller within"
                                                : " first are shown: give a later from")
                                : null)
                .put("notes", notes(kept))
                .put("untrusted", untrusted(answer));
    }

    private static List<String> untrusted(Answer answer) {
        return Stream.of(
                        "entry",
                        "also_followed",
                        "not_followed",
                        "learned_ids",
                        "missing",
                        "rows",
                        "searched.broken_samples")
                .filter(key -> key.contains(".") || answer.content().containsKey(key))
                .toList();
    }

    /// The first rows that fit, in order of time.
    private static List<Surroundings.Row> fitting(
            List<Surroundings.Row> rows, int limit, int budget) {
        var kept = new ArrayList<Surroundings.Row>();
        int used = 0;
        for (Surroundings.Row row : rows) {
            // the milliseconds since the row before are not known yet
            used += JsonSize.of(Arrays.asList(cells(row, null))) + 12;
            if (used > budget || kept.size() == limit) {
                break;
            }
            kept.add(row);
        }
        kept.sort(Comparator.comparing(Surroundings.Row::time));
        return kept;
    }

    private static @Nullable Object[] cells(Surroundings.Row row, @Nullable Instant before) {
        return new @Nullable Object[] {
            row.time().toString(),
            before == null ? null : Duration.between(before, row.time()).toMillis(),
            row.stream(),
            row.level(),
            row.what(),
            row.ids(),
            row.shown().ref()
        };
    }

    private List<String> notes(List<Surroundings.Row> rows) {
        var notes = new LinkedHashSet<String>();
        for (Surroundings.Row row : rows) {
            LogStream log = catalog.logs().get(row.stream());
            EventStream events = catalog.events().get(row.stream());
            List<Note> of = log != null ? log.notes() : events != null ? events.notes() : List.of();
            notes.addAll(EntryRows.notes(of, List.of(row.what())));
        }
        return List.copyOf(notes);
    }
}
