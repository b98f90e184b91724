package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The circuits as they were last left, by name.
public final class CircuitStore {

    private final StateDatabase database;

    public CircuitStore(StateDatabase database) {
        this.database = database;
    }

    /// What is kept of one.
    ///
    /// @param failures how many failures in a row
    /// @param openings how many times in a row it opened
    /// @param until when the next try may be made, or null while it is closed
    /// @param reason why the last try failed
    public record Kept(int failures, int openings, @Nullable Instant until, String reason) {}

    public Optional<Kept> find(String name) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM circuit WHERE name=?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    long until = row.getLong("until_ms");
                    boolean closed = row.wasNull();
                    return Optional.of(
                            new Kept(
                                    row.getInt("failures"),
                                    row.getInt("openings"),
                                    closed ? null : Instant.ofEpochMilli(until),
                                    row.getString("reason")));
                }
            }
        });
    }

    public void keep(String name, Kept kept) {
        database.transaction(connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement(
                            "INSERT INTO circuit(name,failures,openings,until_ms,reason) VALUES(?,?,?,?,?)"
                                    + " ON CONFLICT(name) DO UPDATE SET failures=excluded.failures,"
                                    + " openings=excluded.openings, until_ms=excluded.until_ms,"
                                    + " reason=excluded.reason")) {
                upsert.setString(1, name);
                upsert.setInt(2, kept.failures());
                upsert.setInt(3, kept.openings());
                if (kept.until() == null) {
                    upsert.setNull(4, Types.INTEGER);
                } else {
                    upsert.setLong(4, kept.until().toEpochMilli());
                }
                upsert.setString(5, kept.reason());
                return upsert.executeUpdate();
            }
        });
    }
}
