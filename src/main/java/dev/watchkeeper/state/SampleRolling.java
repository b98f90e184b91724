package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rolls samples up into minutes when their hour is over, minutes into hours when their day is, and
/// forgets what is old. Each hour and each day is one transaction and is rolled up once, so it can
/// be killed anywhere and run again.
public final class SampleRolling {

    private final StateDatabase database;

    public SampleRolling(StateDatabase database) {
        this.database = database;
    }

    /// Rolls up every hour and every day that is over.
    ///
    /// @return how many hours and days that were
    public int rollUp(Instant now) {
        return rollUp(SampleLevel.MINUTES, now) + rollUp(SampleLevel.HOURS, now);
    }

    private int rollUp(SampleLevel level, Instant now) {
        int rolled = 0;
        long next = Long.MIN_VALUE;
        while (next != Long.MAX_VALUE) {
            long from = next;
            long start = database.reading(connection -> next(connection, level, from));
            if (start == Long.MAX_VALUE || start + level.block > now.toEpochMilli()) {
                return rolled;
            }
            rolled +=
                    database.transaction(connection -> {
                        if (level.has(connection, start)) {
                            return 0;
                        }
                        level.keep(connection, start, buckets(connection, level, start));
                        return 1;
                    });
            next = start + level.block;
        }
        return rolled;
    }

    /// When the first block begins, not before a time, that the finer level holds something for;
    /// [Long#MAX_VALUE] for none.
    private static long next(Connection connection, SampleLevel level, long from)
            throws SQLException {
        long oldest =
                switch (level) {
                    case MINUTES -> firstRound(connection, from);
                    case HOURS -> SampleLevel.MINUTES.first(connection, from);
                };
        return oldest == Long.MAX_VALUE ? oldest : level.start(oldest);
    }

    private static long firstRound(Connection connection, long from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT min(time_ms) FROM sample_round WHERE time_ms>=?")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? Long.MAX_VALUE : first;
            }
        }
    }

    private static Map<Integer, List<Bucket>> buckets(
            Connection connection, SampleLevel level, long start) throws SQLException {
        if (level == SampleLevel.HOURS) {
            var hours = new TreeMap<Integer, List<Bucket>>();
            SampleLevel.MINUTES
                    .all(connection, start, start + level.block)
                    .forEach((series, minutes) ->
                            hours.put(series, Bucket.folded(minutes, level.width)));
            return hours;
        }
        var minutes = new TreeMap<Integer, List<Bucket>>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT time_ms, samples FROM sample_round WHERE time_ms>=? AND time_ms<?"
                                + " ORDER BY time_ms")) {
            select.setLong(1, start);
            select.setLong(2, start + level.block);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long minute = Math.floorDiv(rows.getLong(1), level.width) * level.width;
                    Instant at = Instant.ofEpochMilli(minute);
                    SampleRound.decode(
                            rows.getBytes(2),
                            (series, value) ->
                                    Bucket.append(
                                            minutes.computeIfAbsent(series, _ -> new ArrayList<>()),
                                            Bucket.of(at, value)));
                }
            }
        }
        return minutes;
    }

    /// Forgets what is older than it is kept, but nothing that is not rolled up yet. Unless both
    /// hours before this one have samples nothing is forgotten: a clock that has just jumped ahead
    /// would make everything look old.
    ///
    /// @param raw how long each sample is kept; `minutes` and `hours` likewise
    /// @return whether the clock could be trusted
    public boolean forget(Instant now, Duration raw, Duration minutes, Duration hours) {
        rollUp(now);
        long hour = SampleLevel.MINUTES.start(now.toEpochMilli());
        return database.transaction(connection -> {
            for (int ago = 1; ago <= 2; ago++) {
                if (!SampleLevel.MINUTES.has(connection, hour - ago * SampleLevel.MINUTES.block)) {
                    return false;
                }
            }
            SampleLevel.MINUTES.forgetBefore(
                    connection, SampleLevel.HOURS.start(millis(now, minutes)));
            SampleLevel.HOURS.forgetBefore(connection, millis(now, hours));
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM sample_round WHERE time_ms<?")) {
                delete.setLong(1, SampleLevel.MINUTES.start(millis(now, raw)));
                delete.executeUpdate();
                return true;
            }
        });
    }

    private static long millis(Instant now, Duration ago) {
        return now.minus(ago).toEpochMilli();
    }
}
