package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A metric whose values a function of time tells, every five minutes, with noise that is the same
/// in every run.
final class ListedMetric {

    static final Duration STEP = Duration.ofMinutes(5);

    final String name;
    private final ToDoubleFunction<Instant> value;
    private final Instant begins;
    private double noise;
    private @Nullable String unit;
    private Direction direction = Direction.HIGH;
    private Aggregate aggregate = Aggregate.AVG;
    private @Nullable Condition normal;
    private @Nullable Condition concerning;
    private @Nullable Double limit;

    /// Set to make its source unavailable.
    @Nullable String failure;

    /// @param begins when it was first measured
    ListedMetric(String name, Instant begins, ToDoubleFunction<Instant> value) {
        this.name = name;
        this.begins = begins;
        this.value = value;
    }

    ListedMetric noise(double deviation) {
        noise = deviation;
        return this;
    }

    ListedMetric in(String called) {
        unit = called;
        return this;
    }

    ListedMetric bad(Direction way) {
        direction = way;
        return this;
    }

    ListedMetric counted() {
        aggregate = Aggregate.COUNT;
        return this;
    }

    ListedMetric normal(String text) {
        normal = Condition.parse(text);
        return this;
    }

    ListedMetric concerning(String text) {
        concerning = Condition.parse(text);
        return this;
    }

    ListedMetric limit(double most) {
        limit = most;
        return this;
    }

    Metric metric() {
        return new Metric(
                name,
                unit,
                direction,
                aggregate,
                Duration.ofMinutes(1),
                normal,
                concerning,
                limit,
                null,
                List.of(),
                Origin.of("metrics"),
                (range, width, deadline) -> {
                    if (failure != null) {
                        throw new SourceUnavailable("metrics", failure);
                    }
                    return new Measured(
                            width, buckets(range.from(), range.until(), width), true, List.of());
                });
    }

    private List<Bucket> buckets(Instant from, Instant until, Duration width) {
        var buckets = new ArrayList<Bucket>();
        for (Instant at = from; at.isBefore(until); at = at.plus(width)) {
            double number = value.applyAsDouble(at);
            if (!at.isBefore(begins) && !Double.isNaN(number)) {
                double noisy = Math.max(0, number + noise * gaussian(at));
                long count = aggregate == Aggregate.COUNT ? Math.round(noisy) : 1;
                buckets.add(new Bucket(at, count, noisy, noisy, noisy, noisy, null));
            }
        }
        return buckets;
    }

    private double gaussian(Instant at) {
        long seed = at.toEpochMilli() / STEP.toMillis() * 31 + name.hashCode();
        return new SplittableRandom(seed).nextGaussian();
    }
}
