package dev.watchkeeper.investigate.playbook.ask;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of a tool, as the rules read it.
///
/// @param evidence its `evidence_id`
/// @param rows its rows, cells by the name of their column
public record Reply(String evidence, Map<String, Object> content, List<Row> rows) {

    /// One row; a cell that is not there is null.
    public record Row(Map<String, Object> cells) {

        /// The cell as text; empty where there is none.
        public String text(String column) {
            Object value = cells.get(column);
            return value == null ? "" : value.toString();
        }

        /// The cell as a number; 0 where there is none.
        public double number(String column) {
            return cells.get(column) instanceof Number number ? number.doubleValue() : 0;
        }

        /// The cell as a time, or null.
        public @Nullable Instant time(String column) {
            try {
                String text = text(column);
                return text.isEmpty() ? null : Instant.parse(text);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    /// Whether rows were left out for length.
    public boolean truncated() {
        return Boolean.TRUE.equals(content.get("truncated"));
    }

    /// The answer with this content.
    public static Reply of(Map<String, Object> content) {
        return new Reply(
                String.valueOf(content.getOrDefault("evidence_id", "")), content, rows(content));
    }

    /// The rows of a table, of the answer itself or of a part of it.
    public static List<Row> rows(Map<?, ?> content) {
        var rows = new ArrayList<Row>();
        if (content.get("columns") instanceof List<?> columns
                && content.get("rows") instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof List<?> values && values.size() == columns.size()) {
                    var cells = new HashMap<String, Object>();
                    for (int i = 0; i < values.size(); i++) {
                        Object value = values.get(i);
                        if (value != null) {
                            cells.put(String.valueOf(columns.get(i)), value);
                        }
                    }
                    rows.add(new Row(cells));
                }
            }
        }
        return rows;
    }
}
