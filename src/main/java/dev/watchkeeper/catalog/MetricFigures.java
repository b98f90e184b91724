package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.model.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A history in a few numbers. Those that are not known are NaN.
///
/// @param n how many buckets have a value
/// @param last the value of the last bucket that has one
/// @param min the least value: of all values where they are known, else of the buckets
/// @param median of all values where buckets keep their quantiles, else of the buckets' numbers
/// @param p95 as `median`
/// @param max the greatest value, as `min`
/// @param mean of all values; for a share, the share of the whole history
/// @param total how many, or how much, in all, for counts and sums; else NaN
public record MetricFigures(
        int n,
        double last,
        double min,
        double median,
        double p95,
        double max,
        double mean,
        double total) {

    /// The numbers of a history.
    public static MetricFigures of(MetricHistory history) {
        Series series = history.series();
        if (series.isEmpty()) {
            double none = Double.NaN;
            return new MetricFigures(0, none, none, none, none, none, none, none);
        }
        double last = series.value(series.size() - 1);
        double[] sorted = series.values();
        Arrays.sort(sorted);
        List<Bucket> buckets = history.buckets().stream().filter(b -> b.count() > 0).toList();
        double sum = buckets.stream().mapToDouble(Bucket::sum).sum();
        double mean = sum / buckets.stream().mapToLong(Bucket::count).sum();
        if (history.metric().aggregate().additive()) {
            return new MetricFigures(
                    series.size(),
                    last,
                    sorted[0],
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.95),
                    sorted[sorted.length - 1],
                    Arrays.stream(sorted).average().orElse(Double.NaN),
                    sum(history, buckets, sum));
        }
        QuantileSketch all = merged(buckets);
        return new MetricFigures(
                series.size(),
                last,
                buckets.stream().mapToDouble(Bucket::min).min().orElse(sorted[0]),
                all == null ? quantile(sorted, 0.5) : all.quantile(0.5),
                all == null ? quantile(sorted, 0.95) : all.quantile(0.95),
                buckets.stream().mapToDouble(Bucket::max).max().orElse(sorted[sorted.length - 1]),
                mean,
                Double.NaN);
    }

    private static double sum(MetricHistory history, List<Bucket> buckets, double sum) {
        return switch (history.metric().aggregate()) {
            case COUNT -> buckets.stream().mapToLong(Bucket::count).sum();
            default -> sum;
        };
    }

    private static @Nullable QuantileSketch merged(List<Bucket> buckets) {
        if (buckets.isEmpty() || buckets.stream().anyMatch(b -> b.sketch() == null)) {
            return null;
        }
        var all = new QuantileSketch();
        buckets.forEach(b -> all.add(Objects.requireNonNull(b.sketch())));
        return all;
    }

    /// By nearest rank, as [QuantileSketch#quantile(double)].
    private static double quantile(double[] sorted, double q) {
        return sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
    }
}
