package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Reply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One log entry as it was shown.
///
/// @param fields its fields, where the answer gave them
public record Entry(
        String stream,
        Instant time,
        String logger,
        String message,
        String exception,
        Map<String, String> fields,
        String ref,
        String evidence) {

    static @Nullable Entry ofRow(String stream, Reply.Row row, String evidence) {
        Instant time = row.time("time");
        return time == null
                ? null
                : new Entry(
                        stream,
                        time,
                        row.text("logger"),
                        row.text("message"),
                        row.text("exception"),
                        Map.of(),
                        row.text("ref"),
                        evidence);
    }

    /// The entry that an answer of `get_log_context` is about, or null.
    static @Nullable Entry ofContext(String ref, Reply reply) {
        if (!(reply.content().get("entry") instanceof Map<?, ?> entry)) {
            return null;
        }
        var cells = new LinkedHashMap<String, Object>();
        entry.forEach((key, value) -> {
            if (value != null) {
                cells.put(String.valueOf(key), value);
            }
        });
        var row = new Reply.Row(cells);
        Instant time = row.time("time");
        if (time == null) {
            return null;
        }
        var fields = new LinkedHashMap<String, String>();
        if (entry.get("fields") instanceof Map<?, ?> all) {
            all.forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Entry(
                row.text("stream"),
                time,
                row.text("logger"),
                row.text("message"),
                row.text("exception"),
                fields,
                ref,
                reply.evidence());
    }

    /// The last line of its exception, which names what was thrown; empty where there is none.
    public String thrown() {
        return exception.strip().lines().reduce("", (_, line) -> line).strip();
    }

    /// All its words.
    public String words() {
        return logger + " " + message + " " + exception;
    }
}
