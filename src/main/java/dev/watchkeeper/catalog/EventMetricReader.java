package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// A metric read from the events of a stream.
///
/// @param quantiles whether buckets keep a sketch of their values
public record EventMetricReader(EventMeasure measure, boolean quantiles) implements MetricReader {

    @Override
    public Measured read(TimeRange range, Duration width, Deadline deadline) {
        var buckets = new TreeMap<Long, Tally>();
        ReadReport report =
                measure.stream()
                        .source()
                        .read(
                                new EventQuery(
                                        range,
                                        Order.OLDEST_FIRST,
                                        measure.types(),
                                        measure.where(),
                                        measure.fields().isEmpty()
                                                ? Set.of("type")
                                                : measure.fields(),
                                        null,
                                        deadline),
                                event -> {
                                    double number = measure.of(event);
                                    if (!Double.isNaN(number)) {
                                        buckets.computeIfAbsent(
                                                        Grid.start(event.time(), width),
                                                        start -> new Tally(start, quantiles))
                                                .add(number);
                                    }
                                    return true;
                                });
        var found = new TreeMap<Long, Bucket>();
        buckets.forEach((start, tally) -> found.put(start, tally.bucket()));
        if (measure.values().isEmpty()) {
            Quiet.fill(found, measure.stream(), range, width, deadline);
        }
        return Measured.of(width, found, report);
    }

    @Override
    public List<EventMetricReader> parts() {
        return List.of(this);
    }

    @Override
    public MetricReader together(Together others) {
        return (range, width, deadline) -> others.read(this, range, width, deadline);
    }

    /// A metric that is a share: of the events that `whole` counts, those that `part` counts, in
    /// percent. A bucket's average is the share, its count the whole.
    public record Share(EventMeasure part, EventMeasure whole) implements MetricReader {

        @Override
        public Measured read(TimeRange range, Duration width, Deadline deadline) {
            return of(
                    width,
                    portion().read(range, width, deadline),
                    wholes().read(range, width, deadline));
        }

        @Override
        public List<EventMetricReader> parts() {
            return List.of(portion(), wholes());
        }

        @Override
        public MetricReader together(Together others) {
            return (range, width, deadline) ->
                    of(
                            width,
                            others.read(portion(), range, width, deadline),
                            others.read(wholes(), range, width, deadline));
        }

        /// Reads what is the share.
        public EventMetricReader portion() {
            return new EventMetricReader(part, false);
        }

        /// Reads of what it is one.
        public EventMetricReader wholes() {
            return new EventMetricReader(whole, false);
        }

        /// The shares of buckets of this width that were read.
        public static Measured of(Duration width, Measured parts, Measured wholes) {
            var counts = new TreeMap<Long, Long>();
            parts.buckets().forEach(b -> counts.put(b.start().toEpochMilli(), b.count()));
            var shares = new TreeMap<Long, Bucket>();
            for (Bucket bucket : wholes.buckets()) {
                long start = bucket.start().toEpochMilli();
                long count = counts.getOrDefault(start, 0L);
                long base = Math.max(bucket.count(), count);
                if (base > 0) {
                    double percent = 100.0 * count / base;
                    shares.put(
                            start,
                            new Bucket(
                                    bucket.start(),
                                    base,
                                    100.0 * count,
                                    percent,
                                    percent,
                                    percent,
                                    null));
                }
            }
            return Measured.of(width, shares, parts, wholes);
        }
    }
}
