package dev.watchkeeper.state;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ignores that people made by command; those of tools.yaml stand there. None is ever deleted:
/// what was hidden, and by whom, can be asked later.
public final class IgnoreStore {

    private final StateDatabase database;

    public IgnoreStore(StateDatabase database) {
        this.database = database;
    }

    /// Adds one; its number, and what it has hidden so far, are given here.
    public Ignore add(Ignore made) {
        return database.transaction(connection -> add(connection, made));
    }

    /// Adds one within a transaction of the caller.
    static Ignore add(Connection connection, Ignore made) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO ignored(pattern,stream,finding,severity,reason,author,since_ms,until_ms,"
                                + "most,rate,rate_ms,until_change,incident,counted_ms)"
                                + " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING *")) {
            insert.setString(1, made.pattern());
            insert.setString(2, made.stream());
            insert.setString(3, made.finding());
            insert.setString(4, made.severity() == null ? null : made.severity().name());
            insert.setString(5, made.reason());
            insert.setString(6, made.author());
            insert.setLong(7, made.since().toEpochMilli());
            insert.setLong(8, made.until().toEpochMilli());
            insert.setObject(9, made.most());
            insert.setObject(10, made.rate());
            insert.setObject(11, made.ratePer() == null ? null : made.ratePer().toMillis());
            insert.setBoolean(12, made.untilChange());
            insert.setString(13, made.incident());
            insert.setLong(14, made.since().toEpochMilli());
            return read(insert).getFirst();
        }
    }

    /// All there ever were, the newest first.
    public List<Ignore> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM ignored ORDER BY id DESC")) {
                return read(select);
            }
        });
    }

    /// Those that hold now, the oldest first.
    public List<Ignore> inForce(Instant now) {
        return all().reversed().stream().filter(ignore -> ignore.inForce(now)).toList();
    }

    /// Takes one back: what it hid is told again from the next check on.
    ///
    /// @throws BadRequest when there is none with this number, or it was taken back already
    public Ignore remove(long id, String by, Instant now) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE ignored SET removed_ms=?, removed_by=? WHERE id=? AND removed_ms IS NULL"
                                    + " RETURNING *")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, by);
                update.setLong(3, id);
                return read(update).stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new BadRequest(
                                        "there is no ignore "
                                                + id
                                                + " that still holds; watchkeeper ignore list shows those there are"));
            }
        });
    }

    /// Counts what ignores hid since they were counted last; nothing for one that somebody else has
    /// counted meanwhile.
    ///
    /// @param hidden how many messages by the number of the ignore, those after its `counted` alone
    public void hid(Map<Ignore, Long> hidden, Instant now) {
        if (hidden.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE ignored SET hidden=hidden+?1, counted_ms=?2 WHERE id=?3 AND counted_ms=?4"
                                    + " AND counted_ms<?2")) {
                for (var one : hidden.entrySet()) {
                    update.setLong(1, one.getValue());
                    update.setLong(2, now.toEpochMilli());
                    update.setLong(3, one.getKey().id());
                    update.setLong(4, one.getKey().counted().toEpochMilli());
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
    }

    private static List<Ignore> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            var all = new ArrayList<Ignore>();
            while (row.next()) {
                String severity = row.getString("severity");
                Long rateMs = number(row, "rate_ms");
                all.add(
                        new Ignore(
                                row.getLong("id"),
                                row.getString("pattern"),
                                row.getString("stream"),
                                row.getString("finding"),
                                severity == null ? null : Severity.valueOf(severity),
                                row.getString("reason"),
                                row.getString("author"),
                                Instant.ofEpochMilli(row.getLong("since_ms")),
                                Instant.ofEpochMilli(row.getLong("until_ms")),
                                number(row, "most"),
                                number(row, "rate"),
                                rateMs == null ? null : Duration.ofMillis(rateMs),
                                row.getBoolean("until_change"),
                                row.getString("incident"),
                                row.getLong("hidden"),
                                Instant.ofEpochMilli(row.getLong("counted_ms")),
                                Times.of(row, "removed_ms"),
                                row.getString("removed_by")));
            }
            return all;
        }
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
