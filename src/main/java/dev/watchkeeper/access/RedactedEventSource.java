package dev.watchkeeper.access;

import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.ReadReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// An event stream without its secrets; see [RedactedLogSource].
///
/// @param source which still has them
public record RedactedEventSource(EventSource source, Redactor redactor) implements EventSource {

    @Override
    public ReadReport read(EventQuery query, Predicate<Event> visitor) {
        Map<String, String> where = query.where();
        var fields = new TreeSet<>(query.fields());
        if (!fields.isEmpty()) {
            fields.addAll(where.keySet());
        }
        return source.read(
                new EventQuery(
                        query.range(),
                        query.order(),
                        query.types(),
                        RedactedSearch.shown(where, redactor),
                        fields,
                        query.cursor(),
                        query.deadline()),
                event -> {
                    Event redacted = redacted(event);
                    return !has(redacted, where) || visitor.test(redacted);
                });
    }

    @Override
    public Optional<Event> event(String ref) {
        return source.event(ref).map(this::redacted);
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return source.newest(now);
    }

    private static boolean has(Event event, Map<String, String> where) {
        for (var wanted : where.entrySet()) {
            Object value = event.fields().get(wanted.getKey());
            if (value == null || !wanted.getValue().equals(value.toString())) {
                return false;
            }
        }
        return true;
    }

    private Event redacted(Event event) {
        var fields = new LinkedHashMap<String, Object>();
        event.fields()
                .forEach((name, value) ->
                        fields.put(
                                name,
                                value instanceof String text
                                        ? redactor.value(name, text).text()
                                        : value));
        return new Event(event.stream(), event.ref(), event.time(), event.type(), fields);
    }
}
