package dev.watchkeeper.analysis.series;

/// The normal distribution.
final class Normal {

    private Normal() {}

    /// The probability of being at least as far from 0 as `z`, on either side: the complementary
    /// error function by Abramowitz and Stegun 7.1.26, whose error is below 1.5e-7.
    static double twoSided(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double series =
                t
                        * (0.254829592
                                + t
                                        * (-0.284496736
                                                + t
                                                        * (1.421413741
                                                                + t
                                                                        * (-1.453152027
                                                                                + t
                                                                                        * 1.061405429))));
        return Math.clamp(series * Math.exp(-x * x), 0, 1);
    }
}
