package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.util.List;

/// What was read of one measured quantity.
///
/// @param width the length of each bucket
/// @param buckets in the order of time; there is none where nobody looked
/// @param complete false when time ran out before all of the range was read
/// @param remarks what whoever reads the answer must know, in sentences of our own
public record Measured(
        Duration width, List<Bucket> buckets, boolean complete, List<String> remarks) {

    /// One number for each bucket that has it, at the beginning of the bucket.
    public Series series(Aggregate aggregate) {
        var times = new long[buckets.size()];
        var values = new double[buckets.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = buckets.get(i).start().toEpochMilli();
            values[i] = aggregate.of(buckets.get(i));
        }
        return Series.of(times, values);
    }
}
