package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The runs of the watch: when each began, how it ended, and what it took. One without an end was
/// cut off, or still goes on.
public final class RunStore {

    private final StateDatabase database;

    public RunStore(StateDatabase database) {
        this.database = database;
    }

    /// One run.
    ///
    /// @param asOf what "now" was for the data
    /// @param outcome how it ended, a sentence, or null
    /// @param cost what it took, or null when that is not known
    /// @param moment when it began as the host counts, or null when that is not known
    public record Run(
            long id,
            String command,
            Instant started,
            @Nullable Instant ended,
            Instant asOf,
            @Nullable String outcome,
            @Nullable Cost cost,
            @Nullable Moment moment) {

        /// One of which neither is known.
        public Run(
                long id,
                String command,
                Instant started,
                @Nullable Instant ended,
                Instant asOf,
                @Nullable String outcome) {
            this(id, command, started, ended, asOf, outcome, null, null);
        }
    }

    /// What a run took.
    ///
    /// @param cpu its own CPU time and that of the processes it started
    /// @param tokens what Claude read and wrote, where it said so
    /// @param dollars what that cost, where it said so
    public record Cost(Duration cpu, long tokens, double dollars) {}

    /// A moment that no setting of the clock moves.
    ///
    /// @param boot which start of the host it belongs to
    /// @param up how long the host ran then
    public record Moment(String boot, Duration up) {}

    /// Notes that a run begins.
    ///
    /// @return its number
    public long begin(String command, Instant started, Instant asOf) {
        return begin(command, started, asOf, null);
    }

    /// Notes that a run begins.
    ///
    /// @param moment when that is as the host counts, or null when that is not known
    /// @return its number
    public long begin(String command, Instant started, Instant asOf, @Nullable Moment moment) {
        return database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO run(command,started_ms,as_of_ms,boot,up_ms) VALUES(?,?,?,?,?)",
                            Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, command);
                insert.setLong(2, started.toEpochMilli());
                insert.setLong(3, asOf.toEpochMilli());
                if (moment == null) {
                    insert.setNull(4, Types.VARCHAR);
                    insert.setNull(5, Types.INTEGER);
                } else {
                    insert.setString(4, moment.boot());
                    insert.setLong(5, moment.up().toMillis());
                }
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
        end(id, ended, outcome, null);
    }

    /// Notes how a run ended, and what it took.
    public void end(long id, Instant ended, String outcome, @Nullable Cost cost) {
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE run SET ended_ms=?,outcome=?,cpu_ms=?,tokens=?,dollars=? WHERE id=?")) {
                update.setLong(1, ended.toEpochMilli());
                update.setString(2, outcome);
                if (cost == null) {
                    update.setNull(3, Types.INTEGER);
                    update.setNull(4, Types.INTEGER);
                    update.setNull(5, Types.REAL);
                } else {
                    update.setLong(3, cost.cpu().toMillis());
                    update.setLong(4, cost.tokens());
                    update.setDouble(5, cost.dollars());
                }
                update.setLong(6, id);
                return update.executeUpdate();
            }
        });
    }

    /// The latest runs, the newest first.
    public List<Run> latest(int most) {
        return select("SELECT * FROM run ORDER BY id DESC LIMIT ?", null, most);
    }

    /// The latest runs of one command, the newest first.
    public List<Run> latest(String command, int most) {
        return select("SELECT * FROM run WHERE command=? ORDER BY id DESC LIMIT ?", command, most);
    }

    /// All runs of one command together.
    ///
    /// @param begun how many began
    /// @param ended how many came to their end, well or not
    /// @param failed how many of those failed
    /// @param lastSuccess when the last one that went well ended, or null
    /// @param cpu the CPU time they took
    public record Total(
            long begun, long ended, long failed, @Nullable Instant lastSuccess, Duration cpu) {}

    public Total total(String command) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT count(*), count(ended_ms), count(*) FILTER (WHERE outcome LIKE 'failed%'),"
                                    + " max(ended_ms) FILTER (WHERE outcome NOT LIKE 'failed%'),"
                                    + " total(cpu_ms) FROM run WHERE command=?")) {
                select.setString(1, command);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long last = row.getLong(4);
                    return new Total(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            last == 0 ? null : Instant.ofEpochMilli(last),
                            Duration.ofMillis(row.getLong(5)));
                }
            }
        });
    }

    private List<Run> select(String sql, @Nullable String command, int most) {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int column = 1;
                if (command != null) {
                    select.setString(column++, command);
                }
                select.setInt(column, most);
                try (ResultSet row = select.executeQuery()) {
                    var runs = new ArrayList<Run>();
                    while (row.next()) {
                        runs.add(run(row));
                    }
                    return runs;
                }
            }
        });
    }

    private static Run run(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_ms");
        boolean cut = row.wasNull();
        long cpu = row.getLong("cpu_ms");
        boolean unknown = row.wasNull();
        String boot = row.getString("boot");
        return new Run(
                row.getLong("id"),
                row.getString("command"),
                Instant.ofEpochMilli(row.getLong("started_ms")),
                cut ? null : Instant.ofEpochMilli(ended),
                Instant.ofEpochMilli(row.getLong("as_of_ms")),
                row.getString("outcome"),
                unknown
                        ? null
                        : new Cost(
                                Duration.ofMillis(cpu),
                                row.getLong("tokens"),
                                row.getDouble("dollars")),
                boot == null ? null : new Moment(boot, Duration.ofMillis(row.getLong("up_ms"))));
    }
}
