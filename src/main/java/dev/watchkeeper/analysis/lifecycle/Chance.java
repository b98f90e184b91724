package dev.watchkeeper.analysis.lifecycle;

/// How likely chance explains a count.
final class Chance {

    private Chance() {}

    /// The probability of `count` or more successes among `n` trials that each succeed with
    /// `probability` (the upper tail of the binomial distribution, summed from the term at `count`,
    /// which lies beyond the mean wherever it is asked for).
    static double atLeast(int count, int n, double probability) {
        if (count <= n * probability) {
            return 1;
        }
        double term =
                Math.exp(
                        chooseLog(n, count)
                                + count * Math.log(probability)
                                + (n - count) * Math.log1p(-probability));
        double sum = 0;
        for (int k = count; k <= n && term > sum * 1e-12; k++) {
            sum += term;
            term *= (double) (n - k) / (k + 1) * probability / (1 - probability);
        }
        return Math.min(1, sum);
    }

    private static double chooseLog(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            sum += Math.log((double) (n - i + 1) / i);
        }
        return sum;
    }
}
