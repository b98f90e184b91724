package dev.watchkeeper.notify;

import dev.watchkeeper.model.SourceUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The outbox's table in Watchkeeper's own SQLite state. A message is a row per channel; the row
/// stays after delivery for a month, so that putting the same message again does nothing.
///
/// `position` orders a channel's queue; `due` is when the next attempt may be made, in milliseconds
/// since the epoch.
public final class OutboxTable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration KEPT = Duration.ofDays(30);

    /// No attempt is ever put off longer than this, so what is due later was put off by a clock
    /// that has been set back since.
    private static final Duration LONGEST_WAIT = Duration.ofHours(7);

    private final DataSource state;

    /// Over a database of our own; the table is made when it is not there.
    ///
    /// @throws SourceUnavailable when it cannot be written to, as does every method that writes
    public OutboxTable(DataSource state) {
        this.state = state;
        update(
                """
                CREATE TABLE IF NOT EXISTS outbox (
                  seq INTEGER PRIMARY KEY AUTOINCREMENT,
                  channel TEXT NOT NULL,
                  id TEXT NOT NULL,
                  about TEXT NOT NULL,
                  message TEXT NOT NULL,
                  position INTEGER,
                  state TEXT NOT NULL DEFAULT 'pending',
                  attempts INTEGER NOT NULL DEFAULT 0,
                  due INTEGER NOT NULL,
                  reason TEXT NOT NULL DEFAULT '',
                  changed INTEGER NOT NULL,
                  UNIQUE (channel, id)) STRICT
                """);
        update("CREATE INDEX IF NOT EXISTS outbox_queue ON outbox (channel, state, position, seq)");
    }

    /// A message that waits.
    record Waiting(long seq, String channel, Notification message, int attempts) {}

    /// A message that was given up, for whoever asks what went wrong.
    public record DeadLetter(String channel, Notification message, String reason, Instant at) {}

    /// How many messages wait on a channel, how often the first of them was tried, why it was not
    /// taken, and when it is tried again.
    public record Backlog(String channel, int waiting, int attempts, String reason, Instant due) {}

    /// Puts a message into a channel's queue; false when it has been there before.
    boolean put(String channel, Notification message, Instant now) {
        return put(channel, message, now, null);
    }

    /// Puts a message in the place that another had in the queue.
    boolean put(String channel, Notification message, Instant now, @Nullable Waiting insteadOf) {
        return update(
                        "INSERT INTO outbox (channel, id, about, message, position, due, changed)"
                                + " VALUES (?, ?, ?, ?,"
                                + " (SELECT coalesce(position, seq) FROM outbox WHERE seq = ?), ?, ?)"
                                + " ON CONFLICT (channel, id) DO NOTHING",
                        channel,
                        message.id(),
                        message.about(),
                        JSON.writeValueAsString(message),
                        insteadOf == null ? null : insteadOf.seq(),
                        now.toEpochMilli(),
                        now.toEpochMilli())
                == 1;
    }

    /// Sums up what is too much on a channel; gives how many messages became one.
    int bound(String channel, int most, Instant now) {
        return new OutboxBound(state, most).merge(channel, now);
    }

    /// True when the channel was told of this before.
    boolean toldOf(String channel, String about) {
        return !query(
                        "SELECT 1 FROM outbox WHERE channel = ? AND about = ? LIMIT 1",
                        row -> true,
                        channel,
                        about)
                .isEmpty();
    }

    /// Takes the first message of a channel's queue when it is due, and nobody else gets it for the
    /// lease. The ones behind it wait, which keeps the order. A row whose state is `sending` is out
    /// with somebody, or was when its process died.
    Optional<Waiting> take(String channel, Instant now, Duration lease) {
        long clock = now.toEpochMilli();
        return query(
                        "UPDATE outbox SET state = 'sending', due = ?, changed = ? WHERE seq = (SELECT seq"
                                + " FROM outbox WHERE channel = ? AND state IN ('pending', 'sending')"
                                + " ORDER BY coalesce(position, seq), seq LIMIT 1)"
                                + " AND (due <= ? OR due > ?)"
                                + " RETURNING seq, channel, message, attempts",
                        row ->
                                new Waiting(
                                        row.getLong(1),
                                        row.getString(2),
                                        message(row.getString(3)),
                                        row.getInt(4)),
                        clock + lease.toMillis(),
                        clock,
                        channel,
                        clock,
                        clock + LONGEST_WAIT.toMillis())
                .stream()
                .findFirst();
    }

    /// Gives back what was out when its process died.
    void giveBack(Instant now) {
        update(
                "UPDATE outbox SET state = 'pending', due = ? WHERE state = 'sending'",
                now.toEpochMilli());
    }

    void delivered(Waiting waiting, Instant now) {
        update(
                "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, reason = '', changed ="
                        + " ? WHERE seq = ?",
                now.toEpochMilli(),
                waiting.seq());
        update(
                "DELETE FROM outbox WHERE state IN ('delivered', 'merged', 'dead') AND changed < ?",
                now.minus(KEPT).toEpochMilli());
    }

    void retry(Waiting waiting, Instant due, String reason, Instant now) {
        update(
                "UPDATE outbox SET state = 'pending', attempts = attempts + 1, due = ?, reason = ?,"
                        + " changed = ? WHERE seq = ?",
                due.toEpochMilli(),
                reason,
                now.toEpochMilli(),
                waiting.seq());
    }

    void dead(Waiting waiting, String reason, Instant now) {
        update(
                "UPDATE outbox SET state = 'dead', attempts = attempts + 1, reason = ?, changed = ?"
                        + " WHERE seq = ?",
                reason,
                now.toEpochMilli(),
                waiting.seq());
    }

    /// The messages that were given up, the latest first.
    public List<DeadLetter> deadLetters() {
        return query(
                "SELECT channel, message, reason, changed FROM outbox WHERE state = 'dead' ORDER BY"
                        + " changed DESC, seq DESC LIMIT 100",
                row ->
                        new DeadLetter(
                                row.getString(1),
                                message(row.getString(2)),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))));
    }

    /// The messages that are kept, each once however many channels had it, the oldest first.
    public List<Notification> kept() {
        return query(
                "SELECT min(message) FROM outbox WHERE state <> 'merged' GROUP BY id ORDER BY min(seq)",
                row -> message(row.getString(1)));
    }

    /// The channels on which messages wait.
    public List<Backlog> backlogs() {
        return query(
                "SELECT channel, count(*), max(attempts), max(reason), max(due) FROM outbox WHERE state"
                        + " IN ('pending', 'sending') GROUP BY channel ORDER BY channel",
                row ->
                        new Backlog(
                                row.getString(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5))));
    }

    private static Notification message(String json) {
        return JSON.readValue(json, Notification.class);
    }

    /// Reads one row.
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private int update(String sql, @Nullable Object... values) {
        try (Connection connection = state.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw unusable("written", failed);
        }
    }

    private <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
        try (Connection connection = state.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.read(rows));
                }
            }
            return all;
        } catch (SQLException failed) {
            throw unusable("read", failed);
        }
    }

    private static SourceUnavailable unusable(String done, SQLException failed) {
        return new SourceUnavailable(
                "state",
                "the outbox cannot be "
                        + done
                        + " ("
                        + failed.getMessage()
                        + "); check the owner of the state folder and the free space",
                failed);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
