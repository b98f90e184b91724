package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How samples are kept once they are rolled up: a block holds the buckets of one series in one
/// hour (minutes) or one day (hours). Its row id is the number of that hour or day since the epoch,
/// then that of the series, so that blocks are written at the end of the table, pages are full, and
/// forgetting cuts off its beginning.
enum SampleLevel {
    MINUTES("sample_minutes", Duration.ofMinutes(1), Duration.ofHours(1)),
    HOURS("sample_hours", Duration.ofHours(1), Duration.ofDays(1));

    private static final int SERIES_BITS = 20;

    private final String table;
    final long width;
    final long block;

    SampleLevel(String table, Duration width, Duration block) {
        this.table = table;
        this.width = width.toMillis();
        this.block = block.toMillis();
    }

    /// When the block begins that holds this time.
    long start(long millis) {
        return Math.floorDiv(millis, block) * block;
    }

    /// The first row id of a block that begins at this time.
    private long id(long startMillis) {
        return Math.floorDiv(startMillis, block) << SERIES_BITS;
    }

    /// The blocks of one series that overlap a range, by their beginning.
    ///
    /// @param from epoch milliseconds, as is `until`, exclusive
    Map<Long, List<Bucket>> blocks(Connection connection, int series, long from, long until)
            throws SQLException {
        var found = new TreeMap<Long, List<Bucket>>();
        long oldest = Math.max(oldest(connection), start(from));
        if (oldest >= until) {
            return found;
        }
        String sql =
                """
                WITH RECURSIVE block(number) AS
                  (VALUES(?1) UNION ALL SELECT number + 1 FROM block WHERE number < ?2)
                SELECT number, buckets FROM block CROSS JOIN %s WHERE id = (number << %d) | ?3
                """
                        .formatted(table, SERIES_BITS);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, oldest / block);
            select.setLong(2, Math.floorDiv(until - 1, block));
            select.setLong(3, series);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long start = rows.getLong(1) * block;
                    found.put(start, BucketBlock.decode(rows.getBytes(2), start, width));
                }
            }
        }
        return found;
    }

    /// The blocks of every series that overlap a range, as one list of buckets for each.
    Map<Integer, List<Bucket>> all(Connection connection, long from, long until)
            throws SQLException {
        var found = new TreeMap<Integer, List<Bucket>>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, buckets FROM " + table + " WHERE id>=? AND id<? ORDER BY id")) {
            select.setLong(1, id(from));
            select.setLong(2, id(until - 1 + block));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong(1);
                    long start = (id >> SERIES_BITS) * block;
                    found.computeIfAbsent(
                                    (int) (id & (1 << SERIES_BITS) - 1), _ -> new ArrayList<>())
                            .addAll(BucketBlock.decode(rows.getBytes(2), start, width));
                }
            }
        }
        return found;
    }

    /// When the oldest block begins; [Long#MAX_VALUE] when there is none.
    long oldest(Connection connection) throws SQLException {
        return first(connection, Long.MIN_VALUE);
    }

    /// When the first block begins that begins at this time or after it; [Long#MAX_VALUE] for none.
    long first(Connection connection, long startMillis) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT min(id) FROM " + table + " WHERE id>=?")) {
            select.setLong(1, startMillis == Long.MIN_VALUE ? startMillis : id(startMillis));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                return row.wasNull() ? Long.MAX_VALUE : (id >> SERIES_BITS) * block;
            }
        }
    }

    /// True when there is a block of any series that begins at this time.
    boolean has(Connection connection, long startMillis) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM " + table + " WHERE id>=? AND id<? LIMIT 1")) {
            select.setLong(1, id(startMillis));
            select.setLong(2, id(startMillis + block));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /// Keeps blocks that begin at this time, by series; what is there already stays as it is.
    void keep(Connection connection, long startMillis, Map<Integer, List<Bucket>> buckets)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO " + table + " VALUES(?,?) ON CONFLICT DO NOTHING")) {
            for (var series : new TreeMap<>(buckets).entrySet()) {
                insert.setLong(1, id(startMillis) | series.getKey());
                insert.setBytes(2, BucketBlock.encode(series.getValue(), startMillis, width));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Forgets the blocks that begin before this time.
    void forgetBefore(Connection connection, long startMillis) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE id<?")) {
            delete.setLong(1, id(startMillis));
            delete.executeUpdate();
        }
    }
}
