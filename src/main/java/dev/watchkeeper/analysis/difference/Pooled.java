package dev.watchkeeper.analysis.difference;

import java.util.ArrayList;
import java.util.List;

/// How far counts of long stretches vary, told also by the shorter stretches within them: there are
/// few of the long ones, and a deviation from few is so unsure that only a huge difference would be
/// no chance. Counts of stretches that know nothing of each other add up, and so do their
/// variances. Where the long ones vary no more than the short ones let expect (the variances may
/// differ by the quotient that [#SAME] allows), the short ones tell it too, and with them the
/// freedom of Student's distribution grows (as in the moderated t of Smyth, Statistical Applications
/// in Genetics and Molecular Biology 2004); where they vary more, they follow each other, and only
/// the long ones count.
///
/// @param deviation of a long stretch by the short ones; 0 where these do not count
/// @param freedom by how many it is told, less one
record Pooled(double deviation, int freedom) {

    /// So many shorter stretches are wanted.
    private static final int WANTED = 20;

    /// Variances that differ by less may be the same: the 95% point of F(6, 20) and near it.
    private static final double SAME = 2.6;

    /// @param parts in which neighbours follow each other
    /// @param deviation of the long stretches
    /// @param freedom by how many of these it is told, less one
    static Pooled of(
            Quantity quantity, List<double[]> parts, int length, double deviation, int freedom) {
        int all = parts.stream().mapToInt(part -> part.length).sum();
        int shorter = Math.min(length, Math.max(1, all / WANTED));
        if (!quantity.counted() || freedom >= WANTED || shorter >= length) {
            return new Pooled(0, freedom);
        }
        var values = new ArrayList<Double>();
        for (double[] part : parts) {
            for (double value : Shifts.stretches(quantity, part, shorter, shorter)) {
                values.add(value);
            }
        }
        Spread fine = Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        double expected = fine.deviation() * fine.deviation() * length / shorter;
        return fine.n() - 1 <= freedom || deviation * deviation > SAME * expected
                ? new Pooled(0, freedom)
                : new Pooled(Math.sqrt(expected), fine.n() - 1);
    }
}
