package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;

/// What was read of one measured quantity.
///
/// @param width the length of each bucket
/// @param buckets in the order of time; there is none where nobody looked
/// @param complete false when time ran out before all of the range was read
/// @param remarks what whoever reads the answer must know, in sentences of our own
public record Measured(
        Duration width, List<Bucket> buckets, boolean complete, List<String> remarks) {

    static Measured of(Duration width, SortedMap<Long, Bucket> buckets, ReadReport report) {
        var remarks = new ArrayList<>(report.remarks());
        if (!report.complete()) {
            remarks.add(
                    "time ran out"
                            + (report.reached() == null ? "" : " at " + report.reached())
                            + "; what came after was not read");
        }
        return new Measured(width, List.copyOf(buckets.values()), report.complete(), remarks);
    }

    /// Buckets made of two readings.
    static Measured of(
            Duration width, SortedMap<Long, Bucket> buckets, Measured one, Measured other) {
        var remarks = new LinkedHashSet<>(one.remarks);
        remarks.addAll(other.remarks);
        return new Measured(
                width,
                List.copyOf(buckets.values()),
                one.complete && other.complete,
                List.copyOf(remarks));
    }

    /// The part of it that lies within a range.
    public Measured within(TimeRange range) {
        return new Measured(
                width,
                buckets.stream().filter(bucket -> range.contains(bucket.start())).toList(),
                complete,
                remarks);
    }

    /// One number for each bucket that has it, at the beginning of the bucket; counts and sums per
    /// minute.
    public Series series(Aggregate aggregate) {
        var times = new long[buckets.size()];
        var values = new double[buckets.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = buckets.get(i).start().toEpochMilli();
            values[i] = aggregate.of(buckets.get(i), width);
        }
        return Series.of(times, values);
    }
}
