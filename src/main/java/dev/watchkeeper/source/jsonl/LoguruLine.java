package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What loguru writes with `serialize=True`: the record, and the text that it was formatted to.
final class LoguruLine {

    private static final String EXTRA = "record.extra.";
    private static final String TRACEBACK = "Traceback (most recent call last):";

    private LoguruLine() {}

    static boolean is(Map<String, Object> leaves) {
        return leaves.containsKey("text")
                && leaves.containsKey("record.message")
                && (leaves.containsKey("record.time.repr")
                        || leaves.containsKey("record.time.timestamp"));
    }

    /// The name under which a value is shown, or null for the parts of the record that say nothing
    /// of the event.
    static @Nullable String field(String path) {
        if (path.startsWith(EXTRA)) {
            return path.substring(EXTRA.length());
        }
        return switch (path) {
            case "record.function" -> "function";
            case "record.line" -> "line";
            default -> null;
        };
    }

    /// Levels of one's own have any name; their numbers lie between those of the usual ones.
    static @Nullable Level level(Map<String, Object> leaves) {
        String number = String.valueOf(leaves.get("record.level.no"));
        if (!number.matches("\\d{1,6}")) {
            return null;
        }
        int value = Integer.parseInt(number);
        if (value >= 50) {
            return Level.FATAL;
        }
        if (value >= 40) {
            return Level.ERROR;
        }
        if (value >= 30) {
            return Level.WARN;
        }
        if (value >= 20) {
            return Level.INFO;
        }
        return value >= 10 ? Level.DEBUG : Level.TRACE;
    }

    /// The traceback is only in the text, behind the message; where the layout leaves it out, there
    /// is still its type and value.
    static @Nullable String exception(Map<String, Object> leaves, String message) {
        Object type = leaves.get("record.exception.type");
        Object value = leaves.get("record.exception.value");
        if (type == null && value == null && !leaves.containsKey("record.exception.traceback")) {
            return null;
        }
        String text = String.valueOf(leaves.get("text"));
        String behind = behindMessage(text, message).strip();
        if (!behind.isEmpty()) {
            return behind;
        }
        return (type == null ? "exception" : type) + (value == null ? "" : ": " + value);
    }

    private static String behindMessage(String text, String message) {
        int traceback = text.indexOf(TRACEBACK, Math.max(0, text.indexOf(message)));
        int found = message.isEmpty() ? -1 : text.indexOf(message);
        if (found >= 0) {
            int line = text.indexOf('\n', found + message.length());
            return line < 0 ? "" : text.substring(line + 1);
        }
        if (traceback >= 0) {
            return text.substring(traceback);
        }
        int line = text.indexOf('\n');
        return line < 0 ? "" : text.substring(line + 1);
    }
}
