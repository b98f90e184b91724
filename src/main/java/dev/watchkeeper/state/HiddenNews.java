package dev.watchkeeper.state;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// What ignores hid that was new: the checks see it as it happens, a review tells of it at the end
/// of the day.
public final class HiddenNews {

    private final StateDatabase database;

    public HiddenNews(StateDatabase database) {
        this.database = database;
    }

    /// One thing that was hidden though it was news.
    ///
    /// @param state new, or escalating
    /// @param subject the stream
    /// @param title what it is. It may hold a template, whose words came from a log: written by
    ///   strangers
    /// @param fact what makes it news, as a sentence of our own
    /// @param reason why it was ignored, in the author's words
    /// @param author who ignored it
    /// @param seen when a check saw it last
    public record Hidden(
            String finding,
            FindingState state,
            String subject,
            String title,
            String fact,
            String reason,
            String author,
            Instant seen) {}

    /// Keeps which of these ignored findings are news; the last fact of each says why.
    public void keep(Collection<Finding> ignored, Instant now) {
        List<Finding> news =
                ignored.stream()
                        .filter(f -> f.ignored() != null && !f.facts().isEmpty())
                        .filter(f ->
                                f.state() == FindingState.NEW
                                        || f.state() == FindingState.ESCALATING)
                        .toList();
        if (news.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO hidden_news VALUES(?,?,?,?,?,?,?,?)")) {
                for (Finding finding : news) {
                    Finding.Ignored why = Objects.requireNonNull(finding.ignored());
                    insert.setString(1, finding.id());
                    insert.setString(2, finding.state().name());
                    insert.setString(3, finding.subject());
                    insert.setString(4, finding.title());
                    insert.setString(5, finding.facts().getLast());
                    insert.setString(6, why.reason());
                    insert.setString(7, why.by());
                    insert.setLong(8, now.toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// What was hidden within the range though it was news, the last seen first; `until` is in.
    public List<Hidden> within(TimeRange range) {
        return database.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM hidden_news WHERE seen_ms>=? AND seen_ms<=?"
                                    + " ORDER BY seen_ms DESC,finding LIMIT 40")) {
                select.setLong(1, range.from().toEpochMilli());
                select.setLong(2, range.until().toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    var all = new ArrayList<Hidden>();
                    while (row.next()) {
                        all.add(
                                new Hidden(
                                        row.getString("finding"),
                                        FindingState.valueOf(row.getString("state")),
                                        row.getString("subject"),
                                        row.getString("title"),
                                        row.getString("fact"),
                                        row.getString("reason"),
                                        row.getString("author"),
                                        Instant.ofEpochMilli(row.getLong("seen_ms"))));
                    }
                    return all;
                }
            }
        });
    }
}
