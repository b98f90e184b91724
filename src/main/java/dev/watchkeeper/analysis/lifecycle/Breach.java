package dev.watchkeeper.analysis.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rule that things with an id kept, and keep no longer.
///
/// @param first the type that begins the rule
/// @param then the type that used to follow it; null where `first` used to come once
/// @param field which of the fields that carry ids, from 0
/// @param judged how many ids were judged by it now
/// @param broken how many of them break it
/// @param late how many of these were followed after all, too late
/// @param judgedBefore how many ids were judged by it before
/// @param brokenBefore how many of these broke it
/// @param usual within which time `then` followed in half of the cases before; zero without `then`
/// @param limit after which it counts as missing; zero without `then`
/// @param since when the first came that breaks it of those that are more than chance
public record Breach(
        String first,
        @Nullable String then,
        int field,
        int judged,
        int broken,
        int late,
        int judgedBefore,
        int brokenBefore,
        Duration usual,
        Duration limit,
        Instant since) {

    /// Whether most of those that break it only wait.
    public boolean waits() {
        return 2 * late >= broken;
    }
}
