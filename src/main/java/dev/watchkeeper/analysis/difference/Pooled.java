package dev.watchkeeper.analysis.difference;

import java.util.Arrays;
import java.util.List;

/// How far counts of long stretches vary, told also by the shorter stretches within them: there are
/// few of the long ones, and a deviation from few is so unsure that only a huge difference would be
/// no chance. Counts of stretches that know nothing of each other add up, and so do their
/// variances. Where the long ones vary no more than the short ones let expect (the variances may
/// differ by the quotient that [#SAME] allows), the short ones tell it too, and with them the
/// freedom of Student's distribution grows (as in the moderated t of Smyth, Statistical
/// Applications in Genetics and Molecular Biology 2004); where they vary more, they follow each
/// other, and only the long ones count.
///
/// @param deviation of a long stretch by the short ones; 0 where these do not count
/// @param freedom by how many it is told, less one
/// @param dispersion the variance of counts of short stretches as a multiple of their mean: 1 where
///   each comes by itself, more where they come in bursts, less where they come by the clock
record Pooled(double deviation, int freedom, double dispersion) {

    /// So many shorter stretches are wanted.
    private static final int WANTED = 20;

    /// Variances that differ by less may be the same: the 95% point of F(6, 20) and near it.
    private static final double SAME = 2.6;

    private static final double BY_THE_CLOCK = 0.3;

    /// @param parts in which neighbours follow each other
    /// @param deviation of the long stretches
    /// @param freedom by how many of these it is told, less one
    static Pooled of(
            Quantity quantity, List<double[]> parts, int length, double deviation, int freedom) {
        int all = parts.stream().mapToInt(part -> part.length).sum();
        int shorter = Math.min(length, Math.max(1, all / WANTED));
        if (!quantity.counted()) {
            return new Pooled(0, freedom, 1);
        }
        double[] values =
                parts.stream()
                        .flatMapToDouble(part ->
                                Arrays.stream(Usual.stretches(quantity, part, shorter, shorter)))
                        .filter(Double::isFinite)
                        .toArray();
        Spread fine = Spread.of(values);
        double variance = fine.deviation() * fine.deviation();
        double mean = Arrays.stream(values).average().orElse(0);
        double dispersion = mean == 0 ? 1 : Math.max(BY_THE_CLOCK, variance / mean);
        double expected = variance * length / shorter;
        boolean tells =
                freedom < WANTED
                        && shorter < length
                        && fine.n() - 1 > freedom
                        && deviation * deviation <= SAME * expected;
        return tells
                ? new Pooled(Math.sqrt(expected), fine.n() - 1, dispersion)
                : new Pooled(0, freedom, dispersion);
    }
}
