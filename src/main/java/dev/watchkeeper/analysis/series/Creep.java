package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A slow change that no single day shows: the levels of the last days move steadily (Mann–Kendall)
/// away from where the days before them lead.
///
/// @param days over how many days
/// @param start the first of its cells
/// @param change how far it has come, in the unit of the quantity
/// @param expected where the days before lead
/// @param p of its trend; see [Trend#p()]
/// @param earlier how many days it is compared with; 0 when the whole history creeps
record Creep(int days, int start, double change, double expected, double p, int earlier) {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int[] WINDOWS = {5, 7, 10, 14};
    private static final int FEWEST_BEFORE = 7;
    private static final int WEEK = 7;
    private static final double CERTAIN = 0.01;

    /// Growth of the days before is taken off when it is as likely as not.
    private static final double MAYBE = 0.5;

    /// So many standard deviations of the days before count.
    private static final double FAR = 4;

    /// So many days after it was last seen it still counts, if so much of it is left.
    private static final int STAYS = 3;

    private static final double STILL = 0.7;

    /// The share of the change that two days may bring.
    private static final double AT_ONCE = 0.7;

    /// A smaller share of the level is not worth a person's time.
    static final double WORTH = 0.1;

    /// The share of the level that a day's noise is at least taken for.
    private static final double LEAST_NOISE = 0.005;

    /// The creep that has come furthest, or null.
    ///
    /// @param cells without rhythm, as measured otherwise
    /// @param size what a change is compared with to be worth something
    static @Nullable Creep of(Cells cells, double size) {
        int perDay = (int) (DAY / cells.width());
        if (perDay < 1 || cells.size() < perDay * WINDOWS[0]) {
            return null;
        }
        Cells days = weekdaysAside(cells.means(perDay));
        double latest = Ordered.of(days.values(), days.size() - 2, days.size()).median();
        Creep best = null;
        for (int ago = 0; ago <= STAYS && best == null; ago++) {
            best = asOf(days, ago, size, cells.size(), perDay);
            if (best != null && (latest - best.expected) / best.change < STILL) {
                best = null;
            }
        }
        return best;
    }

    /// The creep that was seen so many days ago: one that pauses for a day has not ended.
    private static @Nullable Creep asOf(Cells all, int ago, double size, int cells, int perDay) {
        Cells days = ago == 0 ? all : all.with(Arrays.copyOf(all.values(), all.size() - ago));
        Creep best = null;
        for (int window : WINDOWS) {
            int before = days.size() - window;
            if (before >= Math.max(FEWEST_BEFORE, window)) {
                Creep creep = within(days, before, size, cells - (window + ago) * perDay);
                if (creep != null
                        && (best == null || Math.abs(creep.change) > Math.abs(best.change))) {
                    best = creep;
                }
            }
        }
        return best;
    }

    private static @Nullable Creep within(Cells days, int before, double size, int start) {
        var older = new double[before];
        System.arraycopy(days.values(), 0, older, 0, before);
        Trend was = TheilSen.of(days.with(older));
        double slope = was != null && was.p() < MAYBE ? was.perDay() : 0;
        var beside = new double[days.size()];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = days.values()[i] - slope * (i - before);
        }
        Ordered usual = Ordered.of(beside, 0, before);
        Trend now = TheilSen.of(days.with(beside).last(days.size() - before));
        if (usual.n() < FEWEST_BEFORE || now == null || now.p() > CERTAIN) {
            return null;
        }
        double latest = Ordered.of(beside, days.size() - 2, days.size()).median();
        double change = latest - usual.median();
        double noise =
                Math.max(Math.max(usual.sigma(), wander(beside, before)), LEAST_NOISE * size);
        boolean outside = change > 0 ? latest > usual.max() + noise : latest < usual.min() - noise;
        return outside
                        && !atOnce(days.values(), before, change)
                        && Math.abs(change) > FAR * noise
                        && Math.abs(change) >= WORTH * size
                        && Math.signum(now.perDay()) == Math.signum(change)
                ? new Creep(days.size() - before, start, change, usual.median(), now.p(), usual.n())
                : null;
    }

    /// True when a single day, or two, brought most of the change: that is a step.
    private static boolean atOnce(double[] days, int before, double change) {
        for (int i = Math.max(2, before); i < days.length; i++) {
            double two = (days[i] - days[i - 2]) / change;
            if (two > AT_ONCE) {
                return true;
            }
        }
        return false;
    }

    /// How far the days before wandered over half their number; of independent days it is their
    /// standard deviation.
    private static double wander(double[] days, int before) {
        int lag = before / 2;
        double sum = 0;
        int n = 0;
        for (int i = lag; i < before; i++) {
            double difference = days[i] - days[i - lag];
            if (!Double.isNaN(difference)) {
                sum += difference * difference;
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(sum / n / 2);
    }

    /// With three weeks and more, the days without what their weekday usually differs by.
    private static Cells weekdaysAside(Cells days) {
        if (days.size() < 3 * WEEK) {
            return days;
        }
        var aside = new double[days.size()];
        for (int weekday = 0; weekday < WEEK; weekday++) {
            var same = new double[days.size() / WEEK + 1];
            int n = 0;
            for (int i = weekday; i < days.size(); i += WEEK) {
                same[n++] = days.values()[i] - around(days.values(), i);
            }
            double usual = Ordered.of(same, 0, n).median();
            for (int i = weekday; i < days.size(); i += WEEK) {
                aside[i] = days.values()[i] - (Double.isNaN(usual) ? 0 : usual);
            }
        }
        return days.with(aside);
    }

    /// The median of the week around a day.
    private static double around(double[] days, int i) {
        int from = Math.clamp(i - WEEK / 2, 0, days.length - WEEK);
        return Ordered.of(days, from, from + WEEK).median();
    }
}
