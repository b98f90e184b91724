package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// A log stream over a table or view: columns named freely, or rows of an event table whose message
/// is inside a JSON column.
final class SqliteLogSource implements LogSource {

    private final Database database;
    private final Rows rows;
    private final Bound<LogColumns> bound;

    SqliteLogSource(Database database, Rows rows, String stream, LogMapping mapping) {
        this.database = database;
        this.rows = rows;
        var binding = new Binding(database, "logs", stream);
        bound = new Bound<>(binding, () -> LogColumns.bind(binding, mapping));
    }

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        LogColumns all = bound.columns();
        LogColumns columns = query.fields() ? all : all.withoutFields();
        return rows.read(
                new Reading<>(
                        columns.selection(),
                        query.range(),
                        query.order(),
                        query.cursor(),
                        query.deadline(),
                        LogConditions.of(columns, query.filter()),
                        columns,
                        query.filter()::matches,
                        visitor));
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        LogColumns columns = bound.columns();
        return rows.row(columns.selection(), ref)
                .flatMap(row -> rows.time(row).map(time -> columns.decode(ref, time, row)));
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return Newest.notAfter(now, database, rows, bound.columns().selection());
    }
}
