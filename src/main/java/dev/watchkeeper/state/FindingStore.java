package dev.watchkeeper.state;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// The findings as the checks last left them, and when a person was told of each.
public final class FindingStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Whether what is kept begins a new episode, as SQL.
    private static final String NEW_EPISODE =
            "state='RESOLVED' AND excluded.state<>'RESOLVED' AND (notified IS 'RESOLVED'"
                    + " OR (notified IS NULL AND excluded.checked_ms-last_ms>=1800000))";

    private final StateDatabase database;

    public FindingStore(StateDatabase database) {
        this.database = database;
    }

    /// A finding and its history.
    ///
    /// @param finding as the last check saw it
    /// @param found when this episode of it was first found
    /// @param checked when it was last looked at
    /// @param episode how many times it came, counting from 1: a regression begins a new one
    /// @param notified the state in which a person was told of this episode, or null when nobody
    ///   was
    /// @param notifiedSeverity how grave it was then, or null
    /// @param notifiedAt when that was, or null
    public record Stored(
            Finding finding,
            Instant found,
            Instant checked,
            int episode,
            @Nullable FindingState notified,
            @Nullable Severity notifiedSeverity,
            @Nullable Instant notifiedAt) {

        /// The same record of another finding.
        public Stored of(Finding other) {
            return new Stored(
                    other, found, checked, episode, notified, notifiedSeverity, notifiedAt);
        }

        public boolean open() {
            return finding.state() != FindingState.RESOLVED;
        }
    }

    public Optional<Stored> find(String id) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM finding WHERE id=?")) {
                select.setString(1, id);
                List<Stored> found = read(select);
                return found.stream().findFirst();
            }
        });
    }

    /// All findings that were ever kept, by id.
    public Map<String, Stored> byId() {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM finding")) {
                var all = new HashMap<String, Stored>();
                read(select).forEach(stored -> all.put(stored.finding().id(), stored));
                return all;
            }
        });
    }

    /// The findings not resolved, the gravest first, then the newest.
    public List<Stored> open() {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM finding WHERE state<>'RESOLVED' ORDER BY severity, first_ms DESC, id")) {
                return read(select);
            }
        });
    }

    /// All findings there ever were, the last seen first.
    public List<Stored> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM finding ORDER BY last_ms DESC, id")) {
                return read(select);
            }
        });
    }

    /// Findings that are gone, of which a person was told that they are there, and not yet that
    /// they are gone.
    public List<Stored> goneUnannounced() {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM finding WHERE state='RESOLVED' AND notified<>'RESOLVED' ORDER BY severity, id")) {
                return read(select);
            }
        });
    }

    /// Keeps what a check found. A finding that is back begins a new episode, of which nobody was
    /// told yet, when a person was told that it was gone; or when nobody was told of it at all and
    /// it stayed away for half an hour. What is back before that never went away for anybody.
    public void keep(Collection<Finding> findings, Instant now) {
        database.transaction(connection -> {
            for (Finding finding : findings) {
                keep(connection, finding, now);
            }
            return findings.size();
        });
    }

    /// Marks that a person is being told of these findings in their present state. Comes after the
    /// message is in the outbox: a crash between the two repeats the message under the same id, and
    /// loses none.
    public void markNotified(Collection<Finding> findings, Instant now) {
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE finding SET notified=?, notified_severity=?, notified_ms=? WHERE id=?")) {
                for (Finding finding : findings) {
                    update.setString(1, finding.state().name());
                    update.setString(2, finding.severity().name());
                    update.setLong(3, now.toEpochMilli());
                    update.setString(4, finding.id());
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
    }

    private static void keep(Connection connection, Finding finding, Instant now)
            throws SQLException {
        String sql =
                """
                INSERT INTO finding(id,check_name,subject,severity,state,title,facts,first_ms,last_ms,count,
                                    runbook,ignored,found_ms,checked_ms,episode)
                VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?13,1)
                ON CONFLICT(id) DO UPDATE SET
                  severity=excluded.severity, title=excluded.title, facts=excluded.facts,
                  last_ms=excluded.last_ms, count=excluded.count, runbook=excluded.runbook,
                  ignored=excluded.ignored, checked_ms=excluded.checked_ms,
                  first_ms=iif(NEW_EPISODE, excluded.first_ms, min(first_ms, excluded.first_ms)),
                  found_ms=iif(NEW_EPISODE, excluded.found_ms, found_ms),
                  episode=episode + (NEW_EPISODE),
                  notified=iif(NEW_EPISODE, NULL, notified),
                  notified_severity=iif(NEW_EPISODE, NULL, notified_severity),
                  notified_ms=iif(NEW_EPISODE, NULL, notified_ms),
                  state=excluded.state
                """
                        .replace("NEW_EPISODE", NEW_EPISODE);
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, finding.id());
            upsert.setString(2, finding.check());
            upsert.setString(3, finding.subject());
            upsert.setString(4, finding.severity().name());
            upsert.setString(5, finding.state().name());
            upsert.setString(6, finding.title());
            upsert.setString(7, JSON.writeValueAsString(finding.facts()));
            upsert.setLong(8, finding.first().toEpochMilli());
            upsert.setLong(9, finding.last().toEpochMilli());
            upsert.setLong(10, finding.count());
            upsert.setString(11, finding.runbook());
            upsert.setString(
                    12,
                    finding.ignored() == null ? null : JSON.writeValueAsString(finding.ignored()));
            upsert.setLong(13, now.toEpochMilli());
            upsert.executeUpdate();
        }
    }

    private static List<Stored> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var found = new ArrayList<Stored>();
            while (row.next()) {
                String ignored = row.getString("ignored");
                String notified = row.getString("notified");
                String notifiedSeverity = row.getString("notified_severity");
                long notifiedMs = row.getLong("notified_ms");
                found.add(
                        new Stored(
                                new Finding(
                                        row.getString("id"),
                                        row.getString("check_name"),
                                        row.getString("subject"),
                                        Severity.valueOf(row.getString("severity")),
                                        FindingState.valueOf(row.getString("state")),
                                        row.getString("title"),
                                        JSON.readValue(
                                                row.getString("facts"),
                                                new TypeReference<List<String>>() {}),
                                        Instant.ofEpochMilli(row.getLong("first_ms")),
                                        Instant.ofEpochMilli(row.getLong("last_ms")),
                                        row.getLong("count"),
                                        row.getString("runbook"),
                                        ignored == null
                                                ? null
                                                : JSON.readValue(ignored, Finding.Ignored.class)),
                                Instant.ofEpochMilli(row.getLong("found_ms")),
                                Instant.ofEpochMilli(row.getLong("checked_ms")),
                                row.getInt("episode"),
                                notified == null ? null : FindingState.valueOf(notified),
                                notifiedSeverity == null
                                        ? null
                                        : Severity.valueOf(notifiedSeverity),
                                notified == null ? null : Instant.ofEpochMilli(notifiedMs)));
            }
            return found;
        }
    }
}
