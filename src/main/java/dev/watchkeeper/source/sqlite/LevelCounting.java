package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LevelTally;
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

/// Counts the rows of a log by level and time inside SQL: stretch by stretch of row ids, grouped by
/// the minute or hour that the text of the time shows. No row but the counts crosses over to Java.
final class LevelCounting {

    /// So many rows are grouped in one statement: few enough to be sorted in memory, and for the
    /// writer's log not to be held up.
    private static final long ROWS = 50_000;

    private final Database database;
    private final Times times;
    private final LogColumns columns;
    private final LevelQuery query;

    LevelCounting(Database database, Times times, LogColumns columns, LevelQuery query) {
        this.database = database;
        this.times = times;
        this.columns = columns;
        this.query = query;
    }

    /// Between the parts of a group, which are one text: to group by one is twice as fast as by
    /// three.
    private static final String SEPARATOR = "\u001f";

    /// A group of one statement: the key of the time, level, logger, and how many rows.
    private record Group(String key, @Nullable Level level, String logger, long rows) {

        static Group of(@Nullable String text, long rows) {
            String[] parts = text == null ? new String[] {""} : text.split(SEPARATOR, 3);
            return new Group(
                    parts[0],
                    parts.length < 2 ? null : Level.parse(parts[1]).orElse(null),
                    parts.length < 3 ? "" : parts[2],
                    rows);
        }
    }

    /// The counts within whole units of the range; empty when SQL cannot tell them, so that the
    /// rows have to be looked at.
    ///
    /// @param range which begins and ends with a unit
    /// @param unit an hour or a minute
    Optional<LevelCounts> count(TimeRange range, Duration unit) {
        Selection selection = columns.selection();
        if (selection.table().rowId() == null) {
            return Optional.empty();
        }
        var tally = new LevelTally(query);
        try {
            Optional<Ids> ids = Timeline.find(database, selection, times, range, query.deadline());
            if (ids.isEmpty()) {
                return Optional.of(tally.counts());
            }
            Optional<MinuteKey> key =
                    ids.get().inOrder()
                            ? MinuteKey.of(unit, sample(ids.get().low()))
                            : Optional.empty();
            return key.isPresent() && count(range, ids.get(), key.get(), tally)
                    ? Optional.of(tally.counts())
                    : Optional.empty();
        } catch (ReadFailed e) {
            if (e.reason() != ReadFailed.Reason.OUT_OF_TIME) {
                return Optional.empty();
            }
            tally.add(report(0, End.DEADLINE, null));
            return Optional.of(tally.counts());
        }
    }

    /// False when a time was met whose minute SQL does not tell.
    private boolean count(TimeRange range, Ids ids, MinuteKey key, LevelTally tally)
            throws ReadFailed {
        long examined = 0;
        @Nullable Instant reached = null;
        long step = ROWS;
        long low = ids.low();
        while (true) {
            long high = ids.high() - low < step ? ids.high() : low + step - 1;
            List<Group> groups;
            try {
                groups = query.deadline().passed() ? null : groups(key, low, high);
            } catch (ReadFailed e) {
                if (e.reason() != ReadFailed.Reason.OUT_OF_TIME) {
                    throw e;
                }
                groups = null;
            }
            if (groups == null) {
                tally.add(report(examined, End.DEADLINE, reached));
                return true;
            }
            long rows = 0;
            for (Group group : groups) {
                Optional<Instant> start = key.start(group.key(), times);
                if (start.isEmpty() || far(start.get(), range)) {
                    return false;
                }
                rows += group.rows();
                if (range.contains(start.get())) {
                    reached = start.get();
                    tally.add(start.get(), group.level(), group.logger(), group.rows());
                }
            }
            examined += rows;
            if (high == ids.high()) {
                tally.add(report(examined, End.RANGE, null));
                return true;
            }
            low = high + 1;
            step = rows < ROWS / 2 ? Math.min(step * 4, Long.MAX_VALUE / 8) : ROWS;
        }
    }

    /// Numbers of another unit than the first one's would be years away.
    private static boolean far(Instant start, TimeRange range) {
        Duration years = Duration.ofDays(10 * 365);
        return start.isBefore(range.from().minus(years))
                || start.isAfter(range.until().plus(years));
    }

    private List<Group> groups(MinuteKey key, long low, long high) throws ReadFailed {
        Selection selection = columns.selection();
        Sql id = selection.rowId();
        Sql sql =
                Sql.format(
                        "SELECT {} || char(31) || {} || char(31) || {}, count(*) FROM {} WHERE {}"
                                + " GROUP BY 1",
                        key.value(selection.time().value()),
                        textOf(columns.level()),
                        query.loggers() ? textOf(columns.logger()) : Sql.of("''"),
                        selection.table().from(),
                        selection
                                .member()
                                .and(
                                        Sql.format(
                                                "{} BETWEEN {} AND {}",
                                                id,
                                                Sql.of("?", low),
                                                Sql.of("?", high))));
        return database.use(
                query.deadline(),
                selection.declared(),
                connection -> {
                    try (ReadStatement statement = sql.on(connection);
                            ReadRows rows = statement.rows()) {
                        var groups = new ArrayList<Group>();
                        while (rows.next()) {
                            groups.add(Group.of(rows.text(1), rows.number(2)));
                        }
                        return groups;
                    }
                });
    }

    /// The raw time of the first row from an id on.
    private @Nullable Object sample(long low) throws ReadFailed {
        Selection selection = columns.selection();
        Sql sql =
                Sql.format(
                        "SELECT {} FROM {} WHERE {} >= {} AND {} IS NOT NULL ORDER BY {} LIMIT 1",
                        selection.time().value(),
                        selection.table().from(),
                        selection.rowId(),
                        Sql.of("?", low),
                        selection.time().value(),
                        selection.rowId());
        return database.use(
                        query.deadline(),
                        selection.declared(),
                        connection -> {
                            try (ReadStatement statement = sql.on(connection);
                                    ReadRows rows = statement.rows()) {
                                return Optional.ofNullable(rows.next() ? rows.value(1) : null);
                            }
                        })
                .orElse(null);
    }

    private static Sql textOf(@Nullable Place place) {
        return place == null ? Sql.of("''") : Sql.format("ifnull({}, '')", place.value());
    }

    private ReadReport report(long examined, End end, @Nullable Instant reached) {
        return new ReadReport(
                examined,
                0,
                List.of(),
                end,
                reached,
                null,
                database.mayBeStale() ? List.of(Database.IMMUTABLE_REMARK) : List.of());
    }
}
