package dev.watchkeeper.state;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.state.Proposal.Decision;
import dev.watchkeeper.state.Proposal.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// What investigations proposed. Nothing of it does anything until a person accepts it.
public final class ProposalStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};

    private final StateDatabase database;

    public ProposalStore(StateDatabase database) {
        this.database = database;
    }

    /// Keeps what an incident proposes; what it proposed already, word for word, is not kept twice,
    /// so this may be repeated.
    public void propose(Kind kind, String incident, List<Map<String, Object>> bodies, Instant now) {
        if (bodies.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO proposal(kind,incident,body,made_ms) VALUES(?,?,?,?)"
                                    + " ON CONFLICT DO NOTHING")) {
                for (Map<String, Object> body : bodies) {
                    insert.setString(1, kind.name());
                    insert.setString(2, incident);
                    insert.setString(3, JSON.writeValueAsString(body));
                    insert.setLong(4, now.toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// All there ever were, the oldest first.
    public List<Proposal> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM proposal ORDER BY id")) {
                return read(select);
            }
        });
    }

    /// The checks that were accepted, the oldest first.
    public List<Proposal> acceptedChecks() {
        return all().stream()
                .filter(one -> one.kind() == Kind.CHECK && one.decision() == Decision.ACCEPTED)
                .toList();
    }

    /// The proposal with this number.
    ///
    /// @throws BadRequest when there is none
    public Proposal require(long id) {
        return all().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                "there is no proposal "
                                        + id
                                        + "; watchkeeper proposals list shows those there are"));
    }

    /// Accepts a check: from now on it is watched.
    ///
    /// @param name the metric that it watches
    /// @param measure what is watched, by the keys of tools.yaml
    public void acceptCheck(
            long id, String name, Map<String, Object> measure, String by, Instant now) {
        database.transaction(connection ->
                decide(
                        connection,
                        id,
                        Decision.ACCEPTED,
                        name,
                        JSON.writeValueAsString(measure),
                        by,
                        now));
    }

    /// Accepts an ignore: it is made, and holds.
    public Ignore acceptIgnore(long id, Ignore wanted, String by, Instant now) {
        return database.transaction(connection -> {
            Ignore made = IgnoreStore.add(connection, wanted);
            int _ =
                    decide(
                            connection,
                            id,
                            Decision.ACCEPTED,
                            String.valueOf(made.id()),
                            null,
                            by,
                            now);
            return made;
        });
    }

    /// Rejects one, or takes back that it was accepted.
    public void reject(long id, String by, Instant now) {
        database.transaction(
                connection -> decide(connection, id, Decision.REJECTED, null, null, by, now));
    }

    private static int decide(
            Connection connection,
            long id,
            Decision decision,
            @Nullable String name,
            @Nullable String measure,
            String by,
            Instant now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE proposal SET decision=?1,name=?2,measure=?3,decided_by=?4,decided_ms=?5"
                                + " WHERE id=?6 AND (decision IS NULL OR decision<>?1)")) {
            update.setString(1, decision.name());
            update.setString(2, name);
            update.setString(3, measure);
            update.setString(4, by);
            update.setLong(5, now.toEpochMilli());
            update.setLong(6, id);
            int changed = update.executeUpdate();
            if (changed == 0) {
                throw new BadRequest(
                        "proposal "
                                + id
                                + " is "
                                + (decision == Decision.ACCEPTED ? "accepted" : "rejected")
                                + " already");
            }
            return changed;
        }
    }

    private static List<Proposal> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            var all = new ArrayList<Proposal>();
            while (row.next()) {
                String decision = row.getString("decision");
                String measure = row.getString("measure");
                all.add(
                        new Proposal(
                                row.getLong("id"),
                                Kind.valueOf(row.getString("kind")),
                                row.getString("incident"),
                                JSON.readValue(row.getString("body"), KEYS),
                                Instant.ofEpochMilli(row.getLong("made_ms")),
                                decision == null ? null : Decision.valueOf(decision),
                                Times.of(row, "decided_ms"),
                                row.getString("decided_by"),
                                row.getString("name"),
                                measure == null ? Map.of() : JSON.readValue(measure, KEYS)));
            }
            return all;
        }
    }
}
