package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs that are left to a launcher of another user: wanted, taken under a lease, and ended by
/// its report or given up. Each step happens once, whoever else tries it at the same moment. Times
/// are real ones, whatever time the data is looked at as of.
public final class HandOverStore {

    private final StateDatabase database;

    public HandOverStore(StateDatabase database) {
        this.database = database;
    }

    /// Where a run that was handed over stands.
    public enum State {
        WANTED,
        TAKEN,
        REPORTED,
        GIVEN_UP
    }

    /// One run that was handed over.
    ///
    /// @param task what it is to do, as whoever wanted it wrote it
    /// @param taken when a launcher took it, or null
    /// @param leasedUntil when its token ends, or null while nobody took it
    /// @param outcome the report, or why it was given up, as whoever ended it wrote it; or null
    public record HandOver(
            String run,
            String task,
            State state,
            Instant wanted,
            @Nullable Instant taken,
            @Nullable Instant leasedUntil,
            @Nullable String outcome) {}

    /// Notes that a run is wanted; does nothing when that is known.
    public void want(String run, String task, Instant now) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO hand_over(run,task,state,wanted_ms) VALUES(?,?,'WANTED',?)")) {
                insert.setString(1, run);
                insert.setString(2, task);
                insert.setLong(3, now.toEpochMilli());
                return insert.executeUpdate();
            }
        });
    }

    /// Gives the oldest wanted run to whoever asks; empty when none is wanted.
    ///
    /// @param secret the hash of the token that is good for this run alone
    /// @param lease how long it is good
    public Optional<HandOver> take(byte[] secret, Duration lease, Instant now) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            UPDATE hand_over SET state='TAKEN', taken_ms=?1, leased_until_ms=?2, secret=?3
                            WHERE run=(SELECT run FROM hand_over WHERE state='WANTED'
                                       ORDER BY wanted_ms, run LIMIT 1)
                            RETURNING *
                            """)) {
                update.setLong(1, now.toEpochMilli());
                update.setLong(2, now.plus(lease).toEpochMilli());
                update.setBytes(3, secret);
                return read(update).stream().findFirst();
            }
        });
    }

    /// The run whose token has this hash, while it is good.
    public Optional<HandOver> leased(byte[] secret, Instant now) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM hand_over WHERE secret=? AND state='TAKEN' AND leased_until_ms>?")) {
                select.setBytes(1, secret);
                select.setLong(2, now.toEpochMilli());
                return read(select).stream().findFirst();
            }
        });
    }

    /// Ends a run by its launcher's report, and its token with it.
    ///
    /// @return false when that token is not good, or no longer
    public boolean report(byte[] secret, String outcome, Instant now) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE hand_over SET state='REPORTED', outcome=?1, secret=NULL"
                                    + " WHERE secret=?2 AND state='TAKEN' AND leased_until_ms>?3")) {
                update.setString(1, outcome);
                update.setBytes(2, secret);
                update.setLong(3, now.toEpochMilli());
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Gives up a run that is still as it was looked at, and ends its token.
    ///
    /// @return false when it has moved on meanwhile
    public boolean giveUp(HandOver seen, String outcome) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE hand_over SET state='GIVEN_UP', outcome=?1, secret=NULL WHERE run=?2 AND state=?3")) {
                update.setString(1, outcome);
                update.setString(2, seen.run());
                update.setString(3, seen.state().name());
                return update.executeUpdate() == 1;
            }
        });
    }

    /// All that are not yet settled, the oldest first.
    public List<HandOver> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM hand_over ORDER BY wanted_ms, run")) {
                return read(select);
            }
        });
    }

    /// Forgets a run whose end was told.
    public void settled(String run) {
        database.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM hand_over WHERE run=?")) {
                delete.setString(1, run);
                return delete.executeUpdate();
            }
        });
    }

    private static List<HandOver> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            var found = new ArrayList<HandOver>();
            while (row.next()) {
                found.add(
                        new HandOver(
                                row.getString("run"),
                                row.getString("task"),
                                State.valueOf(row.getString("state")),
                                Instant.ofEpochMilli(row.getLong("wanted_ms")),
                                time(row, "taken_ms"),
                                time(row, "leased_until_ms"),
                                row.getString("outcome")));
            }
            return found;
        }
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
