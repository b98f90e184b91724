package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.source.EventMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of an event stream.
///
/// @param json the columns in which JSON objects were seen, for fields named by what is inside
record EventColumns(
        String stream,
        Table table,
        Place time,
        Place type,
        Sql member,
        Map<String, Place> declared,
        List<String> json) {

    private static final int MOST_FIELDS = 128;
    private static final int LONGEST_FIELD = 16_384;
    private static final int PARSED_FROM = 3;

    static EventColumns bind(Binding binding, EventMapping mapping, JsonSample sample) {
        List<Table> tables = binding.tables(mapping.table(), mapping.id());
        if (tables.size() != 1) {
            throw binding.wrong(
                    "table",
                    "name one"
                            + Names.instead(
                                    "tables", "", tables.stream().map(Table::name).toList()));
        }
        Table table = tables.getFirst();
        if (mapping.id() != null) {
            binding.check(table, "id", mapping.id());
        }
        Map<String, Place> declared = new LinkedHashMap<>();
        for (String name : mapping.fields()) {
            declared.put(name, binding.place(table, "fields", name));
        }
        return new EventColumns(
                binding.stream(),
                table,
                binding.place(table, "time", mapping.time()),
                binding.place(table, "type", mapping.type()),
                binding.member(table, mapping.where()),
                declared,
                sample.objects(table));
    }

    /// Finds the columns that hold JSON objects.
    @FunctionalInterface
    interface JsonSample {
        List<String> objects(Table table);
    }

    /// What to read so that an event has the fields asked for; all of them when none are.
    EventDecoder decoder(Set<String> asked, Set<String> alsoRead) {
        Map<String, Sql> fields = new LinkedHashMap<>();
        boolean all = asked.isEmpty();
        boolean leftOver = all && declared.isEmpty();
        if (leftOver) {
            for (String column : table.columns()) {
                boolean key = column.equals(table.rowId()) || column.equals(table.key());
                boolean used = isColumn(time, column) || isColumn(type, column);
                if (!key && !used) {
                    fields.put(column, Sql.name(column));
                }
            }
        }
        Set<String> names = new LinkedHashSet<>(all ? declared.keySet() : asked);
        names.addAll(alsoRead);
        Set<String> inJson = new HashSet<>();
        Map<String, List<Place>> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, field(name)));
        Map<String, Map<String, String>> parsed = leftOver ? Map.of() : parsed(found);
        parsed.forEach((column, _) -> fields.putIfAbsent(column, Sql.name(column)));
        Set<String> inColumns = new HashSet<>();
        parsed.values().forEach(paths -> inColumns.addAll(paths.keySet()));
        Map<String, JsonPaths> readers = new HashMap<>();
        parsed.forEach((column, paths) -> readers.put(column, new JsonPaths(paths)));
        found.forEach((name, places) -> {
            if (inColumns.contains(name)) {
                return;
            }
            if (places.getFirst().path() != null) {
                inJson.add(name);
            }
            fields.putIfAbsent(name, joined(places.stream().map(Place::typedValue).toList()));
        });
        List<Sql> columns = new ArrayList<>();
        columns.add(type.value());
        columns.addAll(fields.values());
        return new EventDecoder(
                stream,
                new Selection(table, time, List.copyOf(columns), member),
                List.copyOf(fields.keySet()),
                Set.copyOf(inJson),
                Map.copyOf(readers),
                leftOver);
    }

    /// The columns of JSON out of which so many fields are wanted that each is parsed once here,
    /// and not once for each field by SQLite: column → name of the field → path in the column.
    private static Map<String, Map<String, String>> parsed(Map<String, List<Place>> fields) {
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        fields.forEach((name, places) -> {
            String path = places.getFirst().path();
            if (places.size() == 1 && path != null) {
                columns.computeIfAbsent(places.getFirst().column(), _ -> new LinkedHashMap<>())
                        .put(name, path);
            }
        });
        columns.keySet().removeIf(fields::containsKey);
        columns.values().removeIf(paths -> paths.size() < PARSED_FROM);
        return columns;
    }

    /// The values that the field of this name may have, as SQL sees them: to compare text with.
    Sql plainValue(String name) {
        return joined(field(name).stream().map(Place::value).toList());
    }

    private static Sql joined(List<Sql> values) {
        return values.size() == 1
                ? values.getFirst()
                : Sql.format("coalesce({})", Sql.joined(", ", values));
    }

    /// The places of a field: declared, a column, a path into a column, or else inside whatever
    /// column holds JSON.
    private List<Place> field(String name) {
        Optional<Place> place =
                Optional.ofNullable(declared.get(name))
                        .or(() -> declaredByLastPart(name))
                        .or(() -> Place.find(table, name));
        List<Place> places =
                place.isPresent()
                        ? List.of(place.get())
                        : json.stream().map(column -> new Place(column, name)).toList();
        if (places.isEmpty()) {
            throw new BadRequest(
                    "event stream "
                            + stream
                            + " has no field "
                            + Names.plain(name)
                            + Names.instead("fields", name, table.columns()));
        }
        if (!places.getFirst().expressible()) {
            throw new BadRequest(
                    "a field name may not contain a quote or a backslash, got "
                            + Names.plain(name));
        }
        return places;
    }

    private Optional<Place> declaredByLastPart(String name) {
        return declared.values().stream().filter(p -> p.lastPart().equals(name)).findFirst();
    }

    private static boolean isColumn(Place place, String column) {
        return place.path() == null && place.column().equals(column);
    }

    /// Makes events of rows.
    ///
    /// @param names the fields selected, in the order of [Row#values()] after the type
    /// @param inJson those whose values come as JSON texts
    /// @param parsed the columns selected for the fields inside
    /// @param flattened whether a column of JSON gives a field for each value in it
    record EventDecoder(
            String stream,
            Selection selection,
            List<String> names,
            Set<String> inJson,
            Map<String, JsonPaths> parsed,
            boolean flattened)
            implements Decoder<Event> {

        @Override
        public Event decode(String ref, Instant time, Row row) {
            List<@Nullable Object> values = row.values();
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                add(fields, names.get(i), values.get(i + 1));
            }
            String type = LogColumns.text(values.getFirst());
            return new Event(stream, ref, time, type == null ? "" : type, fields);
        }

        private void add(Map<String, Object> fields, String name, @Nullable Object value) {
            if (value == null) {
                return;
            }
            JsonPaths inside = parsed.get(name);
            if (inside != null) {
                if (value instanceof String text) {
                    inside.read(text, (field, leaf) -> put(fields, field, leaf));
                }
                return;
            }
            if (inJson.contains(name)) {
                JsonLeaves.value(value).ifPresent(inner -> put(fields, name, inner));
            } else if (!flattened
                    || !JsonLeaves.looksLikeObject(value)
                    || !JsonLeaves.each(
                            value.toString(),
                            (path, leaf) -> put(fields, name + "." + path, leaf))) {
                put(fields, name, value);
            }
        }

        private static void put(Map<String, Object> fields, String name, Object value) {
            if (fields.size() < MOST_FIELDS) {
                fields.put(
                        name,
                        switch (value) {
                            case byte[] bytes -> bytes.length + " bytes";
                            case String text when text.length() > LONGEST_FIELD ->
                                    text.substring(0, LONGEST_FIELD) + "…";
                            default -> value;
                        });
            }
        }
    }
}
