package dev.watchkeeper.init;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Facts as one says them.
final class Words {

    private static final int LONGEST_NAME = 80;

    private Words() {}

    /// `12 kB`, `3.4 GB`.
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%d kB", bytes / 1_000);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /// `2 min ago`.
    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        return age.isNegative()
                ? Span.words(age) + " in the future"
                : age.toMillis() < 1_000 ? "just now" : Span.words(age) + " ago";
    }

    /// The first few of some names, in one line and each cut to size.
    static String some(List<String> names, int most) {
        String shown =
                String.join(
                        ", ",
                        names.stream()
                                .limit(most)
                                .map(Characters::line)
                                .map(name -> Characters.cut(name, LONGEST_NAME).text())
                                .toList());
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }
}
