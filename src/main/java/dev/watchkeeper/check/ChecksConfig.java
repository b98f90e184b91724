package dev.watchkeeper.check;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;

/// What is watched, and over what time.
@Doc("what is watched, and over what time")
public record ChecksConfig(
        @Doc("how far back a check looks") @Default("2h") Duration window,
        @Doc("how far back before that normal is learned from") @Default("14d") Duration baseline,
        @Doc("errors and warnings that no ignore covers") @Default("{}") Errors errors,
        @Doc("streams that fell silent while others go on") @Default("{}") Freshness freshness,
        @Doc("types of events that used to come and stopped") @Default("{}") Toggle heartbeat,
        @Doc("metrics against what is declared of them and against their own past") @Default("{}")
                Toggle metrics,
        @Doc("APIs against what their providers allow") @Default("{}") Toggle limits,
        @Doc("disks, inodes, memory and whatever has a limit, by when it is full") @Default("{}")
                Toggle disk,
        @Doc("workers that fell silent or lag behind the others") @Default("{}") Toggle workers,
        @Doc(
                        "what used to follow for each id and is missing, and what used to come once and comes twice")
                @Default("{}")
                Toggle lifecycle,
        @Doc("processes that are started again and again") @Default("{}") Toggle restarts,
        @Doc("objectives whose error budget burns too fast") @Default("{}") Toggle slo,
        @Doc("invariants that do not hold") @Default("{}") Toggle invariant) {

    public ChecksConfig {
        if (window.isZero() || window.compareTo(baseline) > 0) {
            throw new IllegalArgumentException(
                    "window must be above 0 and no longer than baseline");
        }
    }

    /// The check of log entries by template.
    public record Errors(
            @Doc("false to leave this check out") @Default("true") boolean enabled,
            @Doc("the least grave level that counts") @Default("WARN") Level minLevel) {}

    /// A check that can only be left out: what it holds things against is declared with them.
    public record Toggle(@Doc("false to leave this check out") @Default("true") boolean enabled) {}

    /// The check of each stream's last entry against the others.
    public record Freshness(
            @Doc("false to leave this check out") @Default("true") boolean enabled) {}
}
