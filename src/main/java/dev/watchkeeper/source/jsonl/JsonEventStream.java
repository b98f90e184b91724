package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Event;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.lines.LineGroup;
import dev.watchkeeper.source.lines.LineLog;
import dev.watchkeeper.source.lines.LineQuery;
import dev.watchkeeper.source.lines.TextScan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An event stream over JSON lines.
record JsonEventStream(LineLog<Event> log, EventMapping mapping) implements EventSource {

    @Override
    public ReadReport read(EventQuery query, Predicate<Event> visitor) {
        Predicate<LineGroup> scan = stream();
        if (!query.types().isEmpty()) {
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), query.types()));
        }
        for (String value : query.where().values()) {
            List<String> values = List.of(value);
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        return log.read(
                new LineQuery<>(
                        query.range(),
                        query.order(),
                        query.cursor(),
                        query.deadline(),
                        scan,
                        event -> wanted(query, event)),
                event -> visitor.test(shown(event, query.fields())));
    }

    private static boolean wanted(EventQuery query, Event event) {
        if (!query.types().isEmpty() && !query.types().contains(event.type())) {
            return false;
        }
        for (var condition : query.where().entrySet()) {
            Object value = value(condition.getKey(), event.fields());
            if (value == null || !condition.getValue().equals(value.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Event shown(Event event, Set<String> fields) {
        if (fields.isEmpty()) {
            return event;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String name : fields) {
            Object value = value(name, event.fields());
            if (value != null) {
                shown.put(name, value);
            }
        }
        return new Event(event.stream(), event.ref(), event.time(), event.type(), shown);
    }

    private static @Nullable Object value(String name, Map<String, Object> fields) {
        String path = JsonKeys.field(name, fields);
        return path == null ? null : fields.get(path);
    }

    private Predicate<LineGroup> stream() {
        Predicate<LineGroup> scan = group -> true;
        for (List<String> values : mapping.where().values()) {
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        return scan;
    }

    @Override
    public Optional<Event> event(String ref) {
        return log.entry(ref);
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return log.newest(now, stream());
    }
}
