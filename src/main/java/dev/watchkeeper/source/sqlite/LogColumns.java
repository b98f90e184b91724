package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogMapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of a log stream, and how an entry is made of them.
///
/// @param level where the level is, or null; likewise the others
/// @param fields the columns and paths of the further fields, with the name each is shown by; a
///   column of JSON that is left over gives one field for each value in it
record LogColumns(
        String stream,
        Selection selection,
        @Nullable Place level,
        @Nullable Place logger,
        Place message,
        @Nullable Place exception,
        Map<String, Place> fields,
        Set<Place> used)
        implements Decoder<LogEntry> {

    static final String[] TIME = {
        "time",
        "timestamp",
        "ts",
        "created_at",
        "created",
        "datetime",
        "logged_at",
        "event_time",
        "asctime",
        "date",
        "at"
    };
    static final String[] MESSAGE = {"message", "msg", "text", "log_message", "body", "event"};

    private static final String[] LEVEL = {
        "level", "levelname", "level_name", "severity", "log_level", "loglevel", "lvl", "levelno"
    };
    private static final String[] LOGGER = {
        "logger", "logger_name", "name", "module", "component", "source", "program", "channel"
    };
    private static final String[] EXCEPTION = {
        "exception",
        "traceback",
        "exc_info",
        "exc_text",
        "stack_trace",
        "stacktrace",
        "stack",
        "stack_info"
    };
    private static final int MOST_FIELDS = 64;
    private static final int LONGEST_FIELD = 4_096;
    private static final int FIRST_FIELD = 5;

    static LogColumns bind(Binding binding, LogMapping mapping) {
        Table table = table(binding, mapping);
        if (mapping.id() != null) {
            binding.check(table, "id", mapping.id());
        }
        Place time = required(binding, table, "time", mapping.time(), TIME);
        Place message = required(binding, table, "message", mapping.message(), MESSAGE);
        Place level = binding.placeOrUsual(table, "level", mapping.level(), LEVEL).orElse(null);
        Place logger = binding.placeOrUsual(table, "logger", mapping.logger(), LOGGER).orElse(null);
        Place exception =
                binding.placeOrUsual(table, "exception", mapping.exception(), EXCEPTION)
                        .orElse(null);
        Set<Place> used = new HashSet<>();
        for (Place place : new @Nullable Place[] {time, message, level, logger, exception}) {
            if (place != null) {
                used.add(place);
            }
        }
        Map<String, Place> fields = new LinkedHashMap<>();
        for (String name : mapping.fields()) {
            Place place = binding.place(table, "fields", name);
            fields.putIfAbsent(place.lastPart(), place);
        }
        if (mapping.fields().isEmpty()) {
            for (String column : table.columns()) {
                Place place = new Place(column, null);
                boolean key = column.equals(table.rowId()) || column.equals(table.key());
                if (!key && !used.contains(place)) {
                    fields.put(column, place);
                }
            }
        }
        List<Sql> columns = new ArrayList<>();
        columns.add(value(level));
        columns.add(value(logger));
        columns.add(value(message));
        columns.add(value(exception));
        columns.add(message.path() == null ? Sql.of("NULL") : Sql.name(message.column()));
        fields.values().forEach(place -> columns.add(place.typedValue()));
        var selection =
                new Selection(
                        table, time, List.copyOf(columns), binding.member(table, mapping.where()));
        return new LogColumns(
                binding.stream(), selection, level, logger, message, exception, fields, used);
    }

    /// The same without the further fields, which cost most of the time of a row.
    LogColumns withoutFields() {
        var without =
                new Selection(
                        selection.table(),
                        selection.time(),
                        selection.columns().subList(0, FIRST_FIELD),
                        selection.member());
        return new LogColumns(stream, without, level, logger, message, exception, Map.of(), used);
    }

    private static Table table(Binding binding, LogMapping mapping) {
        List<Table> tables = binding.tables(mapping.table(), mapping.id());
        if (mapping.table() != null) {
            return tables.getFirst();
        }
        List<Table> logs =
                tables.stream()
                        .filter(table ->
                                has(table, mapping.time(), TIME)
                                        && has(table, mapping.message(), MESSAGE))
                        .toList();
        if (logs.size() != 1) {
            throw binding.wrong(
                    "table",
                    (logs.isEmpty()
                                    ? "no table looks like a log"
                                    : "several tables look like a log")
                            + "; name one"
                            + Names.instead(
                                    "tables",
                                    "",
                                    (logs.isEmpty() ? tables : logs)
                                            .stream().map(Table::name).toList()));
        }
        return logs.getFirst();
    }

    private static boolean has(Table table, @Nullable String name, String[] usual) {
        if (name != null) {
            return Place.find(table, name).isPresent();
        }
        for (String column : usual) {
            if (table.column(column).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Place required(
            Binding binding, Table table, String key, @Nullable String name, String[] usual) {
        return binding.placeOrUsual(table, key, name, usual)
                .orElseThrow(() ->
                        binding.wrong(
                                key,
                                "table "
                                        + Names.plain(table.name())
                                        + " has none of the usual columns ("
                                        + String.join(", ", usual)
                                        + "); name one"
                                        + Names.instead("columns", "", table.columns())));
    }

    private static Sql value(@Nullable Place place) {
        return place == null ? Sql.of("NULL") : place.value();
    }

    @Override
    public LogEntry decode(String ref, Instant time, Row row) {
        List<@Nullable Object> values = row.values();
        String message = text(values.get(2));
        if (message == null) {
            // Of a JSON column that holds no such path, or no JSON at all, what is there is shown.
            message = Optional.ofNullable(text(values.get(4))).map(LogColumns::cut).orElse("");
        }
        String levelText = text(values.get(0));
        return new LogEntry(
                stream,
                ref,
                time,
                levelText == null ? null : Level.parse(levelText).orElse(null),
                Optional.ofNullable(text(values.get(1))).orElse(""),
                message,
                exceptionOf(text(values.get(3))),
                fieldsOf(values));
    }

    private static @Nullable String exceptionOf(@Nullable String text) {
        return text == null || text.isBlank() || text.equals("null") ? null : text;
    }

    private Map<String, String> fieldsOf(List<@Nullable Object> values) {
        Map<String, String> all = new LinkedHashMap<>();
        int i = FIRST_FIELD;
        for (var field : fields.entrySet()) {
            Object value = values.get(i++);
            Place place = field.getValue();
            if (place.path() != null) {
                JsonLeaves.value(value).ifPresent(v -> put(all, field.getKey(), v));
            } else if (!JsonLeaves.looksLikeObject(value)
                    || !JsonLeaves.each(
                            String.valueOf(value),
                            (path, leaf) -> leaf(all, place.column(), path, leaf))) {
                put(all, field.getKey(), value);
            }
        }
        return all;
    }

    private void leaf(Map<String, String> all, String column, String path, Object value) {
        if (!used.contains(new Place(column, path))) {
            boolean taken = all.containsKey(path) || fields.containsKey(path);
            put(all, taken ? column + "." + path : path, value);
        }
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        if (value != null && all.size() < MOST_FIELDS) {
            all.put(
                    name,
                    value instanceof byte[] bytes
                            ? bytes.length + " bytes"
                            : cut(value.toString()));
        }
    }

    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null -> null;
            case Object other -> other.toString();
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_FIELD ? text : text.substring(0, LONGEST_FIELD) + "…";
    }
}
