package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.LogEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/// One entry with all its parts, as far as the budget goes.
final class WholeEntry {

    private static final int MOST = 9_000;
    private static final int LONGEST_TEXT = 3_000;
    private static final int MOST_FIELDS = 30;

    private WholeEntry() {}

    /// The parts by name, in at most 9,000 characters of JSON.
    static Map<String, Object> of(String stream, LogEntry entry) {
        int text = LONGEST_TEXT;
        Map<String, Object> whole = of(stream, entry, text);
        while (text > 1 && JsonSize.of(whole) > MOST) {
            text /= 2;
            whole = of(stream, entry, text);
        }
        return whole;
    }

    private static Map<String, Object> of(String stream, LogEntry entry, int text) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("stream", stream);
        whole.put("time", entry.time().toString());
        if (entry.level() != null) {
            whole.put("level", entry.level().name());
        }
        if (!entry.logger().isEmpty()) {
            whole.put("logger", Excerpt.head(entry.logger(), Math.min(200, text)));
        }
        whole.put("message", Excerpt.headAndTail(entry.message(), text));
        if (entry.exception() != null) {
            whole.put("exception", Excerpt.headAndTail(entry.exception(), text));
        }
        var fields = new LinkedHashMap<String, String>();
        for (var field : entry.fields().entrySet()) {
            if (fields.size() == MOST_FIELDS) {
                whole.put("further_fields", entry.fields().size() - MOST_FIELDS);
                break;
            }
            fields.put(
                    Excerpt.head(field.getKey(), Math.min(60, text)),
                    Excerpt.head(field.getValue(), Math.min(200, text)));
        }
        if (!fields.isEmpty()) {
            whole.put("fields", fields);
        }
        return whole;
    }
}
