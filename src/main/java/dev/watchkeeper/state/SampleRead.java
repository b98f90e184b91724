package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.SampleStore.Kept;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads one series of samples over a range: hours from the days that are rolled up, else from
/// minutes; minutes from the hours that are, else from the samples themselves.
final class SampleRead {

    private final Connection connection;
    private final int series;

    SampleRead(Connection connection, int series) {
        this.connection = connection;
        this.series = series;
    }

    Kept read(TimeRange range, Duration width) throws SQLException {
        long from = range.from().toEpochMilli();
        long until = range.until().toEpochMilli();
        long step = step(width.toMillis(), from);
        long wide = Math.ceilDiv(width.toMillis(), step) * step;
        long begin = Math.floorDiv(from, step) * step;
        List<Bucket> buckets = begin >= until ? List.of() : buckets(step, begin, until);
        return new Kept(Duration.ofMillis(wide), Bucket.folded(buckets, wide));
    }

    /// The length of the buckets to read: the longest that fits into the width asked for, or, where
    /// the range begins before those that are left, that of a coarser level which goes back
    /// further.
    private long step(long width, long from) throws SQLException {
        long step = 1;
        long oldest = oldestRound();
        for (SampleLevel level : SampleLevel.values()) {
            long coarser = level.oldest(connection);
            boolean further =
                    oldest == Long.MAX_VALUE ? coarser < oldest : coarser < level.start(oldest);
            if (width % level.width == 0) {
                step = level.width;
                oldest = Math.min(oldest, coarser);
            } else if (from < oldest && further) {
                step = level.width;
                oldest = coarser;
            }
        }
        return step;
    }

    /// Buckets of this length in the order of time.
    private List<Bucket> buckets(long step, long from, long until) throws SQLException {
        if (step == SampleLevel.HOURS.width) {
            return rolled(SampleLevel.HOURS, from, until);
        }
        return step == SampleLevel.MINUTES.width
                ? rolled(SampleLevel.MINUTES, from, until)
                : samples(from, until, 1);
    }

    private List<Bucket> rolled(SampleLevel level, long from, long until) throws SQLException {
        Map<Long, List<Bucket>> blocks = level.blocks(connection, series, from, until);
        var found = new ArrayList<Bucket>();
        long at = from;
        for (var block : blocks.entrySet()) {
            if (at < block.getKey()) {
                found.addAll(finer(level, at, block.getKey()));
            }
            for (Bucket bucket : block.getValue()) {
                long start = bucket.start().toEpochMilli();
                if (start >= from && start < until) {
                    found.add(bucket);
                }
            }
            at = block.getKey() + level.block;
        }
        if (at < until) {
            found.addAll(finer(level, at, until));
        }
        return found;
    }

    private List<Bucket> finer(SampleLevel level, long from, long until) throws SQLException {
        return switch (level) {
            case HOURS -> Bucket.folded(rolled(SampleLevel.MINUTES, from, until), level.width);
            case MINUTES -> samples(from, until, level.width);
        };
    }

    private List<Bucket> samples(long from, long until, long width) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT time_ms, samples FROM sample_round WHERE time_ms>=? AND time_ms<?"
                                + " ORDER BY time_ms")) {
            select.setLong(1, from);
            select.setLong(2, until);
            var buckets = new ArrayList<Bucket>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Double value = SampleRound.value(rows.getBytes(2), series);
                    if (value != null) {
                        Bucket.append(buckets, Bucket.of(start(rows.getLong(1), width), value));
                    }
                }
            }
            return buckets;
        }
    }

    private long oldestRound() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT min(time_ms) FROM sample_round");
                ResultSet row = select.executeQuery()) {
            row.next();
            long oldest = row.getLong(1);
            return row.wasNull() ? Long.MAX_VALUE : oldest;
        }
    }

    private static Instant start(long millis, long width) {
        return Instant.ofEpochMilli(Math.floorDiv(millis, width) * width);
    }
}
