package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one run of the checks found.
///
/// @param asOf what "now" was
/// @param window how far back it looked
/// @param findings the gravest first, resolved ones among them
/// @param activities what was seen of each stream within the window
/// @param metrics how many metrics were judged
/// @param unread the streams that could not be read, with the reason
/// @param remarks what a person should know that is no finding
/// @param checks how many checks ran
/// @param took how long it took
public record CheckReport(
        Instant asOf,
        Duration window,
        List<Finding> findings,
        List<Watch.Activity> activities,
        int metrics,
        Map<String, String> unread,
        List<String> remarks,
        int checks,
        Duration took) {

    /// Those that are there now and that nobody ignores.
    public List<Finding> open() {
        return findings.stream()
                .filter(f -> f.ignored() == null && f.state() != FindingState.RESOLVED)
                .toList();
    }

    public List<Finding> ignored() {
        return findings.stream()
                .filter(f -> f.ignored() != null && f.state() != FindingState.RESOLVED)
                .toList();
    }

    public List<Finding> resolved() {
        return findings.stream().filter(f -> f.state() == FindingState.RESOLVED).toList();
    }
}
