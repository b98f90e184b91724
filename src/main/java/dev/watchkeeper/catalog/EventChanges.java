package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events of certain types that stand for changes.
public final class EventChanges implements ChangeSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FIELDS = 12;

    private final String name;
    private final EventSource events;
    private final ChangeKind kind;
    private final Set<String> types;
    private final String version;
    private final String subject;

    private EventChanges(String name, EventSource events, ChangeStreamConfig config) {
        this.name = name;
        this.events = events;
        this.kind = config.kind();
        this.types = new LinkedHashSet<>(config.types());
        this.version = config.version();
        this.subject = config.subject();
    }

    /// A stream of changes over events.
    ///
    /// @param name what the stream of changes is called
    /// @param events of which nothing is hidden any more that has to be
    /// @throws BadRequest when the configuration cannot work with events
    public static EventChanges of(String name, EventSource events, ChangeStreamConfig config) {
        if (config.types().isEmpty()) {
            throw new BadRequest("types is needed: which types of events are changes");
        }
        if (config.contains() != null || config.pattern() != null) {
            throw new BadRequest(
                    "contains and pattern look into messages; events are chosen by types");
        }
        return new EventChanges(name, events, config);
    }

    @Override
    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
        return changes(range, Deadline.after(PATIENCE), visitor);
    }

    @Override
    public ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        return events.read(
                new EventQuery(
                        range, Order.NEWEST_FIRST, types, Map.of(), Set.of(), null, deadline),
                event -> visitor.test(change(event)));
    }

    @Override
    public Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return events.event(ref)
                .filter(event -> types.contains(event.type()))
                .map(event ->
                        new ChangeDetail(
                                change(event),
                                null,
                                fields(event, "\n"),
                                List.of(),
                                null,
                                List.of()));
    }

    private Change change(Event event) {
        String what = value(event, subject);
        return new Change(
                name,
                event.ref(),
                event.time(),
                kind,
                what == null ? event.type() : what,
                value(event, version),
                FirstLine.of(event.type() + " " + fields(event, ", ")));
    }

    /// The value of a field by its path, or by the last part of its path.
    private static @Nullable String value(Event event, String field) {
        Object exact = event.fields().get(field);
        if (exact != null) {
            return exact.toString();
        }
        return event.fields().entrySet().stream()
                .filter(each -> each.getKey().endsWith("." + field))
                .map(each -> each.getValue().toString())
                .findFirst()
                .orElse(null);
    }

    private static String fields(Event event, String between) {
        return event.fields().entrySet().stream()
                .limit(MOST_FIELDS)
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(between));
    }
}
