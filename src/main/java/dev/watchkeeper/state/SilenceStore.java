package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The silences: of what people are not told for a while, because one of them asked for it. Each
/// has an author, a reason and an end, and none is ever deleted.
public final class SilenceStore {

    private final StateDatabase database;

    public SilenceStore(StateDatabase database) {
        this.database = database;
    }

    /// One silence.
    ///
    /// @param matcher which findings are meant, as it was written
    /// @param removed when somebody took it back, or null
    public record Silence(
            long id,
            String matcher,
            Instant until,
            String by,
            String reason,
            Instant created,
            @Nullable Instant removed) {

        /// Whether it holds at `now`.
        public boolean holds(Instant now) {
            return removed == null && now.isBefore(until);
        }
    }

    /// Adds one.
    ///
    /// @return its number
    public long add(String matcher, Instant until, String by, String reason, Instant now) {
        return database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO silence(matcher,until_ms,by,reason,created_ms) VALUES(?,?,?,?,?)",
                            Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, matcher);
                insert.setLong(2, until.toEpochMilli());
                insert.setString(3, by);
                insert.setString(4, reason);
                insert.setLong(5, now.toEpochMilli());
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                    key.next();
                    return key.getLong(1);
                }
            }
        });
    }

    /// Takes one back; false when there is none of this number that was not taken back.
    public boolean remove(long id, Instant now) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE silence SET removed_ms=? WHERE id=? AND removed_ms IS NULL")) {
                update.setLong(1, now.toEpochMilli());
                update.setLong(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// All of them, the newest first.
    public List<Silence> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT * FROM silence ORDER BY id DESC");
                    ResultSet row = select.executeQuery()) {
                var all = new ArrayList<Silence>();
                while (row.next()) {
                    long removed = row.getLong("removed_ms");
                    boolean holds = row.wasNull();
                    all.add(
                            new Silence(
                                    row.getLong("id"),
                                    row.getString("matcher"),
                                    Instant.ofEpochMilli(row.getLong("until_ms")),
                                    row.getString("by"),
                                    row.getString("reason"),
                                    Instant.ofEpochMilli(row.getLong("created_ms")),
                                    holds ? null : Instant.ofEpochMilli(removed)));
                }
                return all;
            }
        });
    }
}
