package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One reading of an event stream for several metrics at once. All of its events are seen, so none
/// of those that are counted is a zero wherever there was any other.
public final class EventPass {

    /// Pauses of fewer buckets than this between events say nothing of whether the writer lived.
    private static final int SHORT = 3;

    private final EventStream stream;
    private final List<EventMetricReader> metrics;
    private final Set<String> fields = new TreeSet<>();

    /// @param metrics all of this stream
    public EventPass(EventStream stream, List<EventMetricReader> metrics) {
        this.stream = stream;
        this.metrics = List.copyOf(metrics);
        metrics.forEach(metric -> fields.addAll(metric.measure().fields()));
        if (fields.isEmpty()) {
            // an empty set would mean every field
            fields.add("type");
        }
    }

    /// What is found of one metric, by the beginning of the bucket.
    private static final class Found {

        private final EventMetricReader metric;
        private final NavigableMap<Long, Tally> tallies = new TreeMap<>();
        private long lastStart;
        private @Nullable Tally last;

        Found(EventMetricReader metric) {
            this.metric = metric;
        }

        void add(Event event, long start) {
            double number = metric.measure().of(event);
            if (Double.isNaN(number)) {
                return;
            }
            Tally tally = last;
            if (tally == null || lastStart != start) {
                tally = tallies.computeIfAbsent(start, at -> new Tally(at, metric.quantiles()));
                last = tally;
                lastStart = start;
            }
            tally.add(number);
        }
    }

    /// What each of the metrics is within a range.
    ///
    /// @throws SourceUnavailable when the source does not answer
    public Map<EventMetricReader, Measured> read(
            TimeRange range, Duration width, Deadline deadline) {
        var seen = new TreeSet<Long>();
        long[] lastSeen = {Long.MIN_VALUE};
        List<Found> all = metrics.stream().map(Found::new).toList();
        Map<String, List<Found>> byType = byType(all);
        ReadReport report =
                stream.source()
                        .read(
                                new EventQuery(
                                        range,
                                        Order.OLDEST_FIRST,
                                        Set.of(),
                                        Map.of(),
                                        fields,
                                        null,
                                        deadline),
                                event -> {
                                    long start = Grid.start(event.time(), width);
                                    if (start != lastSeen[0]) {
                                        seen.add(start);
                                        lastSeen[0] = start;
                                    }
                                    for (Found found :
                                            byType.getOrDefault(event.type(), List.of())) {
                                        found.add(event, start);
                                    }
                                    return true;
                                });
        Set<Long> lived = lived(seen, width.toMillis());
        var read = new LinkedHashMap<EventMetricReader, Measured>();
        for (Found found : all) {
            SortedMap<Long, Bucket> buckets = buckets(found.metric, found.tallies, lived);
            read.put(found.metric, Measured.of(width, buckets, report));
        }
        return read;
    }

    private static Map<String, List<Found>> byType(List<Found> all) {
        var byType = new HashMap<String, List<Found>>();
        for (Found found : all) {
            for (String type : found.metric.measure().types()) {
                byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(found);
            }
        }
        return byType;
    }

    private static SortedMap<Long, Bucket> buckets(
            EventMetricReader metric, Map<Long, Tally> tallies, Set<Long> lived) {
        var buckets = new TreeMap<Long, Bucket>();
        tallies.forEach((start, tally) -> buckets.put(start, tally.bucket()));
        if (metric.measure().values().isEmpty()) {
            lived.forEach(
                    start -> buckets.putIfAbsent(start, Bucket.empty(Instant.ofEpochMilli(start))));
        }
        return buckets;
    }

    /// The buckets with an event of any type, and those of short pauses between them.
    private static Set<Long> lived(NavigableSet<Long> seen, long step) {
        var lived = new TreeSet<>(seen);
        Long before = null;
        for (long start : seen) {
            if (before != null && start - before <= SHORT * step) {
                for (long at = before + step; at < start; at += step) {
                    lived.add(at);
                }
            }
            before = start;
        }
        return lived;
    }
}
