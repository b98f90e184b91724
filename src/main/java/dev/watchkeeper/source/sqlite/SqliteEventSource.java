package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.sqlite.EventColumns.EventDecoder;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// An event stream over a table or view with a time and a type.
final class SqliteEventSource implements EventSource {

    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final int SAMPLED_ROWS = 20;

    private final Database database;
    private final Rows rows;
    private final Bound<EventColumns> bound;

    SqliteEventSource(Database database, Rows rows, String stream, EventMapping mapping) {
        this.database = database;
        this.rows = rows;
        var binding = new Binding(database, "events", stream);
        bound = new Bound<>(binding, () -> EventColumns.bind(binding, mapping, this::objects));
    }

    @Override
    public ReadReport read(EventQuery query, Predicate<Event> visitor) {
        EventColumns columns = bound.columns();
        EventDecoder decoder = columns.decoder(query.fields(), query.where().keySet());
        return rows.read(
                new Reading<>(
                        decoder.selection(),
                        query.range(),
                        query.order(),
                        query.cursor(),
                        query.deadline(),
                        filter(columns, query),
                        filter(columns, query),
                        decoder,
                        event -> wanted(event, query),
                        event -> visitor.test(asAsked(event, query))));
    }

    @Override
    public Optional<Event> event(String ref) {
        EventDecoder decoder = bound.columns().decoder(Set.of(), Set.of());
        return rows.row(decoder.selection(), ref)
                .flatMap(row -> rows.time(row).map(time -> decoder.decode(ref, time, row)));
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return Newest.notAfter(
                now, database, rows, bound.columns().decoder(Set.of(), Set.of()).selection());
    }

    /// Leaves out only what [#wanted(Event, EventQuery)] refuses: what is not text in SQL may still
    /// be the same as text.
    private static Sql filter(EventColumns columns, EventQuery query) {
        Sql all = Sql.TRUE;
        if (!query.types().isEmpty() && query.types().size() <= 500) {
            Sql type = columns.type().value();
            all =
                    Sql.format(
                            "({} IN ({}) OR typeof({}) <> 'text')",
                            type,
                            Sql.list(List.copyOf(query.types())),
                            type);
        }
        for (var entry : query.where().entrySet()) {
            Sql value = columns.plainValue(entry.getKey());
            all =
                    all.and(
                            Sql.format(
                                    "({} = {} COLLATE BINARY OR typeof({}) <> 'text')",
                                    value,
                                    Sql.of("?", entry.getValue()),
                                    value));
        }
        return all;
    }

    private static boolean wanted(Event event, EventQuery query) {
        if (!query.types().isEmpty() && !query.types().contains(event.type())) {
            return false;
        }
        for (var entry : query.where().entrySet()) {
            Object value = event.fields().get(entry.getKey());
            if (value == null || !entry.getValue().equals(value.toString())) {
                return false;
            }
        }
        return true;
    }

    /// Without the fields that were read for a condition alone.
    private static Event asAsked(Event event, EventQuery query) {
        if (query.fields().isEmpty() || query.fields().containsAll(query.where().keySet())) {
            return event;
        }
        Map<String, Object> fields = new LinkedHashMap<>(event.fields());
        fields.keySet().retainAll(query.fields());
        return new Event(event.stream(), event.ref(), event.time(), event.type(), fields);
    }

    /// The columns of the newest rows that hold JSON objects. A view is not looked at: it may have
    /// no end.
    private List<String> objects(Table table) {
        if (table.rowId() == null && table.key() == null) {
            return List.of();
        }
        List<Sql> columns = table.columns().stream().map(Sql::name).toList();
        var selection =
                new Selection(
                        table, new Place(table.columns().getFirst(), null), columns, Sql.TRUE);
        String key = table.rowId() != null ? table.rowId() : table.key();
        List<Row> found = new ArrayList<>();
        try {
            new Chunks(database, selection, Deadline.after(SAMPLE))
                    .read(
                            Sql.format(
                                    "1 ORDER BY {} DESC LIMIT " + SAMPLED_ROWS,
                                    Sql.name(String.valueOf(key))),
                            found);
        } catch (ReadFailed e) {
            return List.of();
        }
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            if (found.stream().anyMatch(r -> JsonLeaves.looksLikeObject(r.values().get(column)))) {
                objects.add(table.columns().get(i));
            }
        }
        return objects;
    }
}
