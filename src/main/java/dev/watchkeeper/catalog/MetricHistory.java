package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The history of one metric: buckets, and the one number of each as a series in the metric's unit.
/// Only whole buckets are in it, so that an unfinished minute is no drop.
///
/// @param range what was asked about, widened at its beginning and cut at its end to whole buckets;
///   shorter at its beginning when time ran out
/// @param width the length of the newest buckets: what was asked for, or more where only that is
///   left
/// @param buckets in the order of time; there is none where nobody looked
/// @param series one number for each bucket that has it, at the beginning of the bucket; counts and
///   sums per minute
/// @param complete false when time ran out before the oldest part was read
/// @param remarks what whoever reads the numbers must know, in sentences of our own
public record MetricHistory(
        Metric metric,
        TimeRange range,
        Duration width,
        List<Bucket> buckets,
        Series series,
        boolean complete,
        List<String> remarks) {

    /// How long the parts are that are read one after the other, the newest first: where time runs
    /// out, the oldest is missing.
    private static final List<Duration> PARTS =
            List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(28));

    /// Reads it.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static MetricHistory read(
            Metric metric, TimeRange asked, Duration width, Deadline deadline) {
        Instant until = floor(asked.until(), width);
        Instant from = floor(asked.from(), width);
        var parts = new ArrayList<Measured>();
        Instant reached = until;
        boolean complete = true;
        while (from.isBefore(reached) && complete) {
            // a statement may read all of a table for each part
            Instant begin =
                    metric.reader() instanceof SqlMetricReader
                            ? from
                            : partBefore(reached, until, from, width);
            Measured read = metric.reader().read(new TimeRange(begin, reached), width, deadline);
            complete = read.complete();
            if (complete || parts.isEmpty()) {
                parts.addFirst(read);
                reached = begin;
            }
        }
        return of(metric, new TimeRange(reached, until), width, parts, complete);
    }

    /// Nothing, because nothing could be read.
    public static MetricHistory none(Metric metric, TimeRange range) {
        return of(metric, range, metric.step(), List.of(), false);
    }

    private static MetricHistory of(
            Metric metric,
            TimeRange range,
            Duration asked,
            List<Measured> parts,
            boolean complete) {
        var buckets = new ArrayList<Bucket>();
        var times = new ArrayList<long[]>();
        var values = new ArrayList<double[]>();
        Set<String> remarks = new LinkedHashSet<>();
        boolean nothing = parts.stream().allMatch(part -> part.buckets().isEmpty());
        Duration width = asked;
        for (Measured part : parts) {
            Instant before = buckets.isEmpty() ? Instant.MIN : buckets.getLast().start();
            // where a level is coarser than asked for, two parts may share the bucket between them
            part.buckets().stream().filter(b -> b.start().isAfter(before)).forEach(buckets::add);
            Series numbers = part.series(metric.aggregate());
            times.add(numbers.millis());
            values.add(numbers.values());
            if (nothing || !part.buckets().isEmpty()) {
                remarks.addAll(part.remarks());
                width = part.width();
            }
        }
        for (Measured part : parts) {
            if (!part.buckets().isEmpty() && part.width().compareTo(asked) > 0) {
                remarks.add(
                        "until "
                                + part.buckets().getLast().start().plus(part.width())
                                + " only buckets of "
                                + part.width().toMinutes()
                                + " min are left");
            }
        }
        return new MetricHistory(
                metric,
                range,
                width,
                List.copyOf(buckets),
                Series.of(
                        times.stream().flatMapToLong(Arrays::stream).toArray(),
                        values.stream().flatMapToDouble(Arrays::stream).toArray()),
                complete,
                List.copyOf(remarks));
    }

    private static Instant partBefore(
            Instant reached, Instant until, Instant from, Duration width) {
        for (Duration part : PARTS) {
            Instant begin = floor(until.minus(part), width);
            if (begin.isBefore(reached)) {
                return begin.isAfter(from) ? begin : from;
            }
        }
        return from;
    }

    private static Instant floor(Instant time, Duration width) {
        return Instant.ofEpochMilli(Grid.start(time, width));
    }
}
