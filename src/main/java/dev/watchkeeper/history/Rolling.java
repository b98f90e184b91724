package dev.watchkeeper.history;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.RollUps.Hour;
import dev.watchkeeper.state.RollUps.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rolls up one subject, an hour at a time, the newest first. The latest minutes are left alone:
/// rows may still come late.
///
/// Each pass looks first whether the source is still the one that was rolled up, by an entry of the
/// newest whole hour. When that entry is gone, the source was emptied, made anew or cut short: what
/// was rolled up of the time before its present oldest entry is kept as history, and from there on
/// everything is rolled up again.
final class Rolling {

    /// Rows that come later than this after their own time are not counted in roll-ups.
    static final Duration SLACK = Duration.ofMinutes(2);

    private final Rolled rolled;
    private final RollUps rollUps;
    private final InstantSource clock;
    private final Duration longest;
    private @Nullable Instant next;
    private @Nullable Instant oldest;
    private Map<Instant, Instant> counted = Map.of();

    /// What is rolled up.
    interface Rolled {
        String subject();

        /// What it is, for people.
        String name();

        /// Counts a stretch within one hour.
        ///
        /// @param before what the hour came to so far, whose minutes are added; null for none
        /// @return empty when time was up
        Optional<Hour> roll(
                Instant hour, TimeRange stretch, @Nullable Hour before, Deadline deadline);

        /// The hour as it was before a minute.
        Hour cut(Hour hour, Instant until);

        /// The first entry of a range; empty when there is none.
        Optional<Mark> first(TimeRange range, Deadline deadline);

        /// Forgets what was read ahead: the source may be another one by now.
        void forget();

        /// True when the entry is where it was, or at least at its time, and says the same.
        boolean holds(Mark mark, Deadline deadline);
    }

    /// @param longest how far back to go
    Rolling(Rolled rolled, RollUps rollUps, InstantSource clock, Duration longest) {
        this.rolled = rolled;
        this.rollUps = rollUps;
        this.clock = clock;
        this.longest = longest;
    }

    /// What is rolled up, for people.
    String name() {
        return rolled.name();
    }

    private String subject() {
        return rolled.subject();
    }

    /// Begins a pass: the source is looked at anew.
    void begin(Deadline deadline) {
        rolled.forget();
        Instant now = clock.instant();
        Optional<Mark> first = rolled.first(new TimeRange(Instant.EPOCH, now), deadline);
        oldest = first.map(Mark::time).orElse(null);
        Optional<Mark> mark = rollUps.mark(subject());
        if (mark.isPresent() && !rolled.holds(mark.get(), deadline)) {
            anew(now, deadline);
        }
        next = settled(now);
        Instant from = start(now);
        counted =
                from == null || !from.isBefore(next)
                        ? Map.of()
                        : rollUps.counted(subject(), new TimeRange(from, next));
    }

    /// Rolls up the next hour that is not.
    ///
    /// @return false when there is none left in this pass
    boolean step(Deadline deadline) {
        Instant now = clock.instant();
        Instant from = start(now);
        if (next == null || from == null || !from.isBefore(next)) {
            return false;
        }
        Instant settled = settled(now);
        for (Instant hour = Covered.floor(next.minusMillis(1), Covered.HOUR);
                !hour.isBefore(from);
                hour = hour.minus(Covered.HOUR)) {
            Instant until = earlier(hour.plus(Covered.HOUR), settled);
            Instant at = counted.getOrDefault(hour, hour);
            if (at.isBefore(until)) {
                next = hour;
                return roll(hour, new TimeRange(at, until), deadline);
            }
        }
        next = from;
        return false;
    }

    private boolean roll(Instant hour, TimeRange stretch, Deadline deadline) {
        Hour before =
                stretch.from().equals(hour)
                        ? null
                        : rollUps.hours(subject(), new TimeRange(hour, stretch.from()), true)
                                .getFirst();
        Optional<Hour> hours = rolled.roll(hour, stretch, before, deadline);
        if (hours.isEmpty()) {
            return false;
        }
        rollUps.keep(subject(), hours.get());
        mark(stretch, stretch.until().equals(hour.plus(Covered.HOUR)), deadline);
        return true;
    }

    /// The newest whole hour that has entries gives the mark, and before there is one any.
    private void mark(TimeRange stretch, boolean whole, Deadline deadline) {
        Optional<Mark> mark = rollUps.mark(subject());
        if (mark.isEmpty() || (whole && mark.get().time().isBefore(stretch.from()))) {
            rolled.first(stretch, deadline).ifPresent(e -> rollUps.keepMark(subject(), e));
        }
    }

    private void anew(Instant now, Deadline deadline) {
        Instant first = oldest;
        if (first == null) {
            return;
        }
        Instant minute = Covered.floor(first, Covered.MINUTE);
        Instant hour = Covered.floor(first, Covered.HOUR);
        for (Hour old : rollUps.hours(subject(), new TimeRange(hour, hour.plusMillis(1)), true)) {
            if (minute.isBefore(old.until()) && old.hasMinutes()) {
                rollUps.keep(subject(), rolled.cut(old, minute));
            }
        }
        rollUps.cut(subject(), hour.plusMillis(1));
        rolled.first(new TimeRange(first, now), deadline)
                .ifPresent(entry -> rollUps.keepMark(subject(), entry));
    }

    /// Where to begin: the hour of the oldest entry, or as far back as roll-ups go.
    private @Nullable Instant start(Instant now) {
        Instant first = oldest;
        if (first == null) {
            return null;
        }
        Instant limit = now.minus(longest);
        return Covered.floor(first.isAfter(limit) ? first : limit, Covered.HOUR);
    }

    private static Instant settled(Instant now) {
        return Covered.floor(now.minus(SLACK), Covered.MINUTE);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
