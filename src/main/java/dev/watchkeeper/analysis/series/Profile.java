package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a rhythm says of each cell: the median, over the other cycles, of the same part of the
/// cycle. Leaving the own cycle out keeps a value from explaining itself, so that what is left
/// beside the profile is as large in the past as it is in the present.
final class Profile {

    private final int period;
    private final double strength;
    private final int cycles;
    private final double[] expected;

    private Profile(int period, double strength, int cycles, double[] expected) {
        this.period = period;
        this.strength = strength;
        this.cycles = cycles;
        this.expected = expected;
    }

    /// In cells.
    int period() {
        return period;
    }

    /// What is expected of each cell, with a median of 0 over all; NaN where no other cycle has the
    /// part. Not to be written to.
    double[] expected() {
        return expected;
    }

    /// A weaker rhythm is not worth a sentence.
    private static final double WEAKEST = 0.3;

    /// Beside a day or week as strong no other period is looked for.
    private static final double STRONG = 0.5;

    /// By how much a longer period has to explain more than a shorter one.
    private static final double BETTER = 0.05;

    private static final int FEWEST_CYCLES = 3;
    private static final int FEWEST_CELLS = 4;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int PARTS_A_DAY = 48;

    /// The strongest rhythm of cells, or null when there is none. Looks for the day, the week, and
    /// otherwise for the period at which the cells resemble themselves most.
    static @Nullable Profile of(Cells cells) {
        Profile best = null;
        for (long millis : new long[] {DAY, 7 * DAY}) {
            if (millis % cells.width() == 0) {
                best = better(best, cells, millis / cells.width());
            }
        }
        return best != null && best.strength >= STRONG
                ? best
                : better(best, cells, Echo.period(cells));
    }

    /// The stronger one of a profile and that of a period.
    private static @Nullable Profile better(@Nullable Profile best, Cells cells, long period) {
        boolean fits =
                period >= FEWEST_CELLS && FEWEST_CYCLES * period <= cells.size() + period / 4;
        Profile profile = fits ? of(cells, (int) period) : null;
        boolean better =
                profile != null
                        && profile.strength >= WEAKEST
                        && (best == null || profile.strength > best.strength + BETTER);
        return better ? profile : best;
    }

    Season season(Cells cells) {
        return new Season(Duration.ofMillis(period * cells.width()), strength, cycles);
    }

    private static @Nullable Profile of(Cells cells, int period) {
        double parts =
                Math.min(
                        period, PARTS_A_DAY * Math.max(1.0, period * cells.width() / (double) DAY));
        int wide = Math.max(1, (int) Math.round(period / parts));
        int perCycle = (period + wide - 1) / wide;
        long start = Math.floorDiv(cells.first(), (long) period);
        int cycles =
                (int) (Math.floorDiv(cells.first() + cells.size() - 1, (long) period) - start) + 1;
        double[][] middles = middles(cells, period, wide, perCycle, cycles, start);
        double[][] others = others(middles, perCycle, cycles);
        var expected = new double[cells.size()];
        for (int i = 0; i < expected.length; i++) {
            long number = cells.first() + i;
            int cycle = (int) (Math.floorDiv(number, (long) period) - start);
            int place = (int) Math.floorMod(number, (long) period);
            expected[i] = between(others[cycle], place, wide, period);
        }
        double base = Ordered.of(expected).median();
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= base;
        }
        double strength = strength(cells.values(), expected);
        int whole = cells.size() / period;
        return Double.isNaN(strength) ? null : new Profile(period, strength, whole, expected);
    }

    private static double[][] middles(
            Cells cells, int period, int wide, int perCycle, int cycles, long start) {
        var middles = new double[cycles][perCycle];
        for (double[] cycle : middles) {
            Arrays.fill(cycle, Double.NaN);
        }
        int i = 0;
        while (i < cells.size()) {
            long number = cells.first() + i;
            int place = (int) Math.floorMod(number, (long) period);
            int part = place / wide;
            int until = Math.min(cells.size(), i + Math.min((part + 1) * wide, period) - place);
            int cycle = (int) (Math.floorDiv(number, (long) period) - start);
            middles[cycle][part] = Ordered.of(cells.values(), i, until).median();
            i = until;
        }
        return middles;
    }

    /// Of each part of each cycle, the median of the same part of the other cycles.
    private static double[][] others(double[][] middles, int perCycle, int cycles) {
        var others = new double[cycles][perCycle];
        var same = new double[cycles];
        for (int part = 0; part < perCycle; part++) {
            int n = 0;
            for (double[] cycle : middles) {
                if (!Double.isNaN(cycle[part])) {
                    same[n++] = cycle[part];
                }
            }
            Arrays.sort(same, 0, n);
            for (int cycle = 0; cycle < cycles; cycle++) {
                others[cycle][part] = without(same, n, middles[cycle][part]);
            }
        }
        return others;
    }

    /// The median of sorted values without one of them; of all where it is NaN.
    private static double without(double[] sorted, int n, double own) {
        int left = Double.isNaN(own) ? n : n - 1;
        if (left < 1) {
            return Double.NaN;
        }
        int place = Double.isNaN(own) ? n : Arrays.binarySearch(sorted, 0, n, own);
        int low = (left - 1) / 2;
        int high = left / 2;
        return (sorted[low >= place ? low + 1 : low] + sorted[high >= place ? high + 1 : high]) / 2;
    }

    /// The value at a place of the cycle, on the line between the middles of its parts.
    private static double between(double[] parts, int place, int wide, int period) {
        double at = (place + 0.5) / wide - 0.5;
        int below = Math.floorMod((int) Math.floor(at), parts.length);
        int above = (below + 1) % parts.length;
        double share = wide == 1 ? 0 : at - Math.floor(at);
        if (wide == 1) {
            below = place % period;
        }
        if (Double.isNaN(parts[below]) || Double.isNaN(parts[above])) {
            return Double.isNaN(parts[below]) ? parts[above] : parts[below];
        }
        return parts[below] + share * (parts[above] - parts[below]);
    }

    /// 1 − spread beside the profile / spread without it, both as squares of mean distances, which
    /// a few outliers do not decide.
    private static double strength(double[] values, double[] expected) {
        double middle = Ordered.of(values).median();
        double beside = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && !Double.isNaN(expected[i])) {
                beside += Math.abs(values[i] - middle - expected[i]);
                all += Math.abs(values[i] - middle);
            }
        }
        double ratio = beside / all;
        return all == 0 ? Double.NaN : Math.max(0, 1 - ratio * ratio);
    }
}
