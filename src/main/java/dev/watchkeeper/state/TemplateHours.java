package dev.watchkeeper.state;

import dev.watchkeeper.model.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How often each template of a log stream was seen in each hour: the baseline of the check. A past
/// hour is read from the source once; what was counted stays true when the source has rotated it
/// away.
public final class TemplateHours {

    private final StateDatabase database;

    public TemplateHours(StateDatabase database) {
        this.database = database;
    }

    /// The state that it lies in.
    public StateDatabase database() {
        return database;
    }

    /// The counts of one hour.
    ///
    /// @param hour its beginning
    /// @param entries how many entries it had, of any template
    /// @param templates how often each template was seen in it, by id
    public record Hour(Instant hour, long entries, Map<String, Long> templates) {}

    /// The beginnings of the hours within the range that were counted.
    public Set<Instant> counted(String stream, TimeRange range) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT hour_ms FROM counted_hour WHERE stream=? AND hour_ms>=? AND hour_ms<?")) {
                select.setString(1, stream);
                select.setLong(2, range.from().toEpochMilli());
                select.setLong(3, range.until().toEpochMilli());
                try (ResultSet rows = select.executeQuery()) {
                    var hours = new HashSet<Instant>();
                    while (rows.next()) {
                        hours.add(Instant.ofEpochMilli(rows.getLong(1)));
                    }
                    return hours;
                }
            }
        });
    }

    /// Keeps the counts of whole hours, in place of what was counted of them before.
    public void keep(String stream, List<Hour> hours) {
        database.transaction(connection -> {
            try (PreparedStatement hourInsert =
                            connection.prepareStatement(
                                    "INSERT OR REPLACE INTO counted_hour VALUES(?,?,?)");
                    PreparedStatement delete =
                            connection.prepareStatement(
                                    "DELETE FROM template_hour WHERE stream=? AND hour_ms=?");
                    PreparedStatement insert =
                            connection.prepareStatement(
                                    "INSERT OR REPLACE INTO template_hour VALUES(?,?,?,?)")) {
                for (Hour hour : hours) {
                    delete.setString(1, stream);
                    delete.setLong(2, hour.hour().toEpochMilli());
                    delete.addBatch();
                    hourInsert.setString(1, stream);
                    hourInsert.setLong(2, hour.hour().toEpochMilli());
                    hourInsert.setLong(3, hour.entries());
                    hourInsert.addBatch();
                    for (var template : hour.templates().entrySet()) {
                        insert.setString(1, stream);
                        insert.setString(2, template.getKey());
                        insert.setLong(3, hour.hour().toEpochMilli());
                        insert.setLong(4, template.getValue());
                        insert.addBatch();
                    }
                }
                hourInsert.executeBatch();
                delete.executeBatch();
                return insert.executeBatch().length;
            }
        });
    }

    /// The counts within the range: template id → beginning of the hour → count.
    public Map<String, Map<Instant, Long>> counts(String stream, TimeRange range) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT template,hour_ms,entries FROM template_hour"
                                    + " WHERE stream=? AND hour_ms>=? AND hour_ms<?")) {
                select.setString(1, stream);
                select.setLong(2, range.from().toEpochMilli());
                select.setLong(3, range.until().toEpochMilli());
                try (ResultSet rows = select.executeQuery()) {
                    var counts = new HashMap<String, Map<Instant, Long>>();
                    while (rows.next()) {
                        counts.computeIfAbsent(rows.getString(1), id -> new HashMap<>())
                                .put(Instant.ofEpochMilli(rows.getLong(2)), rows.getLong(3));
                    }
                    return counts;
                }
            }
        });
    }

    /// Forgets hours before the given time.
    public void forgetBefore(Instant time) {
        long hour = time.truncatedTo(ChronoUnit.HOURS).toEpochMilli();
        database.transaction(connection -> {
            for (String table : List.of("template_hour", "counted_hour")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE hour_ms<?")) {
                    delete.setLong(1, hour);
                    delete.executeUpdate();
                }
            }
            return true;
        });
    }
}
