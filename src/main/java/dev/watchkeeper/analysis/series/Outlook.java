package dev.watchkeeper.analysis.series;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a limit is reached if the present rate goes on: a line through the recent past (Theil–Sen),
/// continued, with an interval for what is not known of the rate, for noise, and for a rate that
/// wanders: the first passage of a random walk with drift (Cox and Miller 1965), its variances
/// taken from differences over short and long distances (Lo and MacKinlay, Review of Financial
/// Studies 1988).
final class Outlook {

    /// How often the interval should hold the truth.
    static final double LEVEL = 0.9;

    /// For 0.9 of a normal distribution it would be 1.64; the variances are themselves estimates.
    private static final double Z = 2.4;

    /// Blocks that a window is cut into.
    private static final int BLOCKS = 96;

    private static final int FEWEST = 16;
    private static final double DAY_MILLIS = 86_400_000;
    private static final double LONGEST_DAYS = 3650;

    private Outlook() {}

    /// The forecast, or null when the series does not move towards the limit.
    ///
    /// @param cells as measured, without rhythm
    /// @param rhythm what the rhythm adds to them
    static @Nullable Forecast of(Cells cells, double limit, Instant from, Ordered rhythm) {
        Cells recent = steadyPart(cells);
        if (recent == null) {
            return null;
        }
        Trend trend = TheilSen.of(recent);
        if (trend == null || !trend.significant()) {
            return null;
        }
        double perBlock = trend.perDay() * recent.width() / DAY_MILLIS;
        Ordered end = Ordered.of(recent.values(), recent.size() - 3, recent.size());
        // from the middle of the block before the last to the last cell
        double since = 1.5 - 0.5 * cells.width() / recent.width();
        double way = limit - end.median() - perBlock * since;
        if (Double.isNaN(way) || way * perBlock <= 0) {
            return null;
        }
        Noise noise = Noise.of(recent.values(), perBlock);
        double rate = Math.abs(perBlock);
        double distance = Math.abs(way);
        double ahead = perBlock > 0 ? rhythm.max() : -rhythm.min();
        double behind = perBlock > 0 ? -rhythm.min() : rhythm.max();
        double early = passage(Math.max(0, distance - ahead), rate, noise, Z);
        double late = passage(distance + behind, rate, noise, -Z);
        double days = recent.width() / DAY_MILLIS;
        double likely = distance / rate;
        if (likely * days > LONGEST_DAYS) {
            return null;
        }
        return new Forecast(
                limit,
                from.plus(length(early * days)),
                from.plus(length(likely * days)),
                late * days > LONGEST_DAYS ? null : from.plus(length(late * days)),
                LEVEL,
                trend.perDay());
    }

    private static Duration length(double days) {
        return Duration.ofMillis((long) (days * DAY_MILLIS));
    }

    /// In how many blocks the way is gone when luck is `z` standard deviations on its side;
    /// infinity when never. Where the mean is ahead of the limit by z standard deviations.
    private static double passage(double way, double rate, Noise noise, double z) {
        double low = 0;
        double high = 2 * way / rate + 4;
        for (int i = 0; i < 60 && ahead(high, way, rate, noise, z) < 0; i++) {
            high *= 2;
        }
        if (ahead(high, way, rate, noise, z) < 0) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (ahead(middle, way, rate, noise, z) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double ahead(double blocks, double way, double rate, Noise noise, double z) {
        double variance =
                noise.ofRate() * blocks * blocks + noise.walk() * blocks + 2 * noise.single();
        return rate * blocks - way + z * Math.sqrt(variance);
    }

    /// The longest part up to now that one line describes, in blocks: windows are doubled for as
    /// long as the older half lies where the younger one leads.
    private static @Nullable Cells steadyPart(Cells cells) {
        Cells best = null;
        int many = Math.min(cells.size(), Math.max(2 * FEWEST, cells.size() / 64));
        while (true) {
            Cells window = cells.last(many);
            Cells blocks = window.blocks(Math.max(1, many / BLOCKS));
            if (Ordered.of(blocks.values()).n() >= FEWEST) {
                if (best != null && !straight(blocks)) {
                    return best;
                }
                best = blocks;
            }
            if (many == cells.size()) {
                return best;
            }
            many = Math.min(cells.size(), 2 * many);
        }
    }

    private static boolean straight(Cells blocks) {
        int half = blocks.size() / 2;
        Trend younger = TheilSen.of(blocks.last(blocks.size() - half));
        if (younger == null) {
            return false;
        }
        double perBlock = younger.perDay() * blocks.width() / DAY_MILLIS;
        Noise noise = Noise.of(blocks.last(blocks.size() - half).values(), perBlock);
        var level = new double[blocks.size()];
        for (int i = 0; i < level.length; i++) {
            level[i] = blocks.values()[i] - perBlock * (i - half);
        }
        double off =
                Ordered.of(level, 0, half).median()
                        - Ordered.of(level, half, level.length).median();
        double far = blocks.size() / 2.0;
        double variance = noise.ofRate() * far * far + noise.walk() * far + noise.single() / 4;
        return Math.abs(off) <= 3 * Math.sqrt(variance) + 1e-9 * Math.abs(perBlock) * far;
    }

    /// Variances around a line, per block.
    ///
    /// @param single of each value on its own
    /// @param walk of the line itself, which adds up
    /// @param ofRate of the rate
    private record Noise(double single, double walk, double ofRate) {

        static Noise of(double[] values, double perBlock) {
            int n = values.length;
            int far = Math.max(2, n / 8);
            double near = differences(values, perBlock, 1);
            double wide = Math.max(near, differences(values, perBlock, far));
            double walk = (wide - near) / (far - 1);
            double single = Math.max(rounding(values), (near - walk) / 2);
            double ofRate = 12 * single / Math.pow(n, 3) + 1.2 * walk / n;
            return new Noise(single, 1.5 * walk, ofRate);
        }

        /// What rounding adds, where most values are equal to their neighbours: the variance of a
        /// step.
        private static double rounding(double[] values) {
            var steps = new double[values.length];
            int some = 0;
            int none = 0;
            for (int i = 1; i < values.length; i++) {
                double step = Math.abs(values[i] - values[i - 1]);
                if (step > 0) {
                    steps[some++] = step;
                } else if (step == 0) {
                    none++;
                }
            }
            double step = Ordered.of(steps, 0, some).median();
            return some == 0 || 3 * none < some ? 0 : step * step / 8;
        }

        private static double differences(double[] values, double perBlock, int lag) {
            double sum = 0;
            int n = 0;
            for (int i = lag; i < values.length; i++) {
                double difference = values[i] - values[i - lag] - perBlock * lag;
                if (!Double.isNaN(difference)) {
                    sum += difference * difference;
                    n++;
                }
            }
            return n == 0 ? 0 : sum / n;
        }
    }
}
