package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The runs of the watch: when each began, and how it ended. One without an end was cut off.
public final class RunStore {

    private final StateDatabase database;

    public RunStore(StateDatabase database) {
        this.database = database;
    }

    /// One run.
    ///
    /// @param asOf what "now" was for the data
    /// @param outcome how it ended, a sentence, or null
    public record Run(
            long id,
            String command,
            Instant started,
            @Nullable Instant ended,
            Instant asOf,
            @Nullable String outcome) {}

    /// Notes that a run begins.
    ///
    /// @return its number
    public long begin(String command, Instant started, Instant asOf) {
        return database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO run(command,started_ms,as_of_ms) VALUES(?,?,?)",
                            Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, command);
                insert.setLong(2, started.toEpochMilli());
                insert.setLong(3, asOf.toEpochMilli());
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                    key.next();
                    return key.getLong(1);
                }
            }
        });
    }

    /// Notes how a run ended.
    public void end(long id, Instant ended, String outcome) {
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE run SET ended_ms=?,outcome=? WHERE id=?")) {
                update.setLong(1, ended.toEpochMilli());
                update.setString(2, outcome);
                update.setLong(3, id);
                return update.executeUpdate();
            }
        });
    }

    /// The latest runs, the newest first.
    public List<Run> latest(int most) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM run ORDER BY id DESC LIMIT ?")) {
                select.setInt(1, most);
                try (ResultSet row = select.executeQuery()) {
                    var runs = new ArrayList<Run>();
                    while (row.next()) {
                        long ended = row.getLong("ended_ms");
                        boolean cut = row.wasNull();
                        runs.add(
                                new Run(
                                        row.getLong("id"),
                                        row.getString("command"),
                                        Instant.ofEpochMilli(row.getLong("started_ms")),
                                        cut ? null : Instant.ofEpochMilli(ended),
                                        Instant.ofEpochMilli(row.getLong("as_of_ms")),
                                        row.getString("outcome")));
                    }
                    return runs;
                }
            }
        });
    }
}
