package dev.watchkeeper.tool;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Deadline deadline;
    private final List<Row> rows = new ArrayList<>();
    private final List<Map<String, Object>> searched = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();
    private boolean stopped;

    /// One entry or event.
    record Row(
            Instant time,
            String stream,
            @Nullable String level,
            String what,
            @Nullable String ids,
            ShownRow shown) {}

    /// @param around the moment to read outwards from, or null to read from the beginning
    /// @param follow the values of which an id field must have one; empty for everything
    Surroundings(TimeRange range, @Nullable Instant around, Set<String> follow, Deadline deadline) {
        this.range = range;
        this.around = around;
        this.follow = follow;
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
        Predicate<LogEntry> belongs =
                entry -> belongs(stream.ids(), field -> entry.fields().get(field));
        return stream.source()
                .read(
                        new LogQuery(part.range(), part.order(), LogFilter.ALL, deadline),
                        keep(belongs, entry -> row(stream, entry)));
    }

    private ReadReport events(EventStream stream, Part part) {
        Predicate<Event> belongs = event -> belongs(stream.ids(), field -> value(event, field));
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
                        keep(belongs, event -> row(stream, event)));
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

    private <T> Predicate<T> keep(Predicate<T> belongs, Function<T, Row> row) {
        int[] found = {0};
        return each -> {
            if (belongs.test(each)) {
                found[0]++;
                rows.add(row.apply(each));
            }
            return found[0] < MOST_OF_A_READ;
        };
    }

    private boolean belongs(List<String> ids, Function<String, @Nullable Object> value) {
        return follow.isEmpty()
                || ids.stream()
                        .map(value)
                        .anyMatch(found -> found != null && follow.contains(found.toString()));
    }

    private static Row row(LogStream stream, LogEntry entry) {
        String exception = EntryRows.exception(entry, 240);
        return new Row(
                entry.time(),
                stream.name(),
                entry.level() == null ? null : entry.level().name(),
                Excerpt.headAndTail(entry.message(), 300)
                        + (exception == null ? "" : "\n" + exception),
                EntryRows.ids(entry, stream.ids(), 300),
                ShownRow.of(entry));
    }

    private static Row row(EventStream stream, Event event) {
        return new Row(
                event.time(),
                stream.name(),
                null,
                Excerpt.head(event.type(), 120) + " " + EntryRows.fields(event, 300),
                null,
                ShownRow.of(event));
    }
}
