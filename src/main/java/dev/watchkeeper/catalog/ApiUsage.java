package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.BucketWidth;
import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What was called of an API within a range, against each of its limits: one pass over the calls in
/// bounded memory.
///
/// @param range what was asked about
/// @param calls how many there were in the range
/// @param perMinute the calls in any minute: as of the end, and the peak
/// @param limits in the order of the API's limits
/// @param rateLimited answers with status 429, or null where no status is declared
/// @param statuses calls by class of status: `2xx`, `4xx`, `other`; empty where none is declared
/// @param latency of the calls that say it, in the declared unit
/// @param tokens used in the range, or null where none are declared
/// @param report how the reading went; where it ended early, what is used now is not known
/// @param remarks sentences of our own
public record ApiUsage(
        Api api,
        TimeRange range,
        long calls,
        LimitUse perMinute,
        List<LimitUse> limits,
        @Nullable Long rateLimited,
        SortedMap<String, Long> statuses,
        QuantileSketch latency,
        @Nullable Long tokens,
        ReadReport report,
        List<String> remarks) {

    /// How many samples of what is used are kept for a range.
    static final int SAMPLES = 120;

    /// How one limit was used.
    ///
    /// @param key the value of the API's `by` field that came nearest to the limit, where each has
    ///   the limit for itself; text from the source. Null where all share it
    /// @param keys how many different values there were; 1 where all share the limit
    /// @param keysNear how many of them came to 90% of the limit or more
    /// @param used as of the end of the range
    /// @param peak the most at any time of the range
    /// @param peakAt when that was first reached; null when nothing was used
    /// @param firstHit when the limit was first reached in the range, or null
    /// @param lastHit when it was last seen reached
    /// @param hitMinutes in how many minutes of the clock it was seen reached
    /// @param resolution how exact the ends of the window are; see
    ///   [dev.watchkeeper.analysis.rate.UsageWindow#resolution()]
    /// @param samples what was used, at equal distances over the range
    /// @param renewed for a fixed window, when it is counted anew after the range's end; else null
    public record LimitUse(
            RateLimit limit,
            @Nullable String key,
            int keys,
            int keysNear,
            long used,
            long peak,
            @Nullable Instant peakAt,
            @Nullable Instant firstHit,
            @Nullable Instant lastHit,
            long hitMinutes,
            Duration resolution,
            Series samples,
            @Nullable Instant renewed) {

        /// The share of the limit that is used, in percent.
        public double percent() {
            return 100.0 * used / limit.most();
        }

        /// The share of the limit that the peak took, in percent.
        public double peakPercent() {
            return 100.0 * peak / limit.most();
        }

        /// What is left; zero where more was used than is allowed.
        public long headroom() {
            return Math.max(0, limit.most() - used);
        }
    }

    /// Reads the calls of a range, and as much before it as the longest window holds.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static ApiUsage read(Api api, TimeRange range, Deadline deadline) {
        var count = new UsageCount(api, range, sampleTimes(range));
        Api.Calls calls = api.calls();
        ReadReport report =
                calls.stream()
                        .source()
                        .read(
                                new EventQuery(
                                        new TimeRange(begin(api, range.from()), range.until()),
                                        Order.OLDEST_FIRST,
                                        calls.types(),
                                        calls.where(),
                                        fields(calls),
                                        null,
                                        deadline),
                                event -> {
                                    count.accept(event);
                                    return true;
                                });
        return count.result(report);
    }

    /// Where reading must begin so that each window is full at `from`.
    private static Instant begin(Api api, Instant from) {
        Instant begin = from.minus(Duration.ofMinutes(1));
        for (RateLimit limit : api.limits()) {
            // an hour more, because the day on which clocks go back is longer
            Instant full =
                    from.minus(limit.window())
                            .minus(
                                    limit.kind() == LimitWindow.FIXED
                                                    && limit.window().toDays() >= 1
                                            ? Duration.ofHours(1)
                                            : Duration.ZERO);
            begin = full.isBefore(begin) ? full : begin;
        }
        return begin;
    }

    private static Set<String> fields(Api.Calls calls) {
        var fields = new LinkedHashSet<>(calls.tokens());
        for (String field : new String[] {calls.status(), calls.latency(), calls.by()}) {
            if (field != null) {
                fields.add(field);
            }
        }
        // an empty set would mean every field
        return fields.isEmpty() ? Set.of("type") : fields;
    }

    /// The ends of equal parts of the range; the last of them is its end.
    private static long[] sampleTimes(TimeRange range) {
        Duration step = BucketWidth.of(range.length(), SAMPLES, Duration.ofSeconds(1));
        long until = range.until().toEpochMilli();
        int many = (int) Math.max(1, BucketWidth.buckets(range.length(), step));
        var times = new long[many];
        for (int i = 0; i < many; i++) {
            times[i] = until - (many - 1L - i) * step.toMillis();
        }
        return times;
    }
}
