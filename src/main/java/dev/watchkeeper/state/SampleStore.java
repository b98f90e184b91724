package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The samples that Watchkeeper takes itself: every one of late, then minutes, then hours. Where
/// nothing was sampled there is nothing, never a zero.
///
/// Each round is one transaction: whoever is killed loses the round it was about to keep, no more.
/// A sample once kept is never overwritten, and no minute holds samples of two passes of a clock
/// that went back: the second pass keeps nothing until it comes to a minute of which nothing is
/// known. Samples of the future (a clock that was wrong for a while) lie where their clock put them
/// and are in nobody's way until then.
public final class SampleStore {

    private static final long MINUTE = 60_000;
    private static final Numbered NUMBERS = new Numbered("sample_series");

    private final StateDatabase database;
    private final Map<String, Integer> numbers = new HashMap<>();
    private long lastMillis = Long.MIN_VALUE;
    private boolean taken;

    public SampleStore(StateDatabase database) {
        this.database = database;
    }

    /// The samples of one round, by name.
    public record Round(Instant time, Map<String, Double> values) {}

    /// What is kept of one quantity within a range.
    ///
    /// @param width the length of each bucket: what was asked for, or more where only that is left
    /// @param buckets in the order of time, without sketches; there is none where nobody looked
    public record Kept(Duration width, List<Bucket> buckets) {}

    /// Keeps the samples of one round; values that are not finite are left out.
    ///
    /// @return false when they were not kept, because the clock went back to a minute of which
    ///   samples are kept already
    public synchronized boolean keep(Instant time, Map<String, Double> values) {
        long millis = time.toEpochMilli();
        var known = new HashMap<>(numbers);
        boolean kept =
                database.transaction(connection -> {
                    boolean no = taken(connection, millis);
                    lastMillis = millis;
                    taken = no;
                    return !no && insert(connection, millis, values, known);
                });
        numbers.putAll(known);
        return kept;
    }

    /// Keeps many rounds in one transaction, in the order of time: a history that was measured
    /// elsewhere. Each is treated as by [#keep(Instant, Map)].
    ///
    /// @return how many were kept
    public synchronized int keepAll(Iterable<Round> rounds) {
        var known = new HashMap<>(numbers);
        int kept =
                database.transaction(connection -> {
                    int many = 0;
                    for (Round round : rounds) {
                        long millis = round.time().toEpochMilli();
                        boolean no = taken(connection, millis);
                        lastMillis = millis;
                        taken = no;
                        many += !no && insert(connection, millis, round.values(), known) ? 1 : 0;
                    }
                    return many;
                });
        numbers.putAll(known);
        return kept;
    }

    /// What is kept of a quantity, from the finest level that has all of the range that is left;
    /// nothing for a name that was never sampled.
    ///
    /// @param width buckets begin at multiples of it since the epoch
    public Kept read(String name, TimeRange range, Duration width) {
        return database.reading(connection -> {
            Long series = NUMBERS.find(connection, name);
            return series == null
                    ? new Kept(width, List.of())
                    : new SampleRead(connection, Math.toIntExact(series)).read(range, width);
        });
    }

    /// The newest round not after `now`, if it is still kept as such.
    public Optional<Round> newest(Instant now) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT time_ms, samples FROM sample_round WHERE time_ms<=?"
                                    + " ORDER BY time_ms DESC LIMIT 1")) {
                select.setLong(1, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    Map<Integer, String> names = names(connection);
                    var values = new TreeMap<String, Double>();
                    SampleRound.decode(
                            row.getBytes(2),
                            (series, value) -> values.put(names.getOrDefault(series, ""), value));
                    return Optional.of(new Round(Instant.ofEpochMilli(row.getLong(1)), values));
                }
            }
        });
    }

    /// The names of all that was ever sampled.
    public Set<String> names() {
        return database.reading(connection -> new TreeSet<>(names(connection).values()));
    }

    /// True when the minute of this time holds samples that do not belong to this pass of the
    /// clock.
    private boolean taken(Connection connection, long millis) throws SQLException {
        long minute = Math.floorDiv(millis, MINUTE) * MINUTE;
        if (millis > lastMillis && lastMillis >= minute) {
            return taken;
        }
        // whoever starts goes on with a minute that somebody else began
        long from = lastMillis == Long.MIN_VALUE ? millis : minute;
        if (SampleLevel.MINUTES.has(connection, SampleLevel.MINUTES.start(millis))) {
            return true;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM sample_round WHERE time_ms>=? AND time_ms<? LIMIT 1")) {
            select.setLong(1, from);
            select.setLong(2, minute + MINUTE);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean insert(
            Connection connection,
            long millis,
            Map<String, Double> values,
            Map<String, Integer> numbers)
            throws SQLException {
        var numbered = new TreeMap<Integer, Double>();
        for (var sample : values.entrySet()) {
            if (Double.isFinite(sample.getValue())) {
                Integer series = numbers.get(sample.getKey());
                if (series == null) {
                    series = Math.toIntExact(NUMBERS.given(connection, sample.getKey()));
                    numbers.put(sample.getKey(), series);
                }
                numbered.put(series, sample.getValue());
            }
        }
        if (numbered.isEmpty()) {
            return true;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO sample_round VALUES(?,?)")) {
            insert.setLong(1, millis);
            insert.setBytes(2, SampleRound.encode(numbered));
            return insert.executeUpdate() > 0;
        }
    }

    private static Map<Integer, String> names(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id, name FROM sample_series");
                ResultSet rows = select.executeQuery()) {
            var names = new HashMap<Integer, String>();
            while (rows.next()) {
                names.put(rows.getInt(1), rows.getString(2));
            }
            return names;
        }
    }
}
