package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.sqlite.RowIdScan.Start;
import dev.watchkeeper.source.sqlite.Timeline.Ids;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the row ids to read: by time, and behind the cursor where there is one.
final class RowIdStart<T> {

    private static final String RENUMBERED =
            "the rows were renumbered since the cursor was made (VACUUM, or the file was replaced);"
                    + " it was found again by the content of its row";

    private final Database database;
    private final Reading<T> reading;
    private final Visits<T> visits;
    private final Times times;
    private final Chunks chunks;

    RowIdStart(Database database, Reading<T> reading, Visits<T> visits, Times times) {
        this.database = database;
        this.reading = reading;
        this.visits = visits;
        this.times = times;
        chunks = new Chunks(database, reading.selection(), reading.deadline());
    }

    /// The ids by time; empty for an empty table. A file too damaged to be searched is read whole.
    Optional<Ids> ids() throws ReadFailed {
        try {
            return ids(reading.range());
        } catch (ReadFailed e) {
            if (e.reason() != ReadFailed.Reason.CORRUPT) {
                throw e;
            }
            return Optional.of(new Ids(Long.MIN_VALUE, Long.MAX_VALUE, true));
        }
    }

    Start after(Ids ids, @Nullable Cursor cursor) throws ReadFailed {
        if (cursor == null) {
            return new Start(ids.low(), ids.high());
        }
        Optional<Row> there = cursor.orderedByTime() ? Optional.empty() : chunks.row(id(cursor));
        if (there.isPresent() && there.get().hash() == cursor.hash()) {
            return behind(ids, id(cursor));
        }
        Optional<Long> moved = ids.inOrder() ? movedTo(cursor) : Optional.empty();
        if (moved.isPresent()) {
            visits.remark(RENUMBERED);
            return behind(ids, moved.get());
        }
        visits.remark(
                "the row at which the cursor stood is gone or has changed (deleted, its id used"
                        + " again, or the file was replaced): continued from its time, "
                        + cursor.time());
        visits.resumeByTime(cursor);
        if (!ids.inOrder()) {
            return new Start(ids.low(), ids.high());
        }
        Optional<Ids> near = ids(moment(cursor));
        if (near.isEmpty()) {
            return new Start(ids.low(), ids.high());
        }
        return reading.newestFirst()
                ? new Start(ids.low(), Math.min(ids.high(), near.get().high()))
                : new Start(Math.max(ids.low(), near.get().low()), ids.high());
    }

    private Optional<Ids> ids(TimeRange range) throws ReadFailed {
        return Timeline.find(database, reading.selection(), times, range, reading.deadline());
    }

    /// Where the row of the cursor is now, if it is anywhere near its time.
    private Optional<Long> movedTo(Cursor cursor) throws ReadFailed {
        Optional<Ids> near = ids(moment(cursor));
        if (near.isEmpty()) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        long position = near.get().low();
        boolean cut = true;
        while (cut) {
            cut = chunks.read(position, near.get().high(), false, Sql.TRUE, rows);
            for (Row row : rows) {
                if (times.of(row.time()).filter(cursor.time()::equals).isPresent()
                        && row.hash() == cursor.hash()) {
                    return Optional.of(row.id());
                }
            }
            if (!rows.isEmpty()) {
                position = rows.getLast().id() + 1;
            }
        }
        return Optional.empty();
    }

    private Start behind(Ids ids, long id) {
        return reading.newestFirst()
                ? new Start(ids.low(), Math.min(ids.high(), id == Long.MIN_VALUE ? id : id - 1))
                : new Start(Math.max(ids.low(), id == Long.MAX_VALUE ? id : id + 1), ids.high());
    }

    private static TimeRange moment(Cursor cursor) {
        return new TimeRange(cursor.time(), cursor.time().plusNanos(1));
    }

    private static long id(Cursor cursor) {
        return cursor.key() instanceof Long id ? id : Long.MIN_VALUE;
    }
}
