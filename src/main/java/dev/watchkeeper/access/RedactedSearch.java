package dev.watchkeeper.access;

import dev.watchkeeper.disclosure.redaction.Marks;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A search that sees redacted text alone.
///
/// A source may still be asked for a text, so that it reads less, where that cannot tell anything
/// of what is hidden: every entry that is found has the text outside of marks, so it stands in the
/// source as well, whatever the marks hide. Without regard to case sources compare ASCII alone,
/// hence that limit. A field's value is asked for where it is shown as it is: then the field has it
/// in the source exactly when it has it here.
///
/// @param forSource what the source is asked for
/// @param contains texts that must stand in the redacted message or traceback
/// @param fields values that redacted fields must have
record RedactedSearch(LogFilter forSource, List<String> contains, Map<String, String> fields) {

    static RedactedSearch of(LogFilter filter, Redactor redactor) {
        return new RedactedSearch(
                new LogFilter(
                        filter.atLeast(),
                        filter.contains().stream().filter(RedactedSearch::tellsNothing).toList(),
                        shown(filter.fields(), redactor)),
                filter.contains(),
                filter.fields());
    }

    /// Those values that are shown as they are.
    static Map<String, String> shown(Map<String, String> values, Redactor redactor) {
        var shown = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            if (!Marks.in(value) && redactor.value(name, value).text().equals(value)) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    boolean finds(LogEntry redacted) {
        return fields.entrySet().stream()
                        .allMatch(f -> f.getValue().equals(redacted.fields().get(f.getKey())))
                && contains.stream().allMatch(text -> stands(text, redacted));
    }

    private static boolean stands(String text, LogEntry entry) {
        return Marks.foundOutside(entry.message(), text, true)
                || (entry.exception() != null && Marks.foundOutside(entry.exception(), text, true));
    }

    private static boolean tellsNothing(String text) {
        return !Marks.in(text) && text.chars().allMatch(c -> c < 0x80);
    }
}
