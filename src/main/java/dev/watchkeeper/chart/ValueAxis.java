package dev.watchkeeper.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The vertical axis: from a round number to a round number in steps of 1, 2 or 5 times a power of
/// ten, so that all values lie between its ends.
///
/// @param low its lower end
/// @param high its upper end, above `low`
/// @param step from one tick to the next
record ValueAxis(double low, double high, double step) {

    private static final int STEPS = 5;
    private static final double SMALLEST = 1e-300;
    private static final double HUGEST = 1e300;
    private static final MathContext SHORT = new MathContext(6);
    private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};

    /// An axis that holds both values. Zero is its end where the values are not far from it, so
    /// that heights can be compared.
    static ValueAxis over(double least, double greatest) {
        double from = clamp(Math.min(least, greatest));
        double until = clamp(Math.max(least, greatest));
        if (from > 0 && from < 0.6 * until) {
            from = 0;
        } else if (until < 0 && until > 0.6 * from) {
            until = 0;
        }
        if (from == until) {
            double around = from == 0 ? 1 : Math.abs(from) * 0.2;
            until = from + around;
            from = from == 0 ? 0 : from - around;
        }
        double step = step((until / STEPS) - (from / STEPS));
        double low = Math.floor(from / step) * step;
        double high = Math.ceil(until / step) * step;
        return new ValueAxis(low, high > low ? high : low + step, step);
    }

    /// How far up a value lies, from 0 at the lower end to 1 at the upper; values beyond the ends
    /// lie at them.
    double at(double value) {
        double part = (value / (high - low)) - (low / (high - low));
        return Math.clamp(part, 0, 1);
    }

    /// The values at ticks, the least first.
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            ticks.add(i == count ? high : low + i * step);
        }
        return ticks;
    }

    /// A value as people write it: `0.25`, `1.5k`, `3M`, `2e21`.
    static String label(double value) {
        double size = Math.abs(value);
        if (size < 1e-12) {
            return "0";
        }
        if (size < 1e-4 || size >= 1e18) {
            return String.format(Locale.ROOT, "%.2g", value)
                    .replaceAll("\\.?0+(?=e)", "")
                    .replace("e+", "e");
        }
        int power = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 10_000 || (power > 0 && Math.abs(scaled) >= 1_000)) {
            scaled /= 1_000;
            power++;
        }
        String number = new BigDecimal(scaled).round(SHORT).stripTrailingZeros().toPlainString();
        return number + THOUSANDS[power];
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /// Beyond these, sums and differences of values are no numbers any more.
    private static double clamp(double value) {
        if (Math.abs(value) < SMALLEST) {
            return 0;
        }
        return Math.clamp(value, -HUGEST, HUGEST);
    }
}
