package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The changes that were made near a moment, the nearest first.
final class NearChanges {

    private static final int MOST_READ = 500;

    private NearChanges() {}

    /// At most `most` of the changes within the range. A stream that does not answer gives none.
    static List<Change> of(Catalog catalog, TimeRange range, Instant moment, int most) {
        var all = new ArrayList<Change>();
        for (ChangeStream stream : catalog.changes().values()) {
            var read = new ArrayList<Change>();
            try {
                stream.source()
                        .changes(
                                range,
                                change -> {
                                    read.add(change);
                                    return read.size() < MOST_READ;
                                });
            } catch (SourceUnavailable e) {
                // what is not known is not marked; the tools say which source did not answer
                continue;
            }
            all.addAll(read);
        }
        return all.stream()
                .sorted(
                        Comparator.comparing((Change change) ->
                                        Duration.between(change.time(), moment).abs())
                                .thenComparing(Change::ref))
                .limit(most)
                .toList();
    }

    /// A change in one line: `deploy of gateway to 3f2a9c1: simplify retry`.
    static String line(Change change) {
        String text = change.text().strip();
        return change.kind().word()
                + (change.subject().isBlank() ? "" : " of " + change.subject())
                + (change.version() == null ? "" : " to " + change.version())
                + (text.isEmpty()
                                || Stream.of(change.subject(), change.version())
                                        .anyMatch(text::equals)
                        ? ""
                        : ": " + text);
    }
}
