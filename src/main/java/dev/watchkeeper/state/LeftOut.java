package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The episodes that deserved an investigation which the budget did not allow, until a person was
/// told what became of them.
public final class LeftOut {

    private final StateDatabase database;

    public LeftOut(StateDatabase database) {
        this.database = database;
    }

    /// One of them.
    ///
    /// @param episode as `finding#episode`
    /// @param since when it was left out first
    /// @param reason why, as a clause
    public record Entry(String episode, Instant since, String reason) {}

    /// Notes them; those that are noted stay as they are.
    public void note(Collection<String> episodes, String reason, Instant now) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO left_out(episode,since_ms,reason) VALUES(?,?,?)"
                                    + " ON CONFLICT(episode) DO NOTHING")) {
                for (String episode : episodes) {
                    insert.setString(1, episode);
                    insert.setLong(2, now.toEpochMilli());
                    insert.setString(3, reason);
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// All of them, the first one first.
    public List<Entry> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT * FROM left_out ORDER BY since_ms, episode");
                    ResultSet row = select.executeQuery()) {
                var all = new ArrayList<Entry>();
                while (row.next()) {
                    all.add(
                            new Entry(
                                    row.getString("episode"),
                                    Instant.ofEpochMilli(row.getLong("since_ms")),
                                    row.getString("reason")));
                }
                return all;
            }
        });
    }

    /// Forgets them. Comes after the summary is in the outbox.
    public void forget(Collection<Entry> entries) {
        database.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM left_out WHERE episode=?")) {
                for (Entry entry : entries) {
                    delete.setString(1, entry.episode());
                    delete.addBatch();
                }
                return delete.executeBatch().length;
            }
        });
    }
}
