package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The history of one metric: buckets of one width, and the one number of each as a series in the
/// metric's unit. Only whole buckets are in it, so that an unfinished minute is no drop.
///
/// @param range what was asked about, widened at its beginning and cut at its end to whole buckets;
///   shorter at its beginning when time ran out
/// @param width the length of each bucket
/// @param buckets in the order of time; there is none where nobody looked
/// @param complete false when time ran out before the oldest part was read
/// @param remarks what whoever reads the numbers must know, in sentences of our own
public record MetricHistory(
        Metric metric,
        TimeRange range,
        Duration width,
        List<Bucket> buckets,
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
        if (!from.isBefore(until)) {
            return new MetricHistory(
                    metric, new TimeRange(until, until), width, List.of(), true, List.of());
        }
        var parts = new ArrayList<List<Bucket>>();
        Set<String> remarks = new LinkedHashSet<>();
        Instant reached = until;
        boolean complete = true;
        while (from.isBefore(reached) && complete) {
            Instant begin = partBefore(reached, until, from, width);
            Measured read = metric.reader().read(new TimeRange(begin, reached), width, deadline);
            remarks.addAll(read.remarks());
            complete = read.complete();
            if (complete || parts.isEmpty()) {
                parts.addFirst(read.buckets());
                reached = begin;
            }
        }
        return new MetricHistory(
                metric,
                new TimeRange(reached, until),
                width,
                parts.stream().flatMap(List::stream).toList(),
                complete,
                List.copyOf(remarks));
    }

    /// Nothing, because nothing could be read.
    public static MetricHistory none(Metric metric, TimeRange range) {
        return new MetricHistory(metric, range, metric.step(), List.of(), false, List.of());
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

    /// One number for each bucket that has it, at the beginning of the bucket; counts and sums per
    /// minute.
    public Series series() {
        return new Measured(width, buckets, complete, remarks).series(metric.aggregate());
    }
}
