package dev.watchkeeper.notify;

import dev.watchkeeper.model.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the queue of a channel that does not answer from growing for ever: when it is too long,
/// the oldest messages that may be summed up become one, in one transaction. First messages and
/// urgent ones of SEV1 and SEV2 always stay as they are.
final class OutboxBound {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PREFIX = "merged-";

    private final DataSource state;
    private final int most;

    /// @param most how many messages may wait on a channel
    OutboxBound(DataSource state, int most) {
        this.state = state;
        this.most = most;
    }

    private record Row(long seq, Notification message) {}

    /// Sums up what is too much.
    ///
    /// @return how many messages became one; 0 when nothing was too much
    int merge(String channel, Instant now) {
        try (Connection connection = state.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int merged = merge(connection, channel, now);
                connection.commit();
                return merged;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the outbox cannot be written", failed);
        }
    }

    private int merge(Connection connection, String channel, Instant now) throws SQLException {
        List<Row> waiting = waiting(connection, channel);
        if (waiting.size() <= most) {
            return 0;
        }
        List<Row> summable = waiting.stream().filter(row -> !critical(row.message())).toList();
        // down to half, so that not every further message makes a new summary
        List<Row> oldest =
                summable.subList(0, Math.min(summable.size(), waiting.size() - most / 2));
        if (oldest.size() < 2) {
            return 0;
        }
        Row first = oldest.getFirst();
        try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO outbox (channel, id, about, message, position, due, changed)"
                                        + " SELECT channel, ?, 'outbox', ?, coalesce(position, seq), ?, ?"
                                        + " FROM outbox WHERE seq = ? ON CONFLICT (channel, id) DO NOTHING");
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE outbox SET state = 'merged', changed = ? WHERE seq = ?")) {
            Notification summary = summary(oldest, now);
            insert.setString(1, summary.id());
            insert.setString(2, JSON.writeValueAsString(summary));
            insert.setLong(3, now.toEpochMilli());
            insert.setLong(4, now.toEpochMilli());
            insert.setLong(5, first.seq());
            insert.executeUpdate();
            for (Row row : oldest) {
                update.setLong(1, now.toEpochMilli());
                update.setLong(2, row.seq());
                update.addBatch();
            }
            update.executeBatch();
        }
        return oldest.size();
    }

    private static List<Row> waiting(Connection connection, String channel) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT seq, message FROM outbox WHERE channel = ? AND state = 'pending'"
                                + " ORDER BY coalesce(position, seq), seq")) {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                var waiting = new ArrayList<Row>();
                while (row.next()) {
                    waiting.add(
                            new Row(
                                    row.getLong(1),
                                    JSON.readValue(row.getString(2), Notification.class)));
                }
                return waiting;
            }
        }
    }

    private static boolean critical(Notification message) {
        return message.severity().atLeast(Severity.SEV2)
                && (message.kind() == Notification.Kind.FIRST
                        || message.kind() == Notification.Kind.URGENT);
    }

    /// One message in the place of many; of those that were summed up before, the count goes on.
    private static Notification summary(List<Row> rows, Instant now) {
        long count = 0;
        Severity gravest = Severity.SEV4;
        for (Row row : rows) {
            count += count(row.message());
            gravest =
                    row.message().severity().atLeast(gravest) ? row.message().severity() : gravest;
        }
        Notification first = rows.getFirst().message();
        Notification last = rows.getLast().message();
        return new Notification(
                PREFIX + count + "-" + rows.getLast().seq(),
                Notification.Kind.SERVICE,
                "outbox",
                gravest,
                count + " messages could not be delivered in time and became this one",
                List.of(
                        "The first: " + first.title(),
                        "The last: " + last.title(),
                        "What is open now: watchkeeper status; what was written: watchkeeper incidents."),
                null,
                now);
    }

    private static long count(Notification message) {
        String id = message.id();
        return id.startsWith(PREFIX) && id.matches(PREFIX + "[0-9]{1,9}-[0-9]+")
                ? Long.parseLong(id.substring(PREFIX.length(), id.indexOf('-', PREFIX.length())))
                : 1;
    }
}
