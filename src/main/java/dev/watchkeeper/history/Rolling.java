package dev.watchkeeper.history;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.RollUps.Hour;
import dev.watchkeeper.state.RollUps.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rolls up one subject, a few hours at a time, the newest first. The latest minutes are left
/// alone: rows may still come late.
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
    private @Nullable Mark mark;
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

        /// The entries by which the source is known again.
        Marks marks();

        /// Forgets what was read ahead: the source may be another one by now.
        void forget();
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

    /// Forgets what was read of the source, so that the next pass looks at it anew.
    void forget() {
        rolled.forget();
    }

    /// Begins a pass.
    void begin(Deadline deadline) {
        Instant now = clock.instant();
        oldest = marks().oldest(now, deadline).map(Mark::time).orElse(null);
        mark = rollUps.mark(subject()).orElse(null);
        if (mark != null && !marks().holds(mark, deadline)) {
            anew(now, deadline);
        }
        if (oldest != null) {
            rollUps.keepOldest(subject(), oldest);
        }
        next = settled(now);
        Instant from = start(now);
        counted =
                from == null || !from.isBefore(next)
                        ? Map.of()
                        : rollUps.counted(subject(), new TimeRange(from, next));
    }

    private Marks marks() {
        return rolled.marks();
    }

    /// Rolls up the next hour that is not, and with a whole one all of its [Block] that are not.
    ///
    /// @return how many hours; 0 when there is none left in this pass
    int step(Deadline deadline) {
        Instant now = clock.instant();
        Instant from = start(now);
        if (next == null || from == null || !from.isBefore(next)) {
            return 0;
        }
        Instant settled = settled(now);
        var stretches = new ArrayList<TimeRange>();
        Instant least = from;
        for (Instant hour = Covered.floor(next.minusMillis(1), Covered.HOUR);
                !hour.isBefore(least);
                hour = hour.minus(Covered.HOUR)) {
            TimeRange stretch = stretch(hour, settled);
            if (stretch == null) {
                continue;
            }
            if (stretches.isEmpty()) {
                Instant block = Block.of(stretch).from();
                least = block.isAfter(from) ? block : from;
            } else if (!whole(stretch)) {
                break;
            }
            stretches.add(stretch);
            next = hour;
        }
        if (stretches.isEmpty()) {
            next = from;
        }
        return roll(stretches, deadline);
    }

    /// What of an hour is to be counted; null when there is nothing. An hour of which a part was
    /// counted and whose minutes are forgotten is counted from its beginning, unless the source no
    /// longer has that.
    private @Nullable TimeRange stretch(Instant hour, Instant settled) {
        Instant until = earlier(hour.plus(Covered.HOUR), settled);
        Instant at = counted.getOrDefault(hour, hour);
        if (!at.isBefore(until)) {
            return null;
        }
        if (at.equals(hour) || before(hour).isPresent()) {
            return new TimeRange(at, until);
        }
        return oldest == null || oldest.isAfter(hour) ? null : new TimeRange(hour, until);
    }

    /// What was counted of an hour, with its minutes.
    private Optional<Hour> before(Instant hour) {
        return rollUps.hours(subject(), new TimeRange(hour, hour.plusMillis(1)), true).stream()
                .filter(Hour::hasMinutes)
                .findFirst();
    }

    private static boolean whole(TimeRange stretch) {
        return stretch.length().equals(Covered.HOUR);
    }

    private int roll(List<TimeRange> stretches, Deadline deadline) {
        var hours = new ArrayList<Hour>();
        for (TimeRange stretch : stretches) {
            Instant start = Covered.floor(stretch.from(), Covered.HOUR);
            Hour before = start.equals(stretch.from()) ? null : before(start).orElse(null);
            Optional<Hour> hour = rolled.roll(start, stretch, before, deadline);
            if (hour.isEmpty()) {
                break;
            }
            hours.add(hour.get());
        }
        rollUps.keep(subject(), hours);
        stretches.subList(0, hours.size()).forEach(stretch -> mark(stretch, deadline));
        return hours.size() == stretches.size() ? hours.size() : 0;
    }

    /// The newest whole hour that has entries gives the mark, and before there is one any.
    private void mark(TimeRange stretch, Deadline deadline) {
        boolean toEnd = Covered.floor(stretch.until(), Covered.HOUR).equals(stretch.until());
        if (mark == null || (toEnd && mark.time().isBefore(stretch.from()))) {
            marks().first(stretch, deadline).ifPresent(this::keep);
        }
    }

    private void keep(Mark entry) {
        rollUps.keepMark(subject(), entry);
        mark = entry;
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
                rollUps.keep(subject(), List.of(rolled.cut(old, minute)));
            }
        }
        rollUps.cut(subject(), hour.plusMillis(1));
        marks().first(new TimeRange(first, now), deadline).ifPresent(this::keep);
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
