package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.IdShape;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The entries and events of all streams in a stretch of time, or those of certain ids alone.
/// Around a moment each stream is read outwards from it, so that what is near is found however busy
/// the stream is.
final class Surroundings {

    private static final int MOST_OF_A_READ = 2_000;

    private final TimeRange range;
    private final @Nullable Instant around;
    private final Set<String> follow;
    private final Map<String, List<String>> idFields;
    private final Deadline deadline;
    private final Courses courses = new Courses();
    private final List<Row> rows = new ArrayList<>();
    private final List<Map<String, Object>> searched = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();
    private boolean stopped;

    /// One entry or event.
    ///
    /// @param values its ids, as `name=value`
    record Row(
            Instant time,
            String stream,
            @Nullable String level,
            String what,
            @Nullable String ids,
            Map<String, String> values,
            ShownRow shown) {}

    /// @param around the moment to read outwards from, or null to read from the beginning
    /// @param follow the values of which an id field or a message must have one; empty for
    ///   everything
    /// @param idFields the fields that are ids, by the name of the stream
    Surroundings(
            TimeRange range,
            @Nullable Instant around,
            Set<String> follow,
            Map<String, List<String>> idFields,
            Deadline deadline) {
        this.range = range;
        this.around = around;
        this.follow = follow;
        this.idFields = idFields;
        this.deadline = deadline;
    }

    void read(Catalog catalog) {
        for (LogStream stream : catalog.logs().values()) {
            look(stream.name(), part -> logs(stream, part));
        }
        for (EventStream stream : catalog.events().values()) {
            look(stream.name(), part -> events(stream, part));
        }
    }

    /// What was found, the nearest to the moment first, or in order of time where there is none.
    List<Row> rows() {
        rows.sort(
                around == null
                        ? Comparator.comparing(Row::time)
                        : Comparator.comparing(row -> Duration.between(around, row.time()).abs()));
        return rows;
    }

    List<Map<String, Object>> searched() {
        return searched;
    }

    /// What the sources said that did not answer.
    List<String> unavailable() {
        return unavailable;
    }

    /// How all that has ids went, also what was not followed.
    Courses courses() {
        return courses;
    }

    /// True when there is more in the range than was found.
    boolean stopped() {
        return stopped;
    }

    /// A stretch of the range and the end of it to begin with.
    private record Part(TimeRange range, Order order) {}

    private void look(String stream, Function<Part, ReadReport> read) {
        try {
            if (around == null) {
                report(stream, range, read.apply(new Part(range, Order.OLDEST_FIRST)));
                return;
            }
            var before = new TimeRange(range.from(), around);
            var after = new TimeRange(around, range.until());
            ReadReport back = read.apply(new Part(before, Order.NEWEST_FIRST));
            ReadReport on = read.apply(new Part(after, Order.OLDEST_FIRST));
            if (back.end() == on.end() && on.complete() && back.broken() + on.broken() == 0) {
                report(stream, range, both(back, on));
            } else {
                report(stream, before, back);
                report(stream, after, on);
            }
        } catch (SourceUnavailable e) {
            unavailable.add(e.text());
        }
    }

    private static ReadReport both(ReadReport back, ReadReport on) {
        return new ReadReport(
                back.examined() + on.examined(),
                0,
                List.of(),
                on.end(),
                null,
                null,
                Stream.concat(back.remarks().stream(), on.remarks().stream()).distinct().toList());
    }

    private void report(String stream, TimeRange part, ReadReport report) {
        searched.add(Searched.of(stream, part, report));
        stopped |= report.end() == ReadReport.End.VISITOR;
    }

    private ReadReport logs(LogStream stream, Part part) {
        List<String> fields = idFields.getOrDefault(stream.name(), List.of());
        return stream.source()
                .read(
                        new LogQuery(part.range(), part.order(), LogFilter.ALL, deadline),
                        keep(entry -> {
                            Map<String, String> ids =
                                    ids(fields, field -> entry.fields().get(field));
                            observe(ids, values -> courses.add(entry, stream.name(), values));
                            return belongs(ids, entry.message()) ? row(stream, entry, ids) : null;
                        }));
    }

    private ReadReport events(EventStream stream, Part part) {
        List<String> fields = idFields.getOrDefault(stream.name(), List.of());
        return stream.source()
                .read(
                        new EventQuery(
                                part.range(),
                                part.order(),
                                Set.of(),
                                Map.of(),
                                Set.of(),
                                null,
                                deadline),
                        keep(event -> {
                            Map<String, String> ids = ids(fields, field -> value(event, field));
                            observe(ids, values -> courses.add(event, stream.name(), values));
                            return belongs(ids, "") ? row(stream, event, ids) : null;
                        }));
    }

    private void observe(Map<String, String> ids, Consumer<List<String>> observer) {
        if (!follow.isEmpty() && !ids.isEmpty()) {
            observer.accept(List.copyOf(ids.values()));
        }
    }

    private static Map<String, String> ids(
            List<String> fields, Function<String, @Nullable Object> value) {
        var ids = new LinkedHashMap<String, String>();
        for (String field : fields) {
            Object found = value.apply(field);
            if (found != null && !found.toString().isBlank()) {
                ids.put(field, found.toString());
            }
        }
        return ids;
    }

    /// The value of a field by its path, or by the last part of its path, as logs call theirs.
    private static @Nullable Object value(Event event, String field) {
        Object exact = event.fields().get(field);
        if (exact != null) {
            return exact;
        }
        return event.fields().entrySet().stream()
                .filter(each -> each.getKey().endsWith("." + field))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private <T> Predicate<T> keep(Function<T, @Nullable Row> row) {
        int[] found = {0};
        return each -> {
            Row made = row.apply(each);
            if (made != null) {
                found[0]++;
                rows.add(made);
            }
            return found[0] < MOST_OF_A_READ;
        };
    }

    private boolean belongs(Map<String, String> ids, String message) {
        return follow.isEmpty()
                || ids.values().stream().anyMatch(follow::contains)
                || follow.stream()
                        .anyMatch(id -> IdShape.isFindable(id) && IdShape.isIn(message, id));
    }

    private static Row row(LogStream stream, LogEntry entry, Map<String, String> ids) {
        String exception = EntryRows.exception(entry, 240);
        return new Row(
                entry.time(),
                stream.name(),
                entry.level() == null ? null : entry.level().name(),
                Excerpt.headAndTail(entry.message(), 300)
                        + (exception == null ? "" : "\n" + exception),
                EntryRows.ids(entry, ids.keySet(), 300),
                ids,
                ShownRow.of(entry));
    }

    private static Row row(EventStream stream, Event event, Map<String, String> ids) {
        return new Row(
                event.time(),
                stream.name(),
                null,
                Excerpt.head(event.type(), 120) + " " + EntryRows.fields(event, 300),
                null,
                ids,
                ShownRow.of(event));
    }
}
