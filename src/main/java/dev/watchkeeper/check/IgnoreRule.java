package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.state.Ignore;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// An ignore as the checks apply it, wherever it was written.
///
/// @param template the kind of message it hides, or null for a finding
/// @param stream the log stream it holds for, or null for all
/// @param finding the id of the finding it hides, or null for a kind of message
/// @param why what a person reads beside what it hides
/// @param kept the ignore of the state, or null for one of tools.yaml
public record IgnoreRule(
        @Nullable Template template,
        @Nullable String stream,
        @Nullable String finding,
        Finding.Ignored why,
        @Nullable Ignore kept) {

    /// One of tools.yaml, which ends when its day begins in `zone`.
    static IgnoreRule of(IgnoreConfig config, ZoneId zone) {
        return new IgnoreRule(
                Template.of(config.pattern()),
                config.stream(),
                null,
                new Finding.Ignored(
                        config.reason(),
                        config.by(),
                        config.until().atStartOfDay(zone).toInstant()),
                null);
    }

    /// One that was made by command.
    static IgnoreRule of(Ignore ignore) {
        return new IgnoreRule(
                ignore.pattern() == null ? null : Template.of(ignore.pattern()),
                ignore.stream(),
                ignore.finding(),
                new Finding.Ignored(ignore.reason(), ignore.author(), ignore.until()),
                ignore);
    }

    /// Whether it is about messages like this one.
    boolean hides(LogEntry entry) {
        return template != null
                && (stream == null || stream.equals(entry.stream()))
                && template.matches(firstLine(entry.message()));
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /// Whether it held before the given time. One of tools.yaml always did: nobody knows when it
    /// was written there.
    boolean heldBefore(Instant time) {
        return kept == null || kept.since().isBefore(time);
    }

    /// Whether it lets through what changes.
    boolean untilChange() {
        return kept != null && kept.untilChange();
    }

    /// How it is called in sentences: `the ignore 3 of anna`.
    String name() {
        return "the ignore " + (kept == null ? "" : kept.id() + " ") + "of " + why.by();
    }
}
