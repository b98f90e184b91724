package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts the entries of a log. Where it has none of any level there is a gap.
///
/// @param atLeast the least grave level that is counted, or null for every entry
/// @param loggers those that are counted; empty for all
public record LogLevelReader(LogStream log, @Nullable Level atLeast, Set<String> loggers)
        implements MetricReader {

    /// The same of the stream as it is read now.
    public LogLevelReader of(LogStream other) {
        return new LogLevelReader(other, atLeast, loggers);
    }

    @Override
    public Measured read(TimeRange range, Duration width, Deadline deadline) {
        LevelCounts counts =
                log.source()
                        .count(
                                new LevelQuery(
                                        range, width, !loggers.isEmpty(), LogFilter.ALL, deadline));
        var buckets = new TreeMap<Long, Bucket>();
        for (LevelCount count : counts.counts()) {
            long entries = counted(count) ? count.entries() : 0;
            buckets.merge(
                    count.start().toEpochMilli(),
                    of(count.start(), entries),
                    (one, other) -> of(count.start(), one.count() + other.count()));
        }
        return Measured.of(width, buckets, counts.report());
    }

    private boolean counted(LevelCount count) {
        boolean grave =
                atLeast == null || (count.level() != null && count.level().atLeast(atLeast));
        return grave && (loggers.isEmpty() || loggers.contains(count.logger()));
    }

    private static Bucket of(Instant start, long entries) {
        return entries == 0
                ? Bucket.empty(start)
                : new Bucket(start, entries, entries, 1, 1, 1, null);
    }
}
