package dev.watchkeeper.history;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.RollUps.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The entries of a source by which it is known again. What was found is remembered until it is to
/// be forgotten: many metrics are of one stream, and each asks the same of it.
final class Marks {

    private final Entries entries;
    private final Map<Mark, Boolean> held = new HashMap<>();
    private @Nullable TimeRange asked;
    private @Nullable Mark found;
    private @Nullable Mark oldest;
    private boolean oldestKnown;

    Marks(Entries entries) {
        this.entries = entries;
    }

    /// A source, as far as it is needed here.
    interface Entries {

        /// The entry of this reference, as it is now; empty when it is gone.
        Optional<Mark> entry(String ref);

        /// Gives the entries of a range, the oldest first, to `visitor` until it answers false.
        void read(TimeRange range, Deadline deadline, Predicate<Mark> visitor);
    }

    /// The first entry of a range; empty when there is none.
    Optional<Mark> first(TimeRange range, Deadline deadline) {
        if (!answered(range)) {
            var first = new ArrayList<Mark>(1);
            entries.read(
                    range,
                    deadline,
                    entry -> {
                        first.add(entry);
                        return false;
                    });
            found = first.isEmpty() ? null : first.getFirst();
            asked = range;
        }
        return Optional.ofNullable(found).filter(entry -> range.contains(entry.time()));
    }

    /// The entry before whose hour there is none. In a source whose entries are a little out of
    /// order that need not be the first one of all time.
    Optional<Mark> oldest(Instant now, Deadline deadline) {
        if (!oldestKnown) {
            Optional<Mark> known = first(new TimeRange(Instant.EPOCH, now), deadline);
            Optional<Mark> before = known.flatMap(entry -> before(entry, deadline));
            while (before.isPresent()) {
                known = before;
                before = before(known.get(), deadline);
            }
            oldest = known.orElse(null);
            oldestKnown = true;
        }
        return Optional.ofNullable(oldest);
    }

    private Optional<Mark> before(Mark entry, Deadline deadline) {
        Instant hour = Covered.floor(entry.time(), Covered.HOUR);
        return Instant.EPOCH.isBefore(hour)
                ? first(new TimeRange(Instant.EPOCH, hour), deadline)
                : Optional.empty();
    }

    private boolean answered(TimeRange range) {
        TimeRange known = asked;
        if (known == null || !known.from().equals(range.from())) {
            return false;
        }
        Mark entry = found;
        return entry == null ? !range.until().isAfter(known.until()) : range.contains(entry.time());
    }

    /// True when the entry is where it was, or at least at its time, and says the same.
    boolean holds(Mark mark, Deadline deadline) {
        return held.computeIfAbsent(mark, _ -> isThere(mark, deadline));
    }

    private boolean isThere(Mark mark, Deadline deadline) {
        if (entries.entry(mark.ref()).filter(e -> e.hash().equals(mark.hash())).isPresent()) {
            return true;
        }
        // a file of lines that was rotated and packed has its entries elsewhere
        boolean[] there = {false};
        entries.read(
                new TimeRange(mark.time(), mark.time().plusMillis(1)),
                deadline,
                entry -> {
                    there[0] = entry.hash().equals(mark.hash());
                    return !there[0];
                });
        return there[0];
    }

    /// The source may be another one by now.
    void forget() {
        asked = null;
        found = null;
        oldest = null;
        oldestKnown = false;
        held.clear();
    }
}
