package dev.watchkeeper.analysis.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stretches of a length usually have, and how likely one is that has so much more or less.
///
/// Levels, and counts that rose, are held against the middle of the others in their own unit.
/// Counts that fell are held against it by their logarithm, since what varies them multiplies them
/// (the hour of the day, the season), and none of something is a far smaller count than half of it;
/// and against the law of rare things at the least that is usual, since few may be none by mere
/// chance.
///
/// @param pooled how unsure the spread is
/// @param highs what each has: of those that do not overlap, or the most of each day
/// @param lows the same, or the least of each day
/// @param logarithms of what they have
@SuppressWarnings("ArrayRecordComponent") // never compared, and never written to
record Usual(
        boolean counted,
        Spread spread,
        Pooled pooled,
        double[] highs,
        double[] lows,
        Spread logarithms) {

    /// Of so many earlier days there must be numbers.
    private static final int FEWEST_DAYS = 3;

    private static final int MOST_FREEDOM = 30;

    /// Among so many stretches even one that went as far says how often that happens.
    private static final int MANY = 30;

    /// This part of a difference is nearly all of it.
    private static final double AS_FAR = 0.7;

    /// From so many stretches on one of them may have been the same trouble.
    private static final int SEVERAL = 4;

    private static final double HALF = 0.5;

    /// The stretches of the time before; null where there are too few.
    static @Nullable Usual before(Quantity quantity, int cells) {
        double[] before = quantity.before();
        int apart = before.length / cells;
        if (apart < 2) {
            return null;
        }
        double[] overlapping = stretches(quantity, before, cells, Math.max(1, cells / 2));
        double[] separate = finite(stretches(quantity, before, cells, cells));
        Spread spread = Spread.of(overlapping);
        if (spread.n() < 2) {
            return null;
        }
        int freedom = Math.min(apart, spread.n()) - 1;
        return new Usual(
                quantity.counted(),
                spread,
                Pooled.of(quantity, List.of(before), cells, spread.deviation(), freedom),
                separate,
                separate,
                logarithms(overlapping));
    }

    /// The same place of each day, and how far all its stretches lie from it; null where there are
    /// too few days.
    static @Nullable Usual days(Quantity quantity, Segment segment) {
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
        return new Usual(
                quantity.counted(),
                spread,
                Pooled.of(quantity, quantity.days(), length, spread.deviation(), same.size() - 1),
                array(highs),
                array(lows),
                logarithms(array(same)));
    }

    /// The values of stretches of a length, the latest first.
    static double[] stretches(Quantity quantity, double[] cells, int length, int step) {
        var found = new ArrayList<Double>();
        for (int from = cells.length - length; from >= 0; from -= step) {
            found.add(quantity.of(cells, from, from + length));
        }
        return array(found);
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    private static Spread logarithms(double[] values) {
        return Spread.of(Arrays.stream(values).map(value -> Math.log(value + HALF)).toArray());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The probability of so much, or more where it rose, or less where it fell.
    double chance(double now, boolean rose) {
        double found = counted && !rose ? fell(now) : beside(now, rose);
        return Math.max(asFar(now, rose), found);
    }

    private double beside(double now, boolean rose) {
        double least =
                counted
                        ? Math.max(least(), pooled.deviation())
                        : Math.max(
                                Math.max(0.02 * Math.abs(spread.middle()), 1e-9),
                                spread.deviation() / 2);
        double sigma = Math.max(spread.sigma(), least);
        double beside = (now - spread.middle()) / sigma;
        return student(rose ? beside : -beside);
    }

    private double fell(double now) {
        double sigma = Math.max(logarithms.sigma(), least() / (spread.middle() + HALF));
        double beside = (logarithms.middle() - Math.log(now + HALF)) / sigma;
        double[] sorted = lows.clone();
        Arrays.sort(sorted);
        double lowest = sorted.length == 0 ? 0 : sorted[sorted.length >= SEVERAL ? 1 : 0];
        return Math.max(
                student(beside),
                Tail.poisson(now / pooled.dispersion(), lowest / pooled.dispersion()));
    }

    /// What comes by chance varies at least so much, what comes by the clock less.
    private double least() {
        return Math.max(
                HALF, Math.min(Math.sqrt(Math.max(spread.middle(), 0)), spread.deviation()));
    }

    private double student(double beside) {
        return Tail.student(
                beside / Math.sqrt(1 + 1.0 / spread.n()),
                Math.clamp(pooled.freedom(), 1, MOST_FREEDOM));
    }

    /// The share of what it is compared with that went nearly as far: what came several times
    /// before is no surprise, however far from the middle. Once among a few may have been the same
    /// trouble, and says nothing.
    private double asFar(double now, boolean rose) {
        double middle = spread.middle();
        double far = middle + AS_FAR * (now - middle);
        double[] values = rose ? highs : lows;
        long as = Arrays.stream(values).filter(value -> rose ? value >= far : value <= far).count();
        return as < 2 && values.length < MANY ? 0 : (double) as / values.length;
    }
}
