package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The investigations: which ran, over which episodes of which findings, and what came of them.
/// What it says is the memory that makes a patrol safe to kill and to run twice.
public final class InvestigationStore {

    private final StateDatabase database;

    public InvestigationStore(StateDatabase database) {
        this.database = database;
    }

    /// Where an investigation stands.
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /// One investigation.
    ///
    /// @param episodes the findings it is about, each as `id#episode`
    /// @param attempt which try this is for these findings, counting from 1
    /// @param investigator who ran it, or null while nobody was chosen
    /// @param outcome what came of it in a sentence, or null while it runs
    /// @param incident the id of the incident it wrote, or null
    /// @param dollars what it cost; while it runs, what it may cost
    public record Investigation(
            String id,
            Instant started,
            @Nullable Instant ended,
            List<String> episodes,
            int attempt,
            State state,
            @Nullable String investigator,
            @Nullable String outcome,
            @Nullable String incident,
            double dollars) {}

    /// Notes that one begins. What it may cost counts as spent until its end is known: a process
    /// that dies may have spent it.
    public void begin(String id, List<String> episodes, int attempt, double mayCost, Instant now) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO investigation(id,started_ms,findings,attempt,dollars,state)"
                                    + " VALUES(?,?,?,?,?,'RUNNING')")) {
                insert.setString(1, id);
                insert.setLong(2, now.toEpochMilli());
                insert.setString(3, String.join(" ", episodes));
                insert.setInt(4, attempt);
                insert.setDouble(5, mayCost);
                return insert.executeUpdate();
            }
        });
    }

    public void end(
            String id,
            State state,
            String investigator,
            String outcome,
            @Nullable String incident,
            double dollars,
            Instant now) {
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE investigation SET ended_ms=?,state=?,investigator=?,outcome=?,"
                                    + "incident=?,dollars=? WHERE id=?")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, state.name());
                update.setString(3, investigator);
                update.setString(4, outcome);
                update.setString(5, incident);
                update.setDouble(6, dollars);
                update.setString(7, id);
                return update.executeUpdate();
            }
        });
    }

    /// Those that never ended. Under the patrol's lock that means: their process died.
    public List<Investigation> unfinished() {
        return select(
                "SELECT * FROM investigation WHERE state='RUNNING' ORDER BY started_ms", null);
    }

    /// Those begun at or after a time, the oldest first.
    public List<Investigation> since(Instant time) {
        return select("SELECT * FROM investigation WHERE started_ms>=? ORDER BY started_ms", time);
    }

    /// How many there are in each state, reviews among them.
    public Map<State, Long> counts() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT state, count(*) FROM investigation GROUP BY state");
                    ResultSet row = select.executeQuery()) {
                var counts = new EnumMap<State, Long>(State.class);
                while (row.next()) {
                    counts.put(State.valueOf(row.getString(1)), row.getLong(2));
                }
                return counts;
            }
        });
    }

    private List<Investigation> select(String sql, @Nullable Instant time) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                if (time != null) {
                    select.setLong(1, time.toEpochMilli());
                }
                return read(select);
            }
        });
    }

    private static List<String> episodes(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" ", -1));
    }

    private static List<Investigation> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var found = new ArrayList<Investigation>();
            while (row.next()) {
                long ended = row.getLong("ended_ms");
                boolean running = row.wasNull();
                found.add(
                        new Investigation(
                                row.getString("id"),
                                Instant.ofEpochMilli(row.getLong("started_ms")),
                                running ? null : Instant.ofEpochMilli(ended),
                                episodes(row.getString("findings")),
                                row.getInt("attempt"),
                                State.valueOf(row.getString("state")),
                                row.getString("investigator"),
                                row.getString("outcome"),
                                row.getString("incident"),
                                row.getDouble("dollars")));
            }
            return found;
        }
    }
}
