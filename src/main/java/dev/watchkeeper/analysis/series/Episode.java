package dev.watchkeeper.analysis.series;

import org.jspecify.annotations.Nullable;

/// A stretch in which the series was out of the ordinary.
///
/// @param start its first cell
/// @param end its last cell out of the ordinary
/// @param side 1 above, -1 below
/// @param present whether it has not ended yet
/// @param lasting whether the level, and not just single cells, was outside
/// @param times how many times the way to the bound the level went, at its furthest
/// @param before how many earlier episodes went as far and ended by themselves
record Episode(
        int start, int end, int side, boolean present, boolean lasting, double times, int before) {

    /// So many cells that are back tell that it has ended, before their mean does.
    private static final int ENDING = 3;

    /// An episode that went at least this share as far was as bad.
    private static final double AS_FAR = 0.65;

    /// The latest episode that ended not before `from`, or null.
    ///
    /// @param cells single cells beside the expectation
    /// @param levels means of the last `many` of them
    static @Nullable Episode latest(
            double[] cells, double[] levels, int many, Reach one, Reach level, int from) {
        int end = cells.length - 1;
        while (end >= from && side(cells, levels, one, level, end) == 0) {
            end--;
        }
        if (end < from) {
            return null;
        }
        int side = side(cells, levels, one, level, end);
        int start = end;
        int within = 0;
        for (int i = end - 1; i >= 0 && within < many; i--) {
            if (level.near(levels[i]) == side || one.side(cells[i]) == side) {
                start = i;
                within = 0;
            } else if (!Double.isNaN(cells[i])) {
                within++;
            }
        }
        boolean present = end == cells.length - 1;
        for (int i = end + 1; i < cells.length && level.near(levels[i]) == side; i++) {
            end = i;
            present = i == cells.length - 1;
        }
        double now = Ordered.of(cells, cells.length - ENDING, cells.length).median();
        present =
                present
                        && (Double.isNaN(now)
                                || level.near(now) == side
                                || !ended(cells, one, side));
        int outside = 0;
        int furthest = start;
        for (int i = start; i <= end; i++) {
            outside += level.side(levels[i]) == side ? 1 : 0;
            if (side * levels[i] > side * levels[furthest] || Double.isNaN(levels[furthest])) {
                furthest = i;
            }
        }
        if (one.side(cells[start]) != side) {
            // the level moves after the values that move it
            start = Math.max(0, start - many / 2);
        }
        return new Episode(
                start,
                end,
                side,
                present,
                outside >= 2 && level.side(Ordered.of(cells, start, end + 1).median()) == side,
                Double.isNaN(levels[furthest]) ? 0 : level.times(levels[furthest]),
                before(levels, level, side, levels[furthest], start - many));
    }

    /// True when none of the last cells is outside on its own.
    private static boolean ended(double[] cells, Reach one, int side) {
        for (int i = Math.max(0, cells.length - ENDING); i < cells.length; i++) {
            if (one.side(cells[i]) == side) {
                return false;
            }
        }
        return true;
    }

    /// Outside: the level left the ordinary, or a single cell everything seen.
    private static int side(double[] cells, double[] levels, Reach one, Reach level, int i) {
        int beyond = one.beyondAll(cells[i]);
        return beyond != 0 ? beyond : level.side(levels[i]);
    }

    private static int before(double[] levels, Reach level, int side, double furthest, int until) {
        double bound = level.middle() + AS_FAR * (furthest - level.middle());
        int count = 0;
        boolean inside = true;
        for (int i = 0; i < until; i++) {
            boolean out = side * levels[i] > side * bound;
            count += out && inside ? 1 : 0;
            inside = !out && (inside || !Double.isNaN(levels[i]));
        }
        return count;
    }
}
