package dev.watchkeeper.analysis.difference;

import java.util.Arrays;

/// Counts in which bursts weigh no more than what comes steadily.
final class Bursts {

    private Bursts() {}

    /// What fills most of so many cells is no burst.
    private static final int LASTS = 10;

    private static final double MOST = 0.75;

    /// Each cell as 1 where it holds anything, if fewer than half of the cells usually do and the
    /// segment is short or has pauses; else cut off at the upper quartile of the segment.
    static Quantity calmed(Quantity quantity, Segment segment) {
        double[] before = quantity.before();
        double[] usual =
                before.length > 0
                        ? before
                        : quantity.days().stream().flatMapToDouble(Arrays::stream).toArray();
        long held = Arrays.stream(usual).filter(value -> value > 0).count();
        double[] inside =
                Arrays.stream(quantity.window(), segment.from(), segment.until())
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        long filled = Arrays.stream(inside).filter(value -> value > 0).count();
        boolean steady = inside.length >= LASTS && filled >= MOST * inside.length;
        boolean sparse = 2 * held < usual.length && !steady;
        double cap = sparse || inside.length == 0 ? 1 : inside[3 * (inside.length - 1) / 4];
        return new Quantity(
                true,
                capped(quantity.window(), cap),
                capped(before, cap),
                quantity.days().stream().map(day -> capped(day, cap)).toList());
    }

    private static double[] capped(double[] values, double cap) {
        return Arrays.stream(values).map(value -> Math.min(value, cap)).toArray();
    }
}
