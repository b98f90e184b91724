package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.Declared;
import dev.watchkeeper.source.sqlite.wall.FileIdentity;
import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what a mapping names in the tables that there are, and says what is missing.
final class Binding {

    private static final Duration SCHEMA_READ = Duration.ofSeconds(5);

    private final Database database;
    private final String section;
    private final String stream;

    /// `section` is `logs` or `events`, to name the key at fault as in tools.yaml.
    Binding(Database database, String section, String stream) {
        this.database = database;
        this.section = section;
        this.stream = stream;
    }

    String stream() {
        return stream;
    }

    /// What tells one schema from another: the file, and SQLite's count of changes to its tables.
    record Version(FileIdentity file, long schema) {}

    Version version() {
        FileIdentity file = database.identity();
        long schema =
                database.ask(Deadline.after(SCHEMA_READ), Declared.BY_STATEMENT, Schema::version);
        return new Version(file, schema);
    }

    /// All tables that may be read, or the one asked for, under the names that the schema has for
    /// them.
    List<Table> tables(@Nullable String asked, @Nullable String key) {
        List<Table> tables =
                database.ask(
                        Deadline.after(SCHEMA_READ),
                        Declared.BY_STATEMENT,
                        connection -> {
                            List<Table> found = new ArrayList<>();
                            for (String name : Schema.tables(connection)) {
                                if (asked == null
                                        ? database.listed().has(name)
                                        : asked.equalsIgnoreCase(name)) {
                                    found.add(described(connection, name, key));
                                }
                            }
                            return found;
                        });
        if (asked != null && !database.listed().has(asked)) {
            throw wrong(
                    "table",
                    "the table "
                            + Names.plain(asked)
                            + " is not among sources."
                            + database.name()
                            + ".tables");
        }
        if (tables.isEmpty() && asked != null) {
            throw wrong(
                    "table",
                    "there is no table "
                            + Names.plain(asked)
                            + Names.instead("tables", asked, tableNames()));
        }
        return tables;
    }

    private static Table described(ReadConnection connection, String name, @Nullable String key)
            throws SQLException {
        Table table = Schema.table(connection, name, null);
        return key != null && table.rowId() == null && table.column(key).isPresent()
                ? Schema.table(connection, name, table.column(key).get())
                : table;
    }

    private List<String> tableNames() {
        return database.ask(
                Deadline.after(SCHEMA_READ),
                Declared.BY_STATEMENT,
                connection ->
                        Schema.tables(connection).stream().filter(database.listed()::has).toList());
    }

    Place place(Table table, String key, String name) {
        Place place =
                Place.find(table, name)
                        .orElseThrow(() ->
                                wrong(
                                        key,
                                        "table "
                                                + Names.plain(table.name())
                                                + " has no column "
                                                + Names.plain(name)
                                                + Names.instead("columns", name, table.columns())));
        if (!place.expressible()) {
            throw wrong(key, "a path may not contain a quote or a backslash");
        }
        return place;
    }

    void check(Table table, String key, String name) {
        if (!place(table, key, name).expressible()) {
            throw wrong(key, "cannot be read");
        }
    }

    /// The place named, or else the first of the usual columns that the table has.
    Optional<Place> placeOrUsual(Table table, String key, @Nullable String name, String... usual) {
        if (name != null) {
            return Optional.of(place(table, key, name));
        }
        return Arrays.stream(usual)
                .flatMap(column -> table.column(column).stream())
                .findFirst()
                .map(column -> new Place(column, null));
    }

    /// The condition that a row belongs to the stream.
    Sql member(Table table, Map<String, List<String>> where) {
        Sql all = Sql.TRUE;
        for (var entry : where.entrySet()) {
            Place place = place(table, "where." + entry.getKey(), entry.getKey());
            List<String> values = new ArrayList<>(entry.getValue());
            if (place.path() != null) {
                // SQL has no truth values: those of JSON arrive as numbers.
                if (values.contains("true")) {
                    values.add("1");
                }
                if (values.contains("false")) {
                    values.add("0");
                }
            }
            all =
                    all.and(
                            Sql.format(
                                    "CAST({} AS TEXT) COLLATE BINARY IN ({})",
                                    place.value(),
                                    Sql.list(values)));
        }
        return all;
    }

    SourceUnavailable wrong(String key, String problem) {
        return new SourceUnavailable(
                database.name(), section + "." + stream + "." + key + ": " + problem);
    }
}
