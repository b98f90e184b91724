package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;

/// What each run of Claude took, in tokens and dollars.
public final class ClaudeUse {

    private final StateDatabase database;

    public ClaudeUse(StateDatabase database) {
        this.database = database;
    }

    /// What runs took together.
    public record Sum(long tokens, double dollars) {}

    /// Notes what a run took; noted again, it replaces what was noted before.
    public void note(String run, Instant at, long tokens, double dollars) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO claude_use(run,at_ms,tokens,dollars) VALUES(?,?,?,?)")) {
                insert.setString(1, run);
                insert.setLong(2, at.toEpochMilli());
                insert.setLong(3, tokens);
                insert.setDouble(4, dollars);
                return insert.executeUpdate();
            }
        });
    }

    /// What the runs since then took.
    public Sum since(Instant time) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT total(tokens), total(dollars) FROM claude_use WHERE at_ms>=?")) {
                select.setLong(1, time.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Sum(row.getLong(1), row.getDouble(2));
                }
            }
        });
    }
}
