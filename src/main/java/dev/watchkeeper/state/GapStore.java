package dev.watchkeeper.state;

import dev.watchkeeper.model.BadRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What investigations and reviews needed to know and no tool could tell.
public final class GapStore {

    private final StateDatabase database;

    public GapStore(StateDatabase database) {
        this.database = database;
    }

    /// One gap, however often it was named.
    ///
    /// @param id the number of its first naming
    /// @param text as it was named last. Whoever wrote it had read logs: a text of strangers
    /// @param times how often it was named since it was last done
    /// @param sources the incidents and reviews that named it, the newest first
    /// @param seen when it was named last
    /// @param done when a person closed it, or null while it is open
    public record Gap(
            long id,
            String text,
            int times,
            List<String> sources,
            Instant seen,
            @Nullable Instant done) {}

    private record Named(
            long id, String text, String source, Instant seen, @Nullable Instant done) {}

    /// Keeps what an incident or a review could not see; may be repeated.
    ///
    /// @param source the id of the incident or review
    public void keep(String source, List<String> gaps, Instant now) {
        if (gaps.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO gap(text,source,seen_ms) VALUES(?,?,?) ON CONFLICT DO NOTHING")) {
                for (String gap : gaps) {
                    insert.setString(1, gap.strip());
                    insert.setString(2, source);
                    insert.setLong(3, now.toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// The gaps, the last named first. Texts that differ in case, spaces and figures alone are one.
    ///
    /// @param closed whether those that a person closed are wanted, too
    public List<Gap> list(boolean closed) {
        var groups = new LinkedHashMap<String, List<Named>>();
        for (Named named : newestFirst()) {
            String key = key(named.text()) + (named.done() == null ? "" : " done");
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(named);
        }
        return groups.values().stream()
                .filter(group -> closed || group.getFirst().done() == null)
                .map(group ->
                        new Gap(
                                group.getLast().id(),
                                group.getFirst().text(),
                                group.size(),
                                group.stream().map(Named::source).distinct().toList(),
                                group.getFirst().seen(),
                                group.getFirst().done()))
                .toList();
    }

    /// Closes a gap: what it named can be seen now. Named again, it is open again.
    ///
    /// @return its text
    /// @throws BadRequest when there is no open gap with this number
    public String done(long id, String by, Instant now) {
        Gap gap =
                list(false).stream()
                        .filter(one -> one.id() == id)
                        .findFirst()
                        .orElseThrow(() ->
                                new BadRequest(
                                        "there is no open gap "
                                                + id
                                                + "; watchkeeper gaps shows those there are"));
        List<Long> ids =
                newestFirst().stream()
                        .filter(named ->
                                named.done() == null && key(named.text()).equals(key(gap.text())))
                        .map(Named::id)
                        .toList();
        database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE gap SET done_ms=?, done_by=? WHERE id=?")) {
                for (long one : ids) {
                    update.setLong(1, now.toEpochMilli());
                    update.setString(2, by);
                    update.setLong(3, one);
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
        return gap.text();
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[0-9]+", "0")
                .replaceAll("[\\s.]+", " ")
                .strip();
    }

    private List<Named> newestFirst() {
        return database.reading(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT * FROM gap ORDER BY seen_ms DESC,id DESC");
                    ResultSet row = select.executeQuery()) {
                var all = new ArrayList<Named>();
                while (row.next()) {
                    all.add(
                            new Named(
                                    row.getLong("id"),
                                    row.getString("text"),
                                    row.getString("source"),
                                    Instant.ofEpochMilli(row.getLong("seen_ms")),
                                    Times.of(row, "done_ms")));
                }
                return all;
            }
        });
    }
}
