package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LevelTally;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.sqlite.wall.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// A log stream over a table or view: columns named freely, or rows of an event table whose message
/// is inside a JSON column.
final class SqliteLogSource implements LogSource {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

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
                        LogConditions.of(columns, query.filter().withoutTexts()),
                        columns,
                        query.filter()::matches,
                        visitor));
    }

    @Override
    public LevelCounts count(LevelQuery query) {
        LogFilter filter = query.filter();
        if (!filter.contains().isEmpty() || !filter.fields().isEmpty()) {
            return LogSource.super.count(query);
        }
        var counting = new LevelCounting(database, rows.times(), bound.columns(), query);
        var tally = new LevelTally(query);
        boolean byHour = query.width().toMillis() % HOUR.toMillis() == 0;
        count(query.range(), byHour ? HOUR : MINUTE, counting, query, tally);
        return tally.counts();
    }

    /// Whole units inside SQL, what sticks out at both ends by the next smaller ones, the rest of a
    /// minute entry by entry.
    private void count(
            TimeRange range,
            Duration unit,
            LevelCounting counting,
            LevelQuery query,
            LevelTally tally) {
        long step = unit.toMillis();
        Instant first =
                Instant.ofEpochMilli(Math.ceilDiv(range.from().toEpochMilli(), step) * step);
        Instant end =
                Instant.ofEpochMilli(Math.floorDiv(range.until().toEpochMilli(), step) * step);
        if (first.isBefore(range.from())) {
            first = first.plus(unit);
        }
        if (first.isBefore(end)) {
            Optional<LevelCounts> whole = counting.count(new TimeRange(first, end), unit);
            if (whole.isPresent()) {
                smaller(new TimeRange(range.from(), first), unit, counting, query, tally);
                tally.add(whole.get());
                smaller(new TimeRange(end, range.until()), unit, counting, query, tally);
                return;
            }
        }
        smaller(range, unit, counting, query, tally);
    }

    private void smaller(
            TimeRange range,
            Duration unit,
            LevelCounting counting,
            LevelQuery query,
            LevelTally tally) {
        if (range.from().equals(range.until())) {
            return;
        }
        if (unit.equals(HOUR)) {
            count(range, MINUTE, counting, query, tally);
        } else {
            tally.add(LogSource.super.count(query.within(range)));
        }
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
