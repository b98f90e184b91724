package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.source.sqlite.Timeline.Ids;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import dev.watchkeeper.source.sqlite.wall.ReadRows;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses how the rows of a stream are read: by row id where there is one and it follows time, by
/// an index on the time where there is one, else by looking at all of them.
final class Rows {

    private static final Duration POINT_READ = Duration.ofSeconds(2);

    private final Database database;
    private final Times times;

    Rows(Database database, Times times) {
        this.database = database;
        this.times = times;
    }

    <T> ReadReport read(Reading<T> reading) {
        var visits = new Visits<>(reading, times);
        Cursor cursor = Cursor.read(reading.cursor(), reading.selection().table());
        ReadReport report;
        try {
            report =
                    reading.selection().table().rowId() == null
                            ? inOrderOfTime(reading, visits, cursor)
                            : byRowId(reading, visits, cursor);
        } catch (ReadFailed e) {
            if (e.reason() != ReadFailed.Reason.OUT_OF_TIME) {
                throw database.unavailable(e);
            }
            report = visits.report(End.DEADLINE, reading.cursor());
        }
        return database.mayBeStale() ? withRemark(report, Database.IMMUTABLE_REMARK) : report;
    }

    /// The row that a ref names, if it belongs to the stream.
    Optional<Row> row(Selection selection, String ref) {
        Optional<Object> time = Refs.time(ref);
        Optional<Object> key = Refs.key(ref);
        Table table = selection.table();
        String keyName = table.rowId() != null ? table.rowId() : table.key();
        Sql which;
        if (key.isPresent() && keyName != null) {
            which = Sql.format("{} = {}", Sql.name(keyName), Sql.of("?", key.get()));
        } else if (time.isPresent()) {
            which = Sql.format("{} = {}", selection.time().value(), Sql.of("?", time.get()));
        } else {
            return Optional.empty();
        }
        Sql condition = selection.member().and(which);
        var rows = new ArrayList<Row>();
        var chunks = new Chunks(database, selection, Deadline.after(POINT_READ));
        try {
            chunks.read(condition, rows);
        } catch (ReadFailed e) {
            throw database.unavailable(e);
        }
        return rows.stream().filter(row -> Refs.of(row).equals(ref)).findFirst();
    }

    Times times() {
        return times;
    }

    Optional<Instant> time(Row row) {
        return times.of(row.time());
    }

    private <T> ReadReport byRowId(Reading<T> reading, Visits<T> visits, @Nullable Cursor cursor)
            throws ReadFailed {
        var start = new RowIdStart<>(database, reading, visits, times);
        Optional<Ids> ids = start.ids();
        if (ids.isEmpty()) {
            return visits.report(End.RANGE, null);
        }
        Sql condition = reading.selection().member().and(reading.filter());
        if (!ids.get().inOrder()) {
            if (indexServes(reading)) {
                return inOrderOfTime(reading, visits, cursor);
            }
            visits.remark(
                    "the row ids of this table do not follow its times and no index on the time"
                            + " can be used: all rows were looked at");
            condition =
                    condition.and(
                            TimeBounds.around(reading.selection().time().value(), reading.range()));
        }
        return new RowIdScan<>(database, reading, visits, start.after(ids.get(), cursor), condition)
                .run();
    }

    private <T> ReadReport inOrderOfTime(
            Reading<T> reading, Visits<T> visits, @Nullable Cursor cursor) throws ReadFailed {
        Sql time = reading.selection().time().value();
        Optional<Sql> bounds = indexBounds(reading);
        if (bounds.isEmpty()) {
            visits.remark(
                    "this is a view or a table without row ids and without a usable index on the"
                            + " time: all rows were looked at");
        }
        Sql condition =
                bounds.orElse(Sql.TRUE)
                        .and(reading.selection().member())
                        .and(reading.counted())
                        .and(TimeBounds.around(time, reading.range()));
        return new OrderedScan<>(database, reading, visits, times, condition, cursor).run();
    }

    private <T> boolean indexServes(Reading<T> reading) throws ReadFailed {
        return indexBounds(reading).isPresent();
    }

    /// The time range as the index on the time column sorts it. Both of its ends show how the times
    /// are written: numbers sort before texts, and small units before large ones, so that a mixture
    /// cannot hide between them.
    private <T> Optional<Sql> indexBounds(Reading<T> reading) throws ReadFailed {
        Selection selection = reading.selection();
        Place place = selection.time();
        if (place.path() != null || !selection.table().indexed().contains(place.column())) {
            return Optional.empty();
        }
        Object first = end(reading, "ASC");
        Object last = end(reading, "DESC");
        if (first == null || last == null) {
            return Optional.empty();
        }
        Sql time = place.value();
        if (TimeBounds.isIso(first) && TimeBounds.isIso(last)) {
            return Optional.of(TimeBounds.days(time, reading.range()));
        }
        long unit = unit(first);
        return unit > 0 && unit == unit(last)
                ? Optional.of(
                        TimeBounds.numbers(
                                time, reading.range().from(), reading.range().until(), unit))
                : Optional.empty();
    }

    private <T> @Nullable Object end(Reading<T> reading, String order) throws ReadFailed {
        Selection selection = reading.selection();
        Sql time = selection.time().value();
        Sql sql =
                Sql.format(
                        "SELECT {} FROM {} WHERE {} IS NOT NULL ORDER BY {} " + order + " LIMIT 1",
                        time,
                        selection.table().from(),
                        time,
                        time);
        return database.use(
                        reading.deadline(),
                        selection.declared(),
                        connection -> {
                            try (ReadStatement statement = sql.on(connection);
                                    ReadRows rows = statement.rows()) {
                                return Optional.ofNullable(rows.next() ? rows.value(1) : null);
                            }
                        })
                .orElse(null);
    }

    /// How many parts a second has in which this number counts; 0 for what is no number.
    static long unit(Object time) {
        if (!(time instanceof Number number)) {
            return 0;
        }
        double size = Math.abs(number.doubleValue());
        return size < 1e11 ? 1 : size < 1e14 ? 1_000 : size < 1e17 ? 1_000_000 : 1_000_000_000;
    }

    private static ReadReport withRemark(ReadReport report, String remark) {
        List<String> remarks = new ArrayList<>(report.remarks());
        remarks.add(remark);
        return new ReadReport(
                report.examined(),
                report.broken(),
                report.brokenSamples(),
                report.end(),
                report.reached(),
                report.cursor(),
                List.copyOf(remarks));
    }
}
