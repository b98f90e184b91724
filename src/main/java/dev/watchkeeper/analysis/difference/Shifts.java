package dev.watchkeeper.analysis.difference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /// Of so many earlier days there must be numbers.
    private static final int FEWEST_DAYS = 3;

    private static final int MOST_FREEDOM = 30;

    /// Counts must differ by this factor, and by so many, to be worth a row.
    private static final double COUNT_FACTOR = 1.5;

    private static final double FEWEST_MORE = 3;

    /// Among so many stretches even one that went as far says how often that happens.
    private static final int MANY = 30;

    /// A level that is out of the ordinary in fewer cells is a moment and no change.
    private static final int SHORTEST_LEVEL = 3;

    /// This part of a difference is nearly all of it.
    private static final double AS_FAR = 0.7;

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
        Compared before = before(quantity, cells);
        Compared days = days(quantity, segment);
        if (Double.isNaN(now) || (before == null && days == null)) {
            return null;
        }
        double usual = usual(before, days, now);
        if (!worth(quantity.counted(), now, usual, rose)) {
            return null;
        }
        double probability =
                Math.max(
                        probability(before, now, rose, quantity.counted()),
                        probability(days, now, rose, quantity.counted()));
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
                probability(before(calm, cells), now, true, true),
                probability(days(calm, segment), now, true, true));
    }

    private static double[] reference(Quantity quantity) {
        if (quantity.before().length > 0) {
            return quantity.before();
        }
        return quantity.days().stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /// What stretches of a length usually have.
    ///
    /// @param freedom how many of them tell it, less one
    /// @param highs what each has: of those that do not overlap, or the most of each day
    /// @param lows the same, or the least of each day
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never written to
    private record Compared(Spread spread, int freedom, double[] highs, double[] lows) {}

    private static @Nullable Compared before(Quantity quantity, int cells) {
        double[] before = quantity.before();
        int apart = before.length / cells;
        if (apart < 2) {
            return null;
        }
        Spread spread = Spread.of(stretches(quantity, before, cells, Math.max(1, cells / 2)));
        double[] separate = stretches(quantity, before, cells, cells);
        if (spread.n() < 2) {
            return null;
        }
        int freedom = Math.min(apart, spread.n()) - 1;
        Pooled pooled = Pooled.of(quantity, List.of(before), cells, spread.deviation(), freedom);
        return new Compared(spread.atLeast(pooled.deviation()), pooled.freedom(), separate, separate);
    }

    static double[] stretches(Quantity quantity, double[] cells, int length, int step) {
        var found = new ArrayList<Double>();
        for (int from = cells.length - length; from >= 0; from -= step) {
            found.add(quantity.of(cells, from, from + length));
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The same place of each day, and how far all its stretches lie from it.
    private static @Nullable Compared days(Quantity quantity, Segment segment) {
        int length = segment.until() - segment.from();
        var same = new ArrayList<Double>();
        var all = new ArrayList<Double>();
        var highs = new ArrayList<Double>();
        var lows = new ArrayList<Double>();
        for (double[] day : quantity.days()) {
            double here = quantity.of(day, segment.from(), segment.until());
            if (!Double.isNaN(here)) {
                same.add(here);
                double high = here;
                double low = here;
                for (double other : stretches(quantity, day, length, Math.max(1, length / 2))) {
                    all.add(other);
                    high = Math.max(high, Double.isNaN(other) ? high : other);
                    low = Math.min(low, Double.isNaN(other) ? low : other);
                }
                highs.add(high);
                lows.add(low);
            }
        }
        if (same.size() < FEWEST_DAYS) {
            return null;
        }
        Spread middle = Spread.of(array(same));
        Spread wide = Spread.of(array(all));
        var spread =
                new Spread(
                        same.size(),
                        middle.middle(),
                        Math.max(middle.sigma(), wide.sigma()),
                        Math.max(middle.deviation(), wide.deviation()));
        Pooled pooled =
                Pooled.of(
                        quantity, quantity.days(), length, spread.deviation(), same.size() - 1);
        return new Compared(
                spread.atLeast(pooled.deviation()), pooled.freedom(), array(highs), array(lows));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double usual(@Nullable Compared before, @Nullable Compared days, double now) {
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

    private static double probability(
            @Nullable Compared compared, double now, boolean rose, boolean counted) {
        if (compared == null) {
            return 0;
        }
        Spread spread = compared.spread();
        double least =
                counted
                        // what comes by chance varies at least so much, what comes by the clock
                        // less
                        ? Math.max(
                                0.5,
                                Math.min(
                                        Math.sqrt(Math.max(spread.middle(), 0)),
                                        spread.deviation()))
                        : Math.max(
                                Math.max(0.02 * Math.abs(spread.middle()), 1e-9),
                                spread.deviation() / 2);
        double sigma = Math.max(spread.sigma(), least);
        double beside = (now - spread.middle()) / sigma / Math.sqrt(1 + 1.0 / spread.n());
        return Math.max(
                before(compared, now, rose),
                Tail.student(
                        rose ? beside : -beside, Math.clamp(compared.freedom(), 1, MOST_FREEDOM)));
    }

    /// The share of what it is compared with that went nearly as far: what came several times
    /// before is no surprise, however far from the middle. Once among a few may have been the same
    /// trouble, and says nothing.
    private static double before(Compared compared, double now, boolean rose) {
        double middle = compared.spread().middle();
        double far = middle + AS_FAR * (now - middle);
        double[] values = rose ? compared.highs() : compared.lows();
        long as = Arrays.stream(values).filter(value -> rose ? value >= far : value <= far).count();
        return as < 2 && values.length < MANY ? 0 : (double) as / values.length;
    }
}
