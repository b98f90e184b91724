package dev.watchkeeper.history;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.RollUps.Hour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A range of time in the parts that roll-ups tell and the parts that only the source does, in the
/// order of time.
///
/// @param parts without gaps; what lies before the source's oldest entry is no part
record Covered(List<Part> parts) {

    /// More parts than these, and reading all of it from the source costs less.
    private static final int MOST_SOURCE_PARTS = 6;

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    /// A part of the range.
    sealed interface Part {}

    /// What an hour tells, whole minutes of it.
    ///
    /// @param whole true when the range holds all that was counted of the hour
    record Rolled(Hour hour, TimeRange range, boolean whole) implements Part {}

    /// What only the source tells.
    record Unrolled(TimeRange range) implements Part {}

    /// Roll-ups that cannot be read are as good as none.
    ///
    /// @param minutes true when minutes are wanted, and not only what hours come to
    /// @param grain an hour that the range cuts can be told by multiples of this
    static Covered of(
            RollUps rollUps, String subject, TimeRange range, boolean minutes, Duration grain) {
        try {
            return of(range, hours(rollUps, subject, range, minutes), minutes, grain)
                    .since(rollUps, subject);
        } catch (SourceUnavailable e) {
            return new Covered(List.of(new Unrolled(range)));
        }
    }

    private static Covered of(TimeRange range, List<Hour> hours, boolean minutes, Duration grain) {
        var parts = new ArrayList<Part>();
        Instant at = range.from();
        int unrolled = 0;
        for (Hour hour : hours) {
            boolean toEnd = !range.until().isBefore(hour.until());
            Instant from = at.isAfter(hour.start()) ? ceil(at, grain) : hour.start();
            Instant until = toEnd ? hour.until() : floor(range.until(), grain);
            boolean whole = toEnd && from.equals(hour.start());
            if (!from.isBefore(until) || (!hour.hasMinutes() && (minutes || !whole))) {
                continue;
            }
            if (at.isBefore(from)) {
                parts.add(new Unrolled(new TimeRange(at, from)));
                unrolled++;
            }
            parts.add(new Rolled(hour, new TimeRange(from, until), whole));
            at = until;
        }
        if (at.isBefore(range.until())) {
            parts.add(new Unrolled(new TimeRange(at, range.until())));
        }
        return unrolled > MOST_SOURCE_PARTS
                ? new Covered(List.of(new Unrolled(range)))
                : new Covered(parts);
    }

    /// Without a beginning in which the source has nothing.
    private Covered since(RollUps rollUps, String subject) {
        if (parts.size() < 2 || !(parts.getFirst() instanceof Unrolled(TimeRange head))) {
            return this;
        }
        boolean empty =
                rollUps.oldest(subject).filter(old -> !old.isBefore(head.until())).isPresent();
        return empty ? new Covered(parts.subList(1, parts.size())) : this;
    }

    /// The hours that tell something of a range; minutes only of those that need them.
    private static List<Hour> hours(
            RollUps rollUps, String subject, TimeRange range, boolean minutes) {
        var hours = new TimeRange(floor(range.from(), HOUR), range.until());
        if (minutes) {
            return rollUps.hours(subject, hours, true);
        }
        var all = new ArrayList<>(rollUps.hours(subject, hours, false));
        for (int i : new int[] {0, all.size() - 1}) {
            if (i >= 0 && i < all.size() && sticksOut(all.get(i), range)) {
                Instant start = all.get(i).start();
                var one = new TimeRange(start, start.plusMillis(1));
                rollUps.hours(subject, one, true).forEach(hour -> all.set(i, hour));
            }
        }
        return all;
    }

    private static boolean sticksOut(Hour hour, TimeRange range) {
        return !hour.hasMinutes()
                && (hour.start().isBefore(range.from()) || range.until().isBefore(hour.until()));
    }

    static Instant floor(Instant time, Duration grain) {
        long step = grain.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), step) * step);
    }

    private static Instant ceil(Instant time, Duration grain) {
        Instant floor = floor(time, grain);
        return floor.equals(time) ? time : floor.plus(grain);
    }
}
