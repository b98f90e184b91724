package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import dev.watchkeeper.source.sqlite.wall.ReadRows;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads rows in short statements, each on a connection of its own use, so that no read transaction
/// is open while rows are looked at.
final class Chunks {

    /// How many rows are taken into memory at a time, and how many bytes of them.
    static final int MOST_ROWS = 2_000;

    // Many a visitor wants few.
    private static final int FIRST_ROWS = 150;

    private static final long MOST_BYTES = 8_000_000;

    private final Database database;
    private final Selection selection;
    private final Deadline deadline;
    private int most = FIRST_ROWS;

    Chunks(Database database, Selection selection, Deadline deadline) {
        this.database = database;
        this.selection = selection;
        this.deadline = deadline;
    }

    /// The same, for statements that cost as much for few rows as for many.
    Chunks large() {
        most = MOST_ROWS;
        return this;
    }

    /// The last row of a stretch of rows.
    ///
    /// @param time its raw time
    /// @param rows how many rows the stretch has
    /// @param last true when no row of the whole is behind it
    record Stretch(long end, @Nullable Object time, long rows, boolean last) {}

    /// The stretch of at most `size` rows from `position` on towards `limit`, both inclusive; empty
    /// when there is no row.
    Optional<Stretch> stretch(long position, long limit, boolean down, int size) throws ReadFailed {
        Sql id = selection.rowId();
        Sql select =
                Sql.format(
                        "SELECT {}, {} FROM {} WHERE ",
                        id,
                        selection.time().value(),
                        selection.table().from());
        Sql full = select.then("{} LIMIT 1 OFFSET " + (size - 1), between(position, limit, down));
        Sql rest = select.then("{} LIMIT 1", between(limit, position, !down));
        return database.use(
                deadline,
                selection.declared(),
                connection -> {
                    Optional<Stretch> whole = end(connection, full, size, false);
                    if (whole.isPresent()) {
                        return whole;
                    }
                    long rows = count(connection, position, limit, down);
                    return rows == 0 ? Optional.empty() : end(connection, rest, rows, true);
                });
    }

    private static Optional<Stretch> end(
            ReadConnection connection, Sql sql, long size, boolean last) throws SQLException {
        try (ReadStatement statement = sql.on(connection);
                ReadRows rows = statement.rows()) {
            return rows.next()
                    ? Optional.of(new Stretch(rows.number(1), rows.value(2), size, last))
                    : Optional.empty();
        }
    }

    /// How many rows there are between two ids, both inclusive.
    long count(long position, long limit, boolean down) throws ReadFailed {
        return database.use(
                deadline,
                selection.declared(),
                connection -> count(connection, position, limit, down));
    }

    private long count(ReadConnection connection, long position, long limit, boolean down)
            throws SQLException {
        Sql sql =
                Sql.format(
                        "SELECT count(*) FROM (SELECT 1 FROM {} WHERE {})",
                        selection.table().from(),
                        between(position, limit, down));
        try (ReadStatement statement = sql.on(connection);
                ReadRows rows = statement.rows()) {
            return rows.next() ? rows.number(1) : 0;
        }
    }

    /// The rows between two ids that satisfy `condition`, as many as memory allows. They are added
    /// to `into` one by one, so that what was read is there when the statement does not end. True
    /// when there may be more than were taken.
    boolean read(long position, long limit, boolean down, Sql condition, List<Row> into)
            throws ReadFailed {
        return read(condition.and(between(position, limit, down)), into);
    }

    /// As above, by a condition that orders and limits by itself.
    boolean read(Sql condition, List<Row> into) throws ReadFailed {
        Sql sql = selection.start().then("{}", condition);
        int limit = most;
        most = Math.min(MOST_ROWS, most * 4);
        return database.use(
                deadline,
                selection.declared(),
                connection -> {
                    into.clear();
                    try (ReadStatement statement = sql.on(connection);
                            ReadRows rows = statement.rows()) {
                        long bytes = 0;
                        while (rows.next()) {
                            Row row = Row.of(rows, selection.columns().size());
                            into.add(row);
                            bytes += row.size();
                            if (into.size() >= limit || bytes >= MOST_BYTES) {
                                return true;
                            }
                        }
                        return false;
                    }
                });
    }

    /// The row of this id, whatever stream it belongs to.
    Optional<Row> row(long id) throws ReadFailed {
        var rows = new ArrayList<Row>();
        read(Sql.format("{} = {}", selection.rowId(), Sql.of("?", id)), rows);
        return rows.stream().findFirst();
    }

    private Sql between(long position, long limit, boolean down) {
        Sql id = selection.rowId();
        return Sql.format(
                down
                        ? "{} <= {} AND {} >= {} ORDER BY {} DESC"
                        : "{} >= {} AND {} <= {} ORDER BY {}",
                id,
                Sql.of("?", position),
                id,
                Sql.of("?", limit),
                id);
    }
}
