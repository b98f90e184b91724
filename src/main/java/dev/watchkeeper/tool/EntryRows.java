package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Note;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.LogEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How entries and events look in the rows of an answer.
final class EntryRows {

    private EntryRows() {}

    /// The values of the id fields, as `name=value`, or null when it has none.
    static @Nullable String ids(LogEntry entry, Collection<String> ids, int characters) {
        var found = new ArrayList<String>();
        for (String id : ids) {
            String value = entry.fields().get(id);
            if (value != null && !value.isEmpty()) {
                found.add(id + "=" + Excerpt.head(value, 80));
            }
        }
        return found.isEmpty() ? null : Excerpt.head(String.join(" ", found), characters);
    }

    /// A traceback in short: its beginning and, which matters more, its end.
    static @Nullable String exception(LogEntry entry, int characters) {
        return entry.exception() == null || entry.exception().isBlank()
                ? null
                : Excerpt.headAndTail(entry.exception().strip(), characters);
    }

    /// The fields of an event as `name=value`.
    static String fields(Event event, int characters) {
        var text = new StringBuilder();
        event.fields()
                .forEach((name, value) -> {
                    if (!text.isEmpty()) {
                        text.append(' ');
                    }
                    text.append(name).append('=').append(Excerpt.head(String.valueOf(value), 120));
                });
        return Excerpt.headAndTail(text.toString(), characters);
    }

    /// What the operator says of the texts shown, each note once.
    static List<String> notes(List<Note> notes, Collection<String> messages) {
        Set<String> found = new LinkedHashSet<>();
        for (Note note : notes) {
            String when = note.when().toLowerCase(Locale.ROOT);
            if (messages.stream().anyMatch(m -> m.toLowerCase(Locale.ROOT).contains(when))) {
                found.add("\"" + note.when() + "\": " + note.note());
            }
        }
        return List.copyOf(found);
    }
}
