package dev.watchkeeper.state;

import dev.watchkeeper.model.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Hours of declared streams as they were counted once: for each subject (a log stream, a metric)
/// and hour what it comes to in all, and its minutes for as long as those are kept.
public final class RollUps {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int SUBJECT_BITS = 20;

    private static final Numbered NUMBERS = new Numbered("rolled_subject");

    private final StateDatabase database;

    public RollUps(StateDatabase database) {
        this.database = database;
    }

    /// One hour, to be read by [LogHour] or [MetricHour].
    public static final class Hour {

        private final Instant start;
        private final Instant until;
        private final byte[] whole;
        private final byte @Nullable [] minutes;

        Hour(Instant start, Instant until, byte[] whole, byte @Nullable [] minutes) {
            this.start = start;
            this.until = until;
            this.whole = whole;
            this.minutes = minutes;
        }

        /// Its beginning.
        public Instant start() {
            return start;
        }

        /// Up to where it was counted: its end, or a minute in it.
        public Instant until() {
            return until;
        }

        byte[] whole() {
            return whole;
        }

        /// True when its minutes are there: still kept, and asked for.
        public boolean hasMinutes() {
            return minutes != null;
        }

        byte @Nullable [] minutes() {
            return minutes;
        }
    }

    /// An entry of the source by which it is known again.
    ///
    /// @param ref where it was
    /// @param hash of what it said
    public record Mark(String ref, Instant time, String hash) {}

    /// The hours of a subject that begin within a range, in the order of time.
    public List<Hour> hours(String subject, TimeRange range, boolean withMinutes) {
        return database.reading(connection -> {
            Long number = NUMBERS.find(connection, subject);
            return number == null ? List.of() : hours(connection, number, range, withMinutes);
        });
    }

    private static List<Hour> hours(
            Connection connection, long subject, TimeRange range, boolean withMinutes)
            throws SQLException {
        long first = Math.ceilDiv(range.from().toEpochMilli(), HOUR);
        long last = Math.floorDiv(range.until().toEpochMilli() - 1, HOUR);
        long oldest = oldest(connection);
        String sql =
                """
                WITH RECURSIVE hour(number) AS
                  (SELECT ?1 WHERE ?1 <= ?2 UNION ALL SELECT number + 1 FROM hour WHERE number < ?2)
                SELECT number, until_ms, r.hour, %s FROM hour CROSS JOIN rolled_hour r %s
                WHERE r.id = (number << %d) | ?3
                """
                        .formatted(
                                withMinutes ? "m.minutes" : "NULL",
                                withMinutes ? "LEFT JOIN rolled_minutes m ON m.id = r.id" : "",
                                SUBJECT_BITS);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, Math.max(first, oldest));
            select.setLong(2, last);
            select.setLong(3, subject);
            try (ResultSet rows = select.executeQuery()) {
                var hours = new ArrayList<Hour>();
                while (rows.next()) {
                    hours.add(
                            new Hour(
                                    Instant.ofEpochMilli(rows.getLong(1) * HOUR),
                                    Instant.ofEpochMilli(rows.getLong(2)),
                                    rows.getBytes(3),
                                    rows.getBytes(4)));
                }
                return hours;
            }
        }
    }

    private static long oldest(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT min(id) FROM rolled_hour");
                ResultSet row = select.executeQuery()) {
            row.next();
            long id = row.getLong(1);
            return row.wasNull() ? Long.MAX_VALUE : id >> SUBJECT_BITS;
        }
    }

    /// Up to where each hour of a subject was counted, by the beginning of the hour.
    public Map<Instant, Instant> counted(String subject, TimeRange range) {
        var counted = new TreeMap<Instant, Instant>();
        hours(subject, range, false).forEach(hour -> counted.put(hour.start(), hour.until()));
        return counted;
    }

    /// Keeps hours, each in place of what was kept of it.
    public void keep(String subject, List<Hour> hours) {
        if (hours.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            long number = NUMBERS.given(connection, subject);
            try (PreparedStatement whole =
                            connection.prepareStatement(
                                    "INSERT OR REPLACE INTO rolled_hour VALUES(?,?,?)");
                    PreparedStatement minutes =
                            connection.prepareStatement(
                                    "INSERT OR REPLACE INTO rolled_minutes VALUES(?,?)")) {
                for (Hour hour : hours) {
                    long id = id(hour.start(), number);
                    whole.setLong(1, id);
                    whole.setLong(2, hour.until().toEpochMilli());
                    whole.setBytes(3, hour.whole());
                    whole.executeUpdate();
                    if (hour.minutes() != null) {
                        minutes.setLong(1, id);
                        minutes.setBytes(2, hour.minutes());
                        minutes.executeUpdate();
                    }
                }
            }
            return true;
        });
    }

    /// Forgets the hours of a subject that begin at or after a time.
    public void cut(String subject, Instant from) {
        database.transaction(connection -> {
            Long number = NUMBERS.find(connection, subject);
            if (number == null) {
                return false;
            }
            long first = Math.ceilDiv(from.toEpochMilli(), HOUR) << SUBJECT_BITS;
            for (String table : List.of("rolled_hour", "rolled_minutes")) {
                try (PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM " + table + " WHERE id>=? AND (id & ?)=?")) {
                    delete.setLong(1, first);
                    delete.setLong(2, (1L << SUBJECT_BITS) - 1);
                    delete.setLong(3, number);
                    delete.executeUpdate();
                }
            }
            return true;
        });
    }

    /// Forgets minutes and hours before these times.
    public void forgetBefore(Instant minutes, Instant hours) {
        database.transaction(connection -> {
            for (var old :
                    List.of(new Old("rolled_minutes", minutes), new Old("rolled_hour", hours))) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + old.table + " WHERE id<?")) {
                    delete.setLong(1, id(old.time, 0));
                    delete.executeUpdate();
                }
            }
            return true;
        });
    }

    private record Old(String table, Instant time) {}

    /// The entry by which the source of a subject is known again; empty when there is none yet.
    public Optional<Mark> mark(String subject) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT mark_ref, mark_ms, mark_hash FROM rolled_subject"
                                    + " WHERE name=? AND mark_ref IS NOT NULL")) {
                select.setString(1, subject);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    new Mark(
                                            row.getString(1),
                                            Instant.ofEpochMilli(row.getLong(2)),
                                            row.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }

    public void keepMark(String subject, Mark mark) {
        database.transaction(connection -> {
            long number = NUMBERS.given(connection, subject);
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE rolled_subject SET mark_ref=?, mark_ms=?, mark_hash=? WHERE id=?")) {
                update.setString(1, mark.ref());
                update.setLong(2, mark.time().toEpochMilli());
                update.setString(3, mark.hash());
                update.setLong(4, number);
                return update.executeUpdate();
            }
        });
    }

    /// Before when the source of a subject had no entries when it was last looked at; empty when
    /// nobody knows.
    public Optional<Instant> oldest(String subject) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT oldest_ms FROM rolled_from"
                                    + " WHERE id=(SELECT id FROM rolled_subject WHERE name=?)")) {
                select.setString(1, subject);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                            : Optional.empty();
                }
            }
        });
    }

    /// Keeps the time of the oldest entry of a subject's source.
    public void keepOldest(String subject, Instant oldest) {
        if (oldest(subject).filter(oldest.truncatedTo(ChronoUnit.MILLIS)::equals).isPresent()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO rolled_from VALUES(?,?)")) {
                insert.setLong(1, NUMBERS.given(connection, subject));
                insert.setLong(2, oldest.toEpochMilli());
                return insert.executeUpdate();
            }
        });
    }

    private static long id(Instant hour, long subject) {
        return Math.floorDiv(hour.toEpochMilli(), HOUR) << SUBJECT_BITS | subject;
    }
}
