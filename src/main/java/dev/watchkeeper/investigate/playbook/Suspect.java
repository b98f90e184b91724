package dev.watchkeeper.investigate.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// A message shortly before the onset that speaks of a change.
///
/// @param message its text
/// @param about the words that it shares with what fails
/// @param evidence the answer that shows it
record Suspect(
        String stream, Instant time, String logger, String message, Set<String> about, String evidence) {

    /// The likeliest first: what speaks of the part that fails, then what came last before the onset.
    static List<Suspect> ranked(List<Suspect> all, Instant onset) {
        return all.stream()
                .filter(suspect -> !suspect.time().isAfter(onset))
                .sorted(
                        Comparator.comparing((Suspect suspect) -> -Math.min(3, suspect.about().size()))
                                .thenComparing(suspect -> Duration.between(suspect.time(), onset)))
                .toList();
    }
}
