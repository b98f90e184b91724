package dev.watchkeeper.analysis.difference;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether a quantity of the window differs from what is usual of it, and since when.
///
/// The stretch of the window that differs most ([Segment]) is held against stretches of the same
/// length of the time before and, if there are enough of them, of the same hours of earlier days: a
/// rhythm of the day explains the one and a slow growth the other, so that the less surprising of
/// the two counts. How far stretches lie apart is told by the median absolute deviation; the tail
/// is Student's, because it is told by few of them. The result is multiplied by how many such
/// stretches the window holds (Bonferroni), since the one that differs most was chosen.
public final class Shifts {

    /// Counts must differ by this factor, and by so many, to be worth a row.
    private static final double COUNT_FACTOR = 1.5;

    private static final double FEWEST_MORE = 3;

    /// A level that is out of the ordinary in fewer cells is a moment and no change.
    private static final int SHORTEST_LEVEL = 3;

    /// Levels must differ by this share of the usual.
    private static final double LEVEL_SHARE = 0.1;

    private final Frame frame;

    public Shifts(Frame frame) {
        this.frame = frame;
    }

    /// How it differs most; null where there is nothing to compare with, or no difference worth a
    /// row. What is given may well be chance: that is for [Discoveries] to say.
    public @Nullable Shift of(Quantity quantity) {
        Shift up = of(quantity, true);
        Shift down = of(quantity, false);
        if (up == null || down == null) {
            return up == null ? down : up;
        }
        return up.probability() <= down.probability() ? up : down;
    }

    private @Nullable Shift of(Quantity quantity, boolean rose) {
        double[] window = quantity.window();
        double[] reference = reference(quantity);
        if (window.length == 0 || reference.length == 0) {
            return null;
        }
        Segment segment = Segment.of(quantity.counted(), window, reference, rose);
        if (segment.gain() <= 0) {
            return null;
        }
        int cells = segment.until() - segment.from();
        if (!quantity.counted() && known(window, segment) < SHORTEST_LEVEL) {
            return null;
        }
        double now = quantity.of(window, segment.from(), segment.until());
        Usual before = Usual.before(quantity, cells);
        Usual days = Usual.days(quantity, segment);
        if (Double.isNaN(now) || (before == null && days == null)) {
            return null;
        }
        double usual = usual(before, days, now);
        if (!worth(quantity.counted(), now, usual, rose)) {
            return null;
        }
        double probability = Math.max(chance(before, now, rose), chance(days, now, rose));
        if (quantity.counted() && rose) {
            probability = Math.max(probability, lasting(quantity, segment));
        }
        double places = (double) window.length / cells;
        return shift(segment, usual, now, Math.min(1, probability * places), window.length);
    }

    private static long known(double[] window, Segment segment) {
        return Arrays.stream(window, segment.from(), segment.until())
                .filter(Double::isFinite)
                .count();
    }

    private Shift shift(Segment segment, double usual, double now, double probability, int length) {
        Instant until = segment.until() == length ? null : frame.time(segment.until());
        return new Shift(
                segment.rose(),
                usual,
                now,
                probability,
                frame.time(segment.from()),
                frame.time(segment.earliest()),
                frame.time(segment.latest()).plus(frame.width()),
                until,
                new Shift.Cells(segment.from(), segment.until()));
    }

    /// What comes once at a time, in a burst, is one event and not many: it is counted again by the
    /// cells that hold any of it, and where most of them usually do, with none of them above the
    /// upper quarter.
    private double lasting(Quantity quantity, Segment segment) {
        Quantity calm = Bursts.calmed(quantity, segment);
        int cells = segment.until() - segment.from();
        double now = calm.of(calm.window(), segment.from(), segment.until());
        return Math.max(
                chance(Usual.before(calm, cells), now, true),
                chance(Usual.days(calm, segment), now, true));
    }

    private static double[] reference(Quantity quantity) {
        if (quantity.before().length > 0) {
            return quantity.before();
        }
        return quantity.days().stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double usual(@Nullable Usual before, @Nullable Usual days, double now) {
        if (before == null || days == null) {
            return before != null
                    ? before.spread().middle()
                    : days != null ? days.spread().middle() : Double.NaN;
        }
        double one = before.spread().middle();
        double other = days.spread().middle();
        return Math.abs(now - one) < Math.abs(now - other) ? one : other;
    }

    private static boolean worth(boolean counted, double now, double usual, boolean rose) {
        if (counted) {
            return rose
                    ? now >= COUNT_FACTOR * usual && (now - usual >= FEWEST_MORE || usual == 0)
                    : usual >= COUNT_FACTOR * now && usual - now >= FEWEST_MORE;
        }
        double moved = rose ? now - usual : usual - now;
        return moved > LEVEL_SHARE * Math.abs(usual) && moved > 0;
    }

    private static double chance(@Nullable Usual usual, double now, boolean rose) {
        return usual == null ? 0 : usual.chance(now, rose);
    }
}
