package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The trend of cells: the median of the slopes of all pairs (Theil 1950; Sen, JASA 1968), and
/// whether there is one at all (Mann, Econometrica 1945; Kendall 1975). The variance of Kendall's S
/// is widened when what is left beside the line is autocorrelated (Hamed and Rao, J. Hydrology
/// 1998).
final class TheilSen {

    /// Fewer points show no trend whatever they are.
    static final int FEWEST = 5;

    /// All pairs of more would be too many; they are first made fewer.
    static final int MOST = 100;

    private static final double Z95 = 1.96;
    private static final double DAY_MILLIS = 86_400_000;

    private TheilSen() {}

    /// The trend of cells, or null when fewer than [#FEWEST] have a value.
    static @Nullable Trend of(Cells cells) {
        if (cells.size() > MOST) {
            return of(cells.blocks((cells.size() + MOST - 1) / MOST));
        }
        var at = new double[cells.size()];
        var values = new double[cells.size()];
        int n = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (!Double.isNaN(cells.values()[i])) {
                at[n] = i;
                values[n++] = cells.values()[i];
            }
        }
        if (n < FEWEST) {
            return null;
        }
        double perDay = DAY_MILLIS / cells.width();
        var slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        int rises = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                rises += Double.compare(values[j], values[i]);
                slopes[pairs++] = (values[j] - values[i]) / (at[j] - at[i]);
            }
        }
        Arrays.sort(slopes);
        double slope = (slopes[(pairs - 1) / 2] + slopes[pairs / 2]) / 2;
        double variance = (ofS(n) - ties(values, n)) * autocorrelation(at, values, n, slope);
        double sigma = Math.sqrt(Math.max(variance, 1e-9));
        double z = rises == 0 ? 0 : (rises - Math.signum(rises)) / sigma;
        double reach = Z95 * sigma;
        int low = (int) Math.clamp((pairs - reach) / 2, 0.0, pairs - 1.0);
        int high = (int) Math.clamp((pairs + reach) / 2, 0.0, pairs - 1.0);
        return new Trend(
                slope * perDay,
                slopes[low] * perDay,
                slopes[high] * perDay,
                Normal.twoSided(z),
                n,
                Duration.ofMillis(Math.round((at[n - 1] - at[0]) * cells.width())));
    }

    private static double ofS(double n) {
        return n * (n - 1) * (2 * n + 5) / 18;
    }

    /// What equal values take from the variance.
    private static double ties(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        double sum = 0;
        int same = 1;
        for (int i = 1; i <= n; i++) {
            if (i < n && sorted[i] == sorted[i - 1]) {
                same++;
            } else {
                sum += ofS(same);
                same = 1;
            }
        }
        return sum;
    }

    /// By how much autocorrelation of the ranks beside the line widens the variance; 1 for none.
    private static double autocorrelation(double[] at, double[] values, int n, double slope) {
        var beside = new double[n];
        for (int i = 0; i < n; i++) {
            beside[i] = values[i] - slope * at[i];
        }
        double[] sorted = beside.clone();
        Arrays.sort(sorted);
        double mean = (n - 1) / 2.0;
        var ranks = new double[n];
        double variance = 0;
        for (int i = 0; i < n; i++) {
            ranks[i] = rank(sorted, beside[i]) - mean;
            variance += ranks[i] * ranks[i];
        }
        if (variance == 0) {
            return 1;
        }
        double factor = 0;
        double certain = Z95 / Math.sqrt(n);
        for (int lag = 1; lag < n - 3 && lag <= n / 4; lag++) {
            double both = 0;
            for (int i = lag; i < n; i++) {
                both += ranks[i] * ranks[i - lag];
            }
            double rho = both / variance;
            if (rho > certain) {
                double left = n - lag;
                factor += left * (left - 1) * (left - 2) * rho;
            }
        }
        double all = n;
        return 1 + 2 * factor / (all * (all - 1) * (all - 2));
    }

    /// The place of a value among the sorted ones; that in the middle of equal ones.
    private static double rank(double[] sorted, double value) {
        int found = Arrays.binarySearch(sorted, value);
        int low = found;
        int high = found;
        while (low > 0 && sorted[low - 1] == value) {
            low--;
        }
        while (high < sorted.length - 1 && sorted[high + 1] == value) {
            high++;
        }
        return (low + high) / 2.0;
    }
}
