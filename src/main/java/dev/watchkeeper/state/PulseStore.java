package dev.watchkeeper.state;

import dev.watchkeeper.model.TimeRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In which five minutes of each hour each kind of event or message of a stream came. A past hour
/// is read from the source once.
public final class PulseStore {

    private static final int MOST_KINDS = 500;
    private static final int LONGEST_KIND = 200;

    private final StateDatabase database;

    public PulseStore(StateDatabase database) {
        this.database = database;
    }

    /// The kinds that came in an hour.
    ///
    /// @param pulses for each kind twelve bits, the lowest for the first five minutes
    public record Hour(Instant hour, Map<String, Integer> pulses) {}

    /// Keeps whole hours, in place of what was kept of them before.
    public void keep(String stream, List<Hour> hours) {
        database.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO pulse VALUES(?,?,?)")) {
                for (Hour hour : hours) {
                    insert.setString(1, stream);
                    insert.setLong(2, hour.hour().toEpochMilli());
                    insert.setBytes(3, packed(hour.pulses()));
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// The hours within the range that were read, in the order of time.
    public List<Hour> hours(String stream, TimeRange range) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT hour_ms,pulses FROM pulse WHERE stream=? AND hour_ms>=? AND"
                                    + " hour_ms<? ORDER BY hour_ms")) {
                select.setString(1, stream);
                select.setLong(2, range.from().toEpochMilli());
                select.setLong(3, range.until().toEpochMilli());
                try (ResultSet rows = select.executeQuery()) {
                    var hours = new ArrayList<Hour>();
                    while (rows.next()) {
                        hours.add(
                                new Hour(
                                        Instant.ofEpochMilli(rows.getLong(1)),
                                        open(rows.getBytes(2))));
                    }
                    return hours;
                }
            }
        });
    }

    /// Forgets hours before the given time.
    public void forgetBefore(Instant time) {
        database.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM pulse WHERE hour_ms<?")) {
                delete.setLong(1, time.truncatedTo(ChronoUnit.HOURS).toEpochMilli());
                return delete.executeUpdate();
            }
        });
    }

    private static byte[] packed(Map<String, Integer> pulses) {
        var bytes = ByteBuffer.allocate(MOST_KINDS * (4 * LONGEST_KIND + 8));
        pulses.entrySet().stream()
                .filter(pulse -> pulse.getKey().length() <= LONGEST_KIND)
                .limit(MOST_KINDS)
                .forEach(pulse -> {
                    byte[] kind = pulse.getKey().getBytes(StandardCharsets.UTF_8);
                    Varint.put(bytes, kind.length);
                    bytes.put(kind);
                    Varint.put(bytes, pulse.getValue());
                });
        return Packed.of(bytes.flip());
    }

    private static Map<String, Integer> open(byte[] packed) {
        ByteBuffer bytes = Packed.open(packed);
        var pulses = new HashMap<String, Integer>();
        while (bytes.hasRemaining()) {
            byte[] kind = new byte[(int) Varint.get(bytes)];
            bytes.get(kind);
            pulses.put(new String(kind, StandardCharsets.UTF_8), (int) Varint.get(bytes));
        }
        return pulses;
    }
}
