package dev.watchkeeper.analysis.series;

/// At which distance a series resembles itself most.
final class Echo {

    /// More cells are looked at as blocks.
    private static final int MOST = 1_000;

    /// A weaker resemblance is chance.
    private static final double WEAKEST = 0.4;

    /// The shortest distance, in blocks: nearer ones always resemble each other.
    private static final int NEAREST = 6;

    private Echo() {}

    /// The period in cells: the first high peak of the autocorrelation after it has once been
    /// negative; 0 when there is none.
    static int period(Cells cells) {
        int many = (cells.size() + MOST - 1) / MOST;
        double[] values = many > 1 ? cells.blocks(many).values() : cells.values();
        int n = values.length;
        Ordered ordered = Ordered.of(values);
        double low = ordered.at(0.02);
        double high = ordered.at(0.98);
        double middle = ordered.median();
        var level = new double[n];
        double variance = 0;
        int there = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(values[i])) {
                level[i] = Math.clamp(values[i], low, high) - middle;
                variance += level[i] * level[i];
                there++;
            }
        }
        if (variance == 0 || 2 * there < n) {
            return 0;
        }
        int best = 0;
        double most = WEAKEST;
        boolean wasNegative = false;
        for (int lag = NEAREST; 3 * lag <= n; lag++) {
            double both = 0;
            for (int i = lag; i < n; i++) {
                both += level[i] * level[i - lag];
            }
            double rho = both / variance * n / (n - lag);
            wasNegative |= rho < 0;
            if (wasNegative && rho > most * 1.02) {
                most = rho;
                best = lag;
            }
        }
        return best * many;
    }
}
