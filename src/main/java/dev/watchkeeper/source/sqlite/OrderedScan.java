package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows in the order of their time as SQL sorts it: a view, a table without a row id, or one
/// whose row ids do not follow time while an index does.
final class OrderedScan<T> {

    private final Database database;
    private final Reading<T> reading;
    private final Visits<T> visits;
    private final Times times;
    private final Chunks chunks;
    private final Sql condition;
    private @Nullable Object time;
    private int skip;

    OrderedScan(
            Database database,
            Reading<T> reading,
            Visits<T> visits,
            Times times,
            Sql condition,
            @Nullable Cursor cursor) {
        this.database = database;
        this.reading = reading;
        this.visits = visits;
        this.times = times;
        this.condition = condition;
        chunks = new Chunks(database, reading.selection(), reading.deadline()).large();
        if (cursor != null && cursor.orderedByTime()) {
            time = cursor.key();
            skip = cursor.skip();
        } else if (cursor != null) {
            visits.resumeByTime(cursor);
        }
    }

    ReadReport run() {
        List<Row> rows = new ArrayList<>();
        boolean cut = true;
        while (cut) {
            if (reading.deadline().passed()) {
                return stopped();
            }
            try {
                cut = chunks.read(next(), rows);
            } catch (ReadFailed e) {
                return failed(e);
            }
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                skip = row.time() != null && row.time().equals(time) ? skip + 1 : 1;
                time = row.time();
                visits.examined(1);
                if (!visits.row(row)) {
                    return visits.report(
                            End.VISITOR, !cut && i == rows.size() - 1 ? null : cursor());
                }
            }
        }
        return visits.report(End.RANGE, null);
    }

    private ReadReport failed(ReadFailed e) {
        return switch (e.reason()) {
            case OUT_OF_TIME -> stopped();
            case CORRUPT, TOO_LARGE -> {
                if (visits.lastVisited() == null) {
                    throw database.unavailable(e);
                }
                visits.remark(
                        e.reason() == ReadFailed.Reason.CORRUPT
                                ? "the database file is damaged (corrupt page): the answer is partial"
                                : "a row is larger than 4 MB: the answer ends before it");
                yield visits.report(End.RANGE, null);
            }
        };
    }

    private ReadReport stopped() {
        return visits.report(End.DEADLINE, time == null ? reading.cursor() : cursor());
    }

    private Sql next() {
        Sql column = reading.selection().time().value();
        Sql all = condition.and(Sql.format("{} IS NOT NULL", column));
        boolean down = reading.newestFirst();
        if (time != null) {
            all = all.and(Sql.format(down ? "{} <= {}" : "{} >= {}", column, Sql.of("?", time)));
        }
        return all.then(
                (down ? " ORDER BY {} DESC" : " ORDER BY {}")
                        + " LIMIT "
                        + Chunks.MOST_ROWS
                        + " OFFSET {}",
                column,
                Sql.of("?", time == null ? 0L : (long) skip));
    }

    private @Nullable String cursor() {
        Object key = time;
        if (key == null) {
            return null;
        }
        return times.of(key)
                .map(at ->
                        new Cursor(
                                        reading.selection().table().name().hashCode(),
                                        database.identity(),
                                        key,
                                        skip,
                                        at,
                                        0,
                                        List.of())
                                .text())
                .orElse(null);
    }
}
