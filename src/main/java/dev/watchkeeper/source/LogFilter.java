package dev.watchkeeper.source;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which entries are wanted. A source may use any part of it to read less, and visits only entries
/// that [#matches] accepts.
///
/// @param atLeast the least grave level wanted, or null for all, entries without a level included
/// @param contains texts that the message or the traceback must all contain, in any case
/// @param fields values that fields must have exactly
public record LogFilter(
        @Nullable Level atLeast, List<String> contains, Map<String, String> fields) {

    public static final LogFilter ALL = new LogFilter(null, List.of(), Map.of());

    public static LogFilter atLeast(Level level) {
        return new LogFilter(level, List.of(), Map.of());
    }

    /// The same without what looks into texts.
    public LogFilter withoutTexts() {
        return new LogFilter(atLeast, List.of(), Map.of());
    }

    /// Whether the entry is wanted.
    public boolean matches(LogEntry entry) {
        if (atLeast != null && (entry.level() == null || !entry.level().atLeast(atLeast))) {
            return false;
        }
        for (var field : fields.entrySet()) {
            if (!field.getValue().equals(entry.fields().get(field.getKey()))) {
                return false;
            }
        }
        for (String text : contains) {
            if (!containsIgnoringCase(entry.message(), text)
                    && (entry.exception() == null
                            || !containsIgnoringCase(entry.exception(), text))) {
                return false;
            }
        }
        return true;
    }

    private static boolean containsIgnoringCase(String text, String part) {
        return text.contains(part)
                || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
