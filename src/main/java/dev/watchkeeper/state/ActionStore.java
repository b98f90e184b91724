package dev.watchkeeper.state;

import dev.watchkeeper.model.BadRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What incidents asked somebody to do, and what of it a person said to be done.
public final class ActionStore {

    private final StateDatabase database;

    public ActionStore(StateDatabase database) {
        this.database = database;
    }

    /// One thing to do, as a report gives it.
    ///
    /// @param what whoever wrote it had read logs: a text of strangers, as is `owner`
    /// @param kind what it is good for: `mitigate`, `fix`, `detect` or `prevent`
    public record Wanted(String what, String kind, String owner) {}

    /// One thing to do.
    ///
    /// @param id its number
    /// @param incident the incident that asks for it
    /// @param made when it was asked for
    /// @param done when a person said that it is done, or null while it is open
    /// @param doneBy who said so, or null
    public record Action(
            long id,
            String incident,
            Wanted wanted,
            Instant made,
            @Nullable Instant done,
            @Nullable String doneBy) {}

    /// Keeps what an incident asks for; may be repeated.
    public void keep(String incident, List<Wanted> actions, Instant now) {
        if (actions.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO incident_action(incident,what,kind,owner,made_ms)"
                                    + " VALUES(?,?,?,?,?) ON CONFLICT DO NOTHING")) {
                for (Wanted action : actions) {
                    insert.setString(1, incident);
                    insert.setString(2, action.what().strip());
                    insert.setString(3, action.kind());
                    insert.setString(4, action.owner().strip());
                    insert.setLong(5, now.toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// The actions, the oldest first.
    ///
    /// @param done whether those that are done are wanted, too
    public List<Action> list(boolean done) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT * FROM incident_action"
                                            + (done ? "" : " WHERE done_ms IS NULL")
                                            + " ORDER BY made_ms,id");
                    ResultSet row = select.executeQuery()) {
                var all = new ArrayList<Action>();
                while (row.next()) {
                    all.add(
                            new Action(
                                    row.getLong("id"),
                                    row.getString("incident"),
                                    new Wanted(
                                            row.getString("what"),
                                            row.getString("kind"),
                                            row.getString("owner")),
                                    Instant.ofEpochMilli(row.getLong("made_ms")),
                                    Times.of(row, "done_ms"),
                                    row.getString("done_by")));
                }
                return all;
            }
        });
    }

    /// Notes that something is done.
    ///
    /// @return what it was
    /// @throws BadRequest when there is no open action with this number
    public String done(long id, String by, Instant now) {
        Action open =
                list(false).stream()
                        .filter(action -> action.id() == id)
                        .findFirst()
                        .orElseThrow(() ->
                                new BadRequest(
                                        "there is no open action "
                                                + id
                                                + "; watchkeeper actions shows those there are"));
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE incident_action SET done_ms=?, done_by=? WHERE id=? AND done_ms IS NULL")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, by);
                update.setLong(3, id);
                return update.executeUpdate();
            }
        });
        return open.wanted().what();
    }
}
