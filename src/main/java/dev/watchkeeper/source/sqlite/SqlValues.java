package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.source.sqlite.wall.ReadRows;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// Values into a statement and out of its rows.
final class SqlValues {

    private static final int LONGEST_TEXT = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private int cut;
    private int bytes;

    /// Binds a value; one that SQLite has no kind for is the caller's bug.
    static void bind(ReadStatement statement, int place, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.bind(place, null);
            case String text -> statement.bind(place, text);
            case Boolean truth -> statement.bind(place, truth ? 1L : 0L);
            case Double number -> statement.bind(place, number);
            case Float number -> statement.bind(place, number.doubleValue());
            case Number number -> statement.bind(place, number.longValue());
            case Collection<?> items -> statement.bind(place, JSON.writeValueAsString(items));
            default ->
                    throw new IllegalArgumentException("SQL has no value for " + value.getClass());
        }
    }

    /// The values of the row at which the result stands.
    List<@Nullable Object> of(ReadRows row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(shown(row.value(i)));
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case byte[] blob -> {
                bytes++;
                yield String.format(Locale.ROOT, "[%,d bytes]", blob.length);
            }
            case String text when text.length() > LONGEST_TEXT -> {
                cut++;
                int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
                yield text.substring(0, LONGEST_TEXT - end)
                        + String.format(Locale.ROOT, "… [%,d characters]", text.length());
            }
            case null, default -> value;
        };
    }

    /// What must be known of the values that were not given as they are.
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (cut > 0) {
            remarks.add("texts of more than 10,000 characters were cut: " + cut);
        }
        if (bytes > 0) {
            remarks.add("of values that are bytes only their number is shown: " + bytes);
        }
        return remarks;
    }
}
