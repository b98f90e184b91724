package dev.watchkeeper.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/// Who does a work now, by its name. A lease ends by itself, so that nobody who hangs holds it for
/// ever; its holder renews it.
///
/// Times are milliseconds since the host started: no setting of the clock makes a lease longer or
/// shorter.
public final class LeaseStore {

    private final StateDatabase database;

    public LeaseStore(StateDatabase database) {
        this.database = database;
    }

    /// Who holds a lease.
    ///
    /// @param claim a random word of this one claim
    /// @param boot which start of the host it belongs to
    /// @param space the space of process numbers (`/proc/self/ns/pid`) in which `pid` is one
    /// @param started when the process began, in ticks since the host started: a number that is
    ///   used again belongs to another process
    public record Holder(String claim, String boot, String space, long pid, long started) {}

    /// A lease.
    ///
    /// @param untilUpMillis when it ends
    public record Held(Holder holder, long untilUpMillis) {}

    /// Takes a lease that nobody holds, or whose holder may be passed over.
    ///
    /// @param passedOver whether the lease that is there may be taken
    /// @return whether it is ours now
    public boolean take(String name, Held mine, Predicate<Held> passedOver) {
        return database.transaction(connection -> {
            Optional<Held> held = find(connection, name);
            if (held.isPresent() && !passedOver.test(held.get())) {
                return false;
            }
            put(connection, name, mine);
            return true;
        });
    }

    /// Makes a lease longer; false when it is not ours any more.
    public boolean renew(String name, String claim, long untilUpMillis) {
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE lease SET until_up_ms=? WHERE name=? AND claim=?")) {
                update.setLong(1, untilUpMillis);
                update.setString(2, name);
                update.setString(3, claim);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Gives a lease back; one that is not ours any more stays.
    public void giveBack(String name, String claim) {
        database.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM lease WHERE name=? AND claim=?")) {
                delete.setString(1, name);
                delete.setString(2, claim);
                return delete.executeUpdate();
            }
        });
    }

    /// The lease of that name, or empty when nobody has one.
    public Optional<Held> find(String name) {
        return database.reading(connection -> find(connection, name));
    }

    private static Optional<Held> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM lease WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Held(
                                        new Holder(
                                                row.getString("claim"),
                                                row.getString("boot"),
                                                row.getString("space"),
                                                row.getLong("pid"),
                                                row.getLong("started")),
                                        row.getLong("until_up_ms")))
                        : Optional.empty();
            }
        }
    }

    private static void put(Connection connection, String name, Held held) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO lease(name,claim,boot,space,pid,started,until_up_ms)"
                                + " VALUES(?,?,?,?,?,?,?)")) {
            insert.setString(1, name);
            insert.setString(2, held.holder().claim());
            insert.setString(3, held.holder().boot());
            insert.setString(4, held.holder().space());
            insert.setLong(5, held.holder().pid());
            insert.setLong(6, held.holder().started());
            insert.setLong(7, held.untilUpMillis());
            insert.executeUpdate();
        }
    }
}
