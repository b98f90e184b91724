package dev.watchkeeper.investigate.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A change that was logged shortly before the onset: one message, or several of the same moment.
///
/// @param messages their texts, the first first
/// @param about the words that it shares with what fails
/// @param evidence the answer that shows it
record Suspect(
        String stream, Instant time, List<String> messages, Set<String> about, String evidence) {

    private static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    /// Messages of one stream within two seconds as one change.
    static List<Suspect> gathered(List<Suspect> all) {
        var gathered = new ArrayList<Suspect>();
        for (Suspect next :
                all.stream()
                        .sorted(Comparator.comparing(Suspect::stream).thenComparing(Suspect::time))
                        .toList()) {
            Suspect last = gathered.isEmpty() ? null : gathered.getLast();
            boolean together =
                    last != null
                            && last.stream().equals(next.stream())
                            && Duration.between(last.time(), next.time()).compareTo(SAME_MOMENT)
                                    <= 0;
            if (last != null && together) {
                gathered.set(gathered.size() - 1, last.with(next));
            } else {
                gathered.add(next);
            }
        }
        return gathered;
    }

    /// The likeliest first: what speaks of the part that fails, then what came last before the
    /// onset.
    static List<Suspect> ranked(List<Suspect> all, Instant onset) {
        return all.stream()
                .filter(suspect -> !suspect.time().isAfter(onset))
                .sorted(
                        Comparator.comparingInt(
                                        (Suspect suspect) -> -Math.min(3, suspect.about().size()))
                                .thenComparing(suspect -> Duration.between(suspect.time(), onset)))
                .toList();
    }

    /// The messages in one line.
    String text() {
        return String.join("; ", messages);
    }

    private Suspect with(Suspect other) {
        var both = new ArrayList<>(messages);
        both.addAll(other.messages());
        var words = new TreeSet<>(about);
        words.addAll(other.about());
        return new Suspect(stream, time, both, words, evidence);
    }
}
