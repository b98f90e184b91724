package dev.watchkeeper.check;

import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An event stream held in a list.
final class ListedEvents implements EventSource {

    final String name;
    private final List<Event> events = new ArrayList<>();
    private boolean sorted = true;

    /// The fields that say which job or request an event belongs to.
    List<String> ids = List.of();

    /// Set to make it unavailable.
    @Nullable String failure;

    /// After how many events a read runs out of time.
    int patience = Integer.MAX_VALUE;

    ListedEvents(String name) {
        this.name = name;
    }

    ListedEvents add(Instant time, String type, Map<String, Object> fields) {
        events.add(new Event(name, "r" + events.size(), time, type, fields));
        sorted = false;
        return this;
    }

    /// The same event again and again.
    ListedEvents every(
            Duration step, Instant from, Instant until, String type, Map<String, Object> fields) {
        for (Instant at = from; at.isBefore(until); at = at.plus(step)) {
            add(at, type, fields);
        }
        return this;
    }

    EventStream stream() {
        return new EventStream(
                name, name, this, ids, Map.of(), List.of(), null, Duration.ofDays(30));
    }

    @Override
    public ReadReport read(EventQuery query, Predicate<Event> visitor) {
        available();
        if (!sorted) {
            events.sort(Comparator.comparing(Event::time));
            sorted = true;
        }
        long visited = 0;
        int n = events.size();
        for (int i = 0; i < n; i++) {
            Event event = events.get(query.order() == Order.OLDEST_FIRST ? i : n - 1 - i);
            if (!query.range().contains(event.time())
                    || !(query.types().isEmpty() || query.types().contains(event.type()))) {
                continue;
            }
            if (visited++ >= patience) {
                return new ReadReport(
                        visited,
                        0,
                        List.of(),
                        ReadReport.End.DEADLINE,
                        event.time(),
                        null,
                        List.of());
            }
            if (!visitor.test(event)) {
                return report(visited, ReadReport.End.VISITOR);
            }
        }
        return report(visited, ReadReport.End.RANGE);
    }

    @Override
    public Optional<Event> event(String ref) {
        return events.stream().filter(e -> e.ref().equals(ref)).findFirst();
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        available();
        return events.stream()
                .map(Event::time)
                .filter(time -> !time.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    private void available() {
        if (failure != null) {
            throw new SourceUnavailable(name, failure);
        }
    }

    private static ReadReport report(long visited, ReadReport.End end) {
        return new ReadReport(visited, 0, List.of(), end, null, null, List.of());
    }
}
