package dev.watchkeeper.doctor;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Sizes and ages as one says them.
final class Amounts {

    private Amounts() {}

    static String size(long bytes) {
        if (bytes < 1_000_000) {
            return bytes / 1_000 + " kB";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.toMillis() < 1_000 && age.toMillis() > -1_000) {
            return "just now";
        }
        return age.isNegative() ? Span.words(age) + " in the future" : Span.words(age) + " ago";
    }

    static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
