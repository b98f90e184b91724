package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import dev.watchkeeper.source.sqlite.wall.ReadRows;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Time as a function of the row id, in a table whose rows were written in the order of time but
/// for small disorder: finds the ids of a stretch of time in some fifty point reads, without an
/// index.
///
/// Rows may be out of place by up to [#SLACK] rows. Whether that holds is looked at in a sample of
/// the whole table and again, at growing distance, around what was found.
final class Timeline implements AutoCloseable {

    /// How many rows around the ids found are read too.
    static final int SLACK = 2_000;

    private static final int SAMPLES = 48;
    private static final int ROWS_WITHOUT_TIME = 16;

    private final Selection selection;
    private final Times times;
    private final Deadline deadline;
    private final ReadConnection connection;
    private final ReadStatement next;
    private final int idAt;

    /// Ids from `low` to `high`, both inclusive.
    ///
    /// @param inOrder false when the ids do not follow time, so that they are those of the whole
    ///   table
    record Ids(long low, long high, boolean inOrder) {}

    private record Point(long id, @Nullable Instant time) {}

    Timeline(ReadConnection connection, Selection selection, Times times, Deadline deadline)
            throws SQLException {
        this.connection = connection;
        this.selection = selection;
        this.times = times;
        this.deadline = deadline;
        Sql id = selection.rowId();
        Sql sql =
                Sql.format(
                        "SELECT {}, {} FROM {} WHERE {} >= ? ORDER BY {} LIMIT "
                                + ROWS_WITHOUT_TIME,
                        id,
                        selection.time().value(),
                        selection.table().from(),
                        id,
                        id);
        next = sql.on(connection);
        idAt = sql.values().size() + 1;
    }

    /// The ids among which all rows of the range are; empty for an empty table.
    static Optional<Ids> find(
            Database database, Selection selection, Times times, TimeRange range, Deadline deadline)
            throws ReadFailed {
        return database.use(
                deadline,
                selection.declared(),
                connection -> {
                    try (var timeline = new Timeline(connection, selection, times, deadline)) {
                        return timeline.ids(range);
                    }
                });
    }

    /// The same on the connection it was made for.
    Optional<Ids> ids(TimeRange range) throws SQLException {
        Optional<Long> least = end("min");
        Optional<Long> greatest = end("max");
        if (least.isEmpty() || greatest.isEmpty()) {
            return Optional.empty();
        }
        long min = least.get();
        long max = greatest.get();
        if (max - min >= 0 && max - min <= 2L * SLACK) {
            return Optional.of(new Ids(min, max, true));
        }
        if (!sampleInOrder(min, max)) {
            return Optional.of(new Ids(min, max, false));
        }
        long low = first(min, max, range.from());
        long high = Math.max(low, first(low, max, range.until()));
        low = widenedDown(min, low, range.from());
        high = widenedUp(high, max, range.until());
        return Optional.of(
                new Ids(slack(low, "<=", "DESC", min), slack(high, ">=", "ASC", max), true));
    }

    @Override
    public void close() throws SQLException {
        next.close();
    }

    /// The least or greatest id. Asked for one at a time: both in one statement scan the table.
    private Optional<Long> end(String which) throws SQLException {
        String sql =
                "SELECT "
                        + which
                        + "("
                        + selection.rowId().text()
                        + ") FROM "
                        + selection.table().from().text();
        try (ReadStatement statement = connection.prepare(sql);
                ReadRows rows = statement.rows()) {
            return rows.next() && rows.value(1) instanceof Long id
                    ? Optional.of(id)
                    : Optional.empty();
        }
    }

    /// Rows that are out of place by more than the slack show as a later row with an earlier time.
    private boolean sampleInOrder(long min, long max) throws SQLException {
        var points = new Point[SAMPLES + 1];
        Instant latest = Instant.MIN;
        int passed = 0;
        long step = Math.max(1, Long.divideUnsigned(max - min, SAMPLES));
        for (int i = 0; i <= SAMPLES; i++) {
            Point point = i == SAMPLES ? at(max) : at(min + i * step);
            points[i] = point;
            while (passed < i && point.id() - points[passed].id() > SLACK) {
                Instant time = points[passed++].time();
                latest = time != null && time.isAfter(latest) ? time : latest;
            }
            if (point.time() != null && point.time().isBefore(latest)) {
                return false;
            }
        }
        return true;
    }

    /// The first id in `low … high + 1` from which on times are not before `target`.
    private long first(long low, long high, Instant target) throws SQLException {
        long from = low;
        long until = high;
        while (from < until) {
            long middle = from + ((until - from) >>> 1);
            Point point = at(middle);
            if (point.id() > until || point.time() == null || !point.time().isBefore(target)) {
                until = middle;
            } else {
                from = point.id() + 1;
            }
        }
        return from;
    }

    private long widenedDown(long min, long found, Instant from) throws SQLException {
        long low = found;
        for (long away = SLACK; away > 0 && low - min > away; away *= 2) {
            Point point = at(low - away);
            if (point.id() < low && point.time() != null && !point.time().isBefore(from)) {
                low = point.id();
                away = SLACK / 2;
            }
        }
        return low;
    }

    private long widenedUp(long found, long max, Instant until) throws SQLException {
        long high = found;
        for (long away = SLACK; away > 0 && max - high > away; away *= 2) {
            Point point = at(high + away);
            if (point.time() != null && point.time().isBefore(until)) {
                high = point.id();
                away = SLACK / 2;
            }
        }
        return high;
    }

    private long slack(long id, String direction, String order, long end) throws SQLException {
        String rowId = selection.rowId().text();
        String sql =
                "SELECT %s FROM %s WHERE %s %s ? ORDER BY %s %s LIMIT 1 OFFSET %d"
                        .formatted(
                                rowId,
                                selection.table().from().text(),
                                rowId,
                                direction,
                                rowId,
                                order,
                                SLACK);
        try (ReadStatement statement = connection.prepare(sql)) {
            statement.bind(1, id);
            try (ReadRows rows = statement.rows()) {
                return rows.next() ? rows.number(1) : end;
            }
        }
    }

    /// The first row from `id` on with a time; a row without one, or beyond the last, is passed
    /// over, but not many of them.
    private Point at(long id) throws SQLException {
        if (deadline.passed()) {
            throw ReadConnection.outOfTime();
        }
        next.bind(idAt, id);
        try (ReadRows rows = next.rows()) {
            long last = id;
            while (rows.next()) {
                last = rows.number(1);
                Optional<Instant> time = times.of(rows.value(2));
                if (time.isPresent()) {
                    return new Point(last, time.get());
                }
            }
            return new Point(last, null);
        }
    }
}
