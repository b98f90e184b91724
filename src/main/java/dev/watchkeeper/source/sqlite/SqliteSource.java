package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.SqlSource;
import dev.watchkeeper.source.SqlSourceConfig;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.Declared;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A SQLite database file that belongs to somebody else. It is never written to, locked for longer
/// than a short statement, or repaired.
public final class SqliteSource implements Source {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;
    private final Rows rows;

    SqliteSource(String path, List<String> tables, SourceContext context, Duration patience) {
        database =
                new Database(
                        context.name(),
                        Path.of(context.resolve(path)),
                        patience,
                        Declared.listed(tables));
        rows = new Rows(database, new Times(new TimeText(context.zone(), context.clock())));
    }

    /// What tools.yaml says of it under `type: sqlite`.
    @Doc("A SQLite database file, opened read-only.")
    public record Config(
            @Doc("The database file. It may be in use by its application, and need not exist yet.")
                    String path,
            @Doc(
                            "The only tables and views that may be read; all that streams and"
                                    + " statements name where this is left out")
                    List<String> tables)
            implements SqlSourceConfig {

        /// A database of which all may be read that is named.
        public Config(String path) {
            this(path, List.of());
        }

        @Override
        public Source open(SourceContext context) {
            return new SqliteSource(path, tables, context, PATIENCE);
        }
    }

    @Override
    public LogSource logs(String stream, LogMapping mapping) {
        return new SqliteLogSource(database, rows, stream, mapping);
    }

    @Override
    public EventSource events(String stream, EventMapping mapping) {
        return new SqliteEventSource(database, rows, stream, mapping);
    }

    @Override
    public Optional<SqlSource> sql() {
        return Optional.of(new SqliteSql(database));
    }

    @Override
    public void close() {
        database.close();
    }
}
