package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/// The templates that were ever seen in a log stream, so that a kind of message keeps its id
/// whatever window it is mined from.
public final class KnownTemplates {

    private final StateDatabase database;

    public KnownTemplates(StateDatabase database) {
        this.database = database;
    }

    /// A template and its id, as stored.
    public record Known(String id, String text) {}

    public List<Known> of(String stream) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT id,text FROM template WHERE stream=? ORDER BY id")) {
                select.setString(1, stream);
                try (ResultSet rows = select.executeQuery()) {
                    var known = new ArrayList<Known>();
                    while (rows.next()) {
                        known.add(new Known(rows.getString(1), rows.getString(2)));
                    }
                    return known;
                }
            }
        });
    }

    /// Remembers templates; those already known keep their text.
    public void remember(String stream, List<Known> templates) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO template(stream,id,text) VALUES(?,?,?) ON CONFLICT DO NOTHING")) {
                for (Known template : templates) {
                    insert.setString(1, stream);
                    insert.setString(2, template.id());
                    insert.setString(3, template.text());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }
}
