package dev.watchkeeper.watch;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.trigger.Known;
import dev.watchkeeper.trigger.Spent;
import dev.watchkeeper.workplace.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was found now beside what was done about it so far. Made for storms: each record is read
/// once, however many findings there are.
final class History {

    private static final Duration DAY = Duration.ofDays(1);

    private final Workplace workplace;

    History(Workplace workplace) {
        this.workplace = workplace;
    }

    /// How often an episode was investigated, and whether that came to an end.
    private record Tried(int tries, boolean diagnosed) {

        static final Tried NEVER = new Tried(0, false);
    }

    /// These findings, and those that went away without anybody having been told so.
    List<Known> known(Collection<Finding> findings) {
        var stored = new LinkedHashMap<String, FindingStore.Stored>();
        Map<String, FindingStore.Stored> all = workplace.findings().byId();
        for (Finding finding : findings) {
            FindingStore.Stored one = all.get(finding.id());
            if (one != null) {
                stored.put(finding.id(), one);
            }
        }
        workplace
                .findings()
                .goneUnannounced()
                .forEach(gone -> stored.putIfAbsent(gone.finding().id(), gone));
        Map<String, Tried> tried = tried();
        Silences silences = Silences.at(workplace.state(), workplace.clock().instant());
        return stored.values().stream()
                .map(one ->
                        known(
                                one,
                                tried.getOrDefault(episode(one), Tried.NEVER),
                                silences.cover(one.finding())))
                .toList();
    }

    /// What investigations and reviews took within the last day.
    ///
    /// @param price what the next one may cost
    Spent spent(double price) {
        Instant since = workplace.clock().instant().minus(DAY);
        return new Spent(
                workplace.investigations().since(since).stream()
                        .map(one ->
                                new Spent.Run(one.started(), one.dollars(), !Review.isReview(one)))
                        .toList(),
                price);
    }

    private Map<String, Tried> tried() {
        var tried = new HashMap<String, Tried>();
        for (InvestigationStore.Investigation one :
                workplace.investigations().since(Instant.EPOCH)) {
            // one that a launcher is at counts too: it is not to be begun again
            boolean done = one.state() != InvestigationStore.State.FAILED;
            for (String episode : one.episodes()) {
                tried.merge(
                        episode,
                        new Tried(1, done),
                        (a, b) -> new Tried(a.tries() + b.tries(), a.diagnosed() || b.diagnosed()));
            }
        }
        return tried;
    }

    private static String episode(FindingStore.Stored stored) {
        return stored.finding().id() + "#" + stored.episode();
    }

    private static Known known(FindingStore.Stored stored, Tried tried, boolean silenced) {
        return new Known(
                stored.finding(),
                stored.episode(),
                stored.notified(),
                stored.notifiedSeverity(),
                stored.notifiedAt(),
                tried.tries(),
                tried.diagnosed(),
                silenced);
    }
}
