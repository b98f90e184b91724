package dev.watchkeeper.disclosure.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Replaces secrets in text of strangers by marks. Immutable; for any number of threads.
///
/// To be asked before anything else is done with a text: before deceptive characters are written
/// out, before it is cut, searched or counted. Asked again about its own result it changes nothing.
/// The time taken is linear in the length of the text.
public final class Redactor {

    private static final int MOST_SOUGHT = 16;
    private static final int SHORTEST_SOUGHT = 8;
    private static final int LONGEST_SOUGHT = 1_024;

    private final RedactionLevel level;
    private final MarkKey key;
    private final NamedValues named;
    private final Finders finders;
    private final Cookies cookies = new Cookies();

    private Redactor(RedactionLevel level, MarkKey key, NamedValues named, Finders finders) {
        this.level = level;
        this.key = key;
        this.named = named;
        this.finders = finders;
    }

    /// A redactor.
    ///
    /// @param ownSecrets values that Watchkeeper itself uses; hidden at every level, also
    ///   URL-encoded and in base64. Those shorter than 8 characters are passed over, for they would
    ///   hide words that only look the same
    /// @param furtherKeys names whose values are secrets here, such as `badge_number`, beside those
    ///   that are known; case and separators do not matter
    public static Redactor of(
            RedactionLevel level,
            MarkKey key,
            Collection<String> ownSecrets,
            Collection<String> furtherKeys) {
        return of(level, key, () -> ownSecrets, furtherKeys);
    }

    /// The same, with secrets of our own that are asked for when the first text comes.
    public static Redactor of(
            RedactionLevel level,
            MarkKey key,
            Supplier<? extends Collection<String>> ownSecrets,
            Collection<String> furtherKeys) {
        var named = new NamedValues(furtherKeys);
        return new Redactor(level, key, named, new Finders(named, ownSecrets));
    }

    /// The same, at another level.
    public Redactor at(RedactionLevel other) {
        return new Redactor(other, key, named, finders);
    }

    public RedactionLevel level() {
        return level;
    }

    /// A free text, such as a log message or a traceback.
    public Redacted text(String text) {
        Spans found = find(text);
        return found == null ? new Redacted(text, Map.of()) : written(text, found);
    }

    /// A value that is known under a name, such as a field of an event: the name alone may make it
    /// a secret. A value under any other name is read as text.
    public Redacted value(String name, String value) {
        if (level == RedactionLevel.OFF) {
            return text(value);
        }
        var found = new Spans();
        named.value(name, value, found);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("cookie") || lower.endsWith("cookies")) {
            cookies.value(value, found);
        }
        Spans within = find(value);
        if (within != null) {
            within.all().forEach(found::add);
        }
        return found.isEmpty() ? new Redacted(value, Map.of()) : written(value, found);
    }

    private @Nullable Spans find(String text) {
        Spans secrets = finders.at(level).find(text);
        return level == RedactionLevel.PERSONAL ? Personal.find(text, secrets) : secrets;
    }

    /// A value that was found to be a secret is one wherever it stands in the text.
    private static void addElsewhere(String text, Spans found) {
        var places = List.copyOf(found.all());
        for (Spans.Place place : places.subList(0, Math.min(places.size(), MOST_SOUGHT))) {
            int length = place.end() - place.start();
            if (length < SHORTEST_SOUGHT
                    || length > LONGEST_SOUGHT
                    || ValueLook.of(text, place.start(), place.end()) == ValueLook.PLAIN) {
                continue;
            }
            String value = text.substring(place.start(), place.end());
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + length)) {
                if (at != place.start()) {
                    found.add(at, at + length, place.kind(), place.value());
                }
            }
        }
    }

    private Redacted written(String text, Spans found) {
        addElsewhere(text, found);
        List<Spans.Place> places = found.merged(text);
        if (places.isEmpty()) {
            return new Redacted(text, Map.of());
        }
        var redacted = new StringBuilder(text.length() + 16 * places.size());
        var marks = new TreeMap<String, Integer>();
        int from = 0;
        for (Spans.Place place : places) {
            String value = place.value();
            String marked =
                    value == null ? Folded.fold(text.substring(place.start(), place.end())) : value;
            redacted.append(text, from, place.start()).append(key.mark(place.kind(), marked));
            marks.merge(place.kind(), 1, Integer::sum);
            from = place.end();
        }
        redacted.append(text, from, text.length());
        return new Redacted(redacted.toString(), Map.copyOf(marks));
    }
}
