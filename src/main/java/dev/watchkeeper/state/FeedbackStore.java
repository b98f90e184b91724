package dev.watchkeeper.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people said of diagnoses. Whoever changes their mind says it again: the last word counts,
/// the earlier ones stay.
public final class FeedbackStore {

    private final StateDatabase database;

    public FeedbackStore(StateDatabase database) {
        this.database = database;
    }

    public void add(Feedback feedback) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO feedback(incident,verdict,note,author,said_ms) VALUES(?,?,?,?,?)")) {
                insert.setString(1, feedback.incident());
                insert.setString(2, feedback.verdict().name());
                insert.setString(3, feedback.note());
                insert.setString(4, feedback.author());
                insert.setLong(5, feedback.said().toEpochMilli());
                return insert.executeUpdate();
            }
        });
    }

    /// All of one incident, the last word first.
    public List<Feedback> of(String incident) {
        return all().stream().filter(feedback -> feedback.incident().equals(incident)).toList();
    }

    /// The last word on each incident, by its id.
    public Map<String, Feedback> lastWords() {
        var last = new LinkedHashMap<String, Feedback>();
        all().forEach(feedback -> last.putIfAbsent(feedback.incident(), feedback));
        return last;
    }

    private List<Feedback> all() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT * FROM feedback ORDER BY id DESC");
                    ResultSet row = select.executeQuery()) {
                var all = new ArrayList<Feedback>();
                while (row.next()) {
                    all.add(
                            new Feedback(
                                    row.getString("incident"),
                                    Feedback.Verdict.valueOf(row.getString("verdict")),
                                    row.getString("note"),
                                    row.getString("author"),
                                    Instant.ofEpochMilli(row.getLong("said_ms"))));
                }
                return all;
            }
        });
    }
}
