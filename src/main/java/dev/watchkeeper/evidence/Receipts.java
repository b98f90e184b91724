package dev.watchkeeper.evidence;

import dev.watchkeeper.state.StateDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The receipts, kept in the state. An id is the count within its session, for people, and a random
/// part (40 bits), so that an id of another session cannot be hit by counting.
public final class Receipts {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final StateDatabase database;
    private final SecureRandom random = new SecureRandom();

    public Receipts(StateDatabase database) {
        this.database = database;
    }

    /// A new id for an answer to this session, not yet kept.
    public String nextId(String session) {
        long count =
                database.reading(connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT count(*) FROM receipt WHERE session=?")) {
                        select.setString(1, session);
                        try (ResultSet result = select.executeQuery()) {
                            result.next();
                            return result.getLong(1);
                        }
                    }
                });
        var id = new StringBuilder("E").append(count + 1).append('-');
        for (int i = 0; i < 8; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /// Keeps a receipt.
    public void keep(Receipt receipt) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO receipt(id,session,principal,tool,arguments,issued_ms,sha256,content)"
                                    + " VALUES(?,?,?,?,?,?,?,?)")) {
                insert.setString(1, receipt.id());
                insert.setString(2, receipt.session());
                insert.setString(3, receipt.principal());
                insert.setString(4, receipt.tool());
                insert.setString(5, receipt.arguments());
                insert.setLong(6, receipt.issued().toEpochMilli());
                insert.setString(7, ShownRow.sha256(receipt.content()));
                insert.setString(8, receipt.content());
                insert.executeUpdate();
            }
            keepRows(connection, receipt);
            return true;
        });
    }

    /// The receipt with that id, of whatever session.
    public Optional<Receipt> find(String id) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM receipt WHERE id=?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    return Optional.of(
                            new Receipt(
                                    id,
                                    row.getString("session"),
                                    row.getString("principal"),
                                    row.getString("tool"),
                                    row.getString("arguments"),
                                    Instant.ofEpochMilli(row.getLong("issued_ms")),
                                    row.getString("content"),
                                    rows(connection, id)));
                }
            }
        });
    }

    /// The newest answer of a tool to this session; empty when it gave none. A tool that writes has
    /// written when there is one.
    public Optional<Receipt> latest(String session, String tool) {
        Optional<String> id =
                database.transaction(connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT id FROM receipt WHERE session=? AND tool=?"
                                            + " ORDER BY issued_ms DESC, id DESC LIMIT 1")) {
                        select.setString(1, session);
                        select.setString(2, tool);
                        try (ResultSet result = select.executeQuery()) {
                            return result.next()
                                    ? Optional.of(result.getString(1))
                                    : Optional.empty();
                        }
                    }
                });
        return id.flatMap(this::find);
    }

    /// True when this session wrote an incident.
    public boolean wroteIncident(String session) {
        return latest(session, "write_incident").isPresent();
    }

    /// Forgets receipts issued before `now` minus `age`; what incidents cite was copied into them.
    public void forgetOlderThan(Duration age, Instant now) {
        database.transaction(connection -> {
            for (String sql :
                    List.of(
                            "DELETE FROM shown_row WHERE receipt IN"
                                    + " (SELECT id FROM receipt WHERE issued_ms<?)",
                            "DELETE FROM receipt WHERE issued_ms<?")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setLong(1, now.minus(age).toEpochMilli());
                    delete.executeUpdate();
                }
            }
            return true;
        });
    }

    private static void keepRows(Connection connection, Receipt receipt) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO shown_row VALUES(?,?,?,?,?)")) {
            int position = 0;
            for (ShownRow row : receipt.rows()) {
                insert.setString(1, receipt.id());
                insert.setInt(2, position++);
                insert.setString(3, row.stream());
                insert.setString(4, row.ref());
                insert.setString(5, row.sha256());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<ShownRow> rows(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT stream,ref,sha256 FROM shown_row WHERE receipt=? ORDER BY position")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                var shown = new ArrayList<ShownRow>();
                while (rows.next()) {
                    shown.add(
                            new ShownRow(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return shown;
            }
        }
    }
}
