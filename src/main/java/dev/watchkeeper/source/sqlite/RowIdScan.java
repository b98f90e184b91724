package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.End;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.FileIdentity;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a table in the order of its row id, stretch by stretch.
final class RowIdScan<T> {

    private static final int FIRST_STRETCH = 2_000;
    private static final int LONGEST_STRETCH = 32_000;

    private final Database database;
    private final Reading<T> reading;
    private final Visits<T> visits;
    private final Chunks chunks;
    private final boolean down;
    private final Sql condition;
    private final long limit;
    private long position;
    private int size = FIRST_STRETCH;
    private long skip = 1;
    private boolean damaged;
    private long lastTried;
    private @Nullable Long lastPassed;

    /// `start` says between which ids, and must not be `Start.NOTHING`.
    RowIdScan(Database database, Reading<T> reading, Visits<T> visits, Start start, Sql condition) {
        this.database = database;
        this.reading = reading;
        this.visits = visits;
        this.condition = condition;
        down = reading.newestFirst();
        position = down ? start.high() : start.low();
        limit = down ? start.low() : start.high();
        chunks = new Chunks(database, reading.selection(), reading.deadline());
    }

    /// Between which ids to read, both inclusive.
    record Start(long low, long high) {}

    ReadReport run() {
        while (down ? position >= limit : position <= limit) {
            if (reading.deadline().passed()) {
                return stopped();
            }
            long begin = position;
            try {
                Optional<Chunks.Stretch> stretch = chunks.stretch(position, limit, down, size);
                if (stretch.isEmpty()) {
                    break;
                }
                lastTried = stretch.get().end();
                ReadReport end = read(stretch.get());
                if (end != null) {
                    return end;
                }
                if (stretch.get().last()) {
                    break;
                }
                skip = 1;
                size = Math.min(LONGEST_STRETCH, size * 2);
            } catch (ReadFailed e) {
                if (position != begin && lastPassed != null) {
                    countTo(begin, lastPassed);
                }
                switch (e.reason()) {
                    case OUT_OF_TIME -> {
                        return stopped();
                    }
                    case TOO_LARGE, CORRUPT -> goPast(e.reason());
                }
            }
        }
        return visits.report(End.RANGE, null);
    }

    /// Reads one stretch; a report when the read is at an end.
    private @Nullable ReadReport read(Chunks.Stretch stretch) throws ReadFailed {
        List<Row> rows = new ArrayList<>();
        long begin = position;
        boolean cut = true;
        while (cut) {
            @Nullable ReadFailed failure = null;
            try {
                cut = chunks.read(position, stretch.end(), down, condition, rows);
            } catch (ReadFailed e) {
                if (e.reason() != ReadFailed.Reason.OUT_OF_TIME) {
                    throw e;
                }
                failure = e;
            }
            for (int i = 0; i < rows.size(); i++) {
                if (!visits.row(rows.get(i))) {
                    countTo(begin, rows.get(i).id());
                    boolean nothingLeft = stretch.last() && !cut && i == rows.size() - 1;
                    return visits.report(End.VISITOR, nothingLeft ? null : cursor());
                }
            }
            if (!rows.isEmpty()) {
                long last = rows.getLast().id();
                if (cut || failure != null) {
                    lastPassed = last;
                    position = next(last);
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
        visits.examined(stretch.rows());
        visits.reached(stretch.time());
        lastPassed = stretch.end();
        position = next(stretch.end());
        return null;
    }

    /// Narrows down to what cannot be read, then goes past it: a row, or growing steps of ids.
    private void goPast(ReadFailed.Reason reason) {
        if (size > 1) {
            size = Math.max(1, size / 8);
            return;
        }
        if (reason == ReadFailed.Reason.TOO_LARGE) {
            long large = lastTried;
            visits.broken(
                    Long.toString(large), "the row is larger than 4 MB and is not read", null);
            visits.examined(1);
            position = next(large);
            return;
        }
        if (!damaged) {
            damaged = true;
            visits.remark(
                    "the database file is damaged (corrupt page): rows from id "
                            + position
                            + (down ? " down" : " on")
                            + " could not be read, the answer is partial");
        }
        long room = down ? position - limit : limit - position;
        if (room >= 0 && room < skip) {
            position = next(limit);
            return;
        }
        position += down ? -skip : skip;
        skip = skip > Long.MAX_VALUE / 4 ? skip : skip * 2;
    }

    private long next(long id) {
        return down ? Math.max(id, Long.MIN_VALUE + 1) - 1 : Math.min(id, Long.MAX_VALUE - 1) + 1;
    }

    private void countTo(long begin, long end) {
        try {
            visits.examined(grace().count(begin, end, down));
        } catch (ReadFailed e) {
            visits.examined(1);
        }
    }

    private ReadReport stopped() {
        return visits.report(End.DEADLINE, cursor());
    }

    /// A cursor behind the last row that was passed, visited or not.
    private @Nullable String cursor() {
        FileIdentity file = database.identity();
        Row visited = visits.lastVisited();
        if (lastPassed != null
                && !reading.deadline().cancelled()
                && (visited == null || beyond(lastPassed, visited.id()))) {
            try {
                Optional<Row> row = grace().row(lastPassed);
                Optional<Cursor> passed = row.flatMap(r -> visits.cursorAt(r, file));
                if (passed.isPresent()) {
                    return passed.get().text();
                }
            } catch (ReadFailed e) {
                visits.remark(
                        "the cursor stands at the last entry shown, not at the last searched");
            }
        }
        Cursor cursor = visits.cursor(file);
        return cursor == null ? reading.cursor() : cursor.text();
    }

    private boolean beyond(long id, long other) {
        return down ? id < other : id > other;
    }

    /// A moment more, to say exactly where the read stopped.
    private Chunks grace() {
        return new Chunks(database, reading.selection(), Deadline.after(Duration.ofMillis(250)));
    }
}
