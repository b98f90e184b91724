package dev.watchkeeper.init;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.Declared;
import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.SchemaQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Samples the tables of SQLite files, opened as the sources open them.
final class Databases {

    private static final Duration LOCKED = Duration.ofSeconds(2);
    private static final int MOST_TABLES = 60;
    private static final int ROWS = 300;

    private Databases() {}

    /// What a database gave.
    ///
    /// @param tables how many tables it has, those that were not sampled among them
    /// @param unread tables that did not answer, with why
    record Sampled(List<TableSample> samples, int tables, Map<String, String> unread) {}

    /// @throws SourceUnavailable when the file cannot be read, saying what to do about it
    static Sampled sample(Path file, Patience patience) {
        requireReadable(file);
        try (var database = new Database("init", file, LOCKED, Declared.BY_STATEMENT)) {
            List<String> tables =
                    database.ask(
                            patience.next(),
                            Declared.BY_STATEMENT,
                            connection -> names(connection.schema(SchemaQuestion.TABLES)));
            var samples = new ArrayList<TableSample>();
            var unread = new LinkedHashMap<String, String>();
            for (String table : tables.subList(0, Math.min(MOST_TABLES, tables.size()))) {
                try {
                    samples.add(sample(database, table, patience));
                } catch (SourceUnavailable e) {
                    unread.put(table, e.text().replaceFirst("^source init: ", ""));
                }
            }
            return new Sampled(samples, tables.size(), unread);
        }
    }

    /// A log without its index would be given one by whoever opens the file; that is more than
    /// reading.
    private static void requireReadable(Path file) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path index = file.resolveSibling(file.getFileName() + "-shm");
        try {
            if (Files.exists(log) && Files.size(log) > 0 && Files.notExists(index)) {
                throw new SourceUnavailable(
                        "init",
                        "its application was killed and left a write-ahead log without an index; start the"
                                + " application once, then run init again");
            }
        } catch (IOException e) {
            throw new SourceUnavailable("init", "its write-ahead log cannot be looked at", e);
        }
    }

    private static TableSample sample(Database database, String table, Patience patience) {
        Declared declared = Declared.table(table);
        Long count = count(database, table, declared, patience);
        return database.ask(
                patience.next(),
                declared,
                connection -> {
                    List<String> columns = names(connection.schema(SchemaQuestion.COLUMNS, table));
                    boolean rowIds = !connection.schema(SchemaQuestion.HAS_ROW_ID, table).isEmpty();
                    String order = rowIds ? " ORDER BY rowid DESC" : "";
                    return new TableSample(
                            table,
                            columns,
                            rows(connection, columns, quoted(table) + order),
                            count,
                            states(connection, columns, quoted(table) + order));
                });
    }

    private static @Nullable Long count(
            Database database, String table, Declared declared, Patience patience) {
        try {
            return database.ask(
                    patience.next(),
                    declared,
                    connection -> {
                        try (var statement =
                                        connection.prepare(
                                                "SELECT count(*) FROM " + quoted(table));
                                var rows = statement.rows()) {
                            return rows.next() ? rows.number(1) : 0L;
                        }
                    });
        } catch (SourceUnavailable tooLarge) {
            return null;
        }
    }

    private static List<Map<String, @Nullable Object>> rows(
            ReadConnection connection, List<String> columns, String from) throws SQLException {
        if (columns.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", columns.stream().map(Databases::quoted).toList());
        try (var statement =
                        connection.prepare("SELECT " + names + " FROM " + from + " LIMIT " + ROWS);
                var rows = statement.rows()) {
            var all = new ArrayList<Map<String, @Nullable Object>>();
            while (rows.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), rows.value(i + 1));
                }
                all.add(row);
            }
            return all;
        }
    }

    private static List<String> states(ReadConnection connection, List<String> columns, String from)
            throws SQLException {
        String column = TableShape.stateColumn(columns).orElse(null);
        if (column == null) {
            return List.of();
        }
        try (var statement =
                        connection.prepare(
                                "SELECT DISTINCT s FROM (SELECT "
                                        + quoted(column)
                                        + " AS s FROM "
                                        + from
                                        + " LIMIT 20000) WHERE s IS NOT NULL LIMIT 21");
                var rows = statement.rows()) {
            var states = new ArrayList<String>();
            while (rows.next()) {
                states.add(String.valueOf(rows.text(1)));
            }
            return List.copyOf(states);
        }
    }

    private static List<String> names(List<List<@Nullable Object>> rows) {
        return rows.stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
