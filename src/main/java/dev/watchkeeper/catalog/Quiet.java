package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Tells quiet from unobserved: where none of the counted events came, a count is zero if other
/// events of the stream show that its writer lived, and else there is a gap.
final class Quiet {

    /// Shorter pauses between counted events say nothing: their neighbours show that it lived.
    private static final int SHORT = 3;

    /// Each further pause costs one look into the source.
    private static final int MOST_LOOKS = 40;

    private Quiet() {}

    private record Pause(long from, long until, boolean inside) {
        long length() {
            return until - from;
        }
    }

    static void fill(
            SortedMap<Long, Bucket> buckets,
            EventStream stream,
            TimeRange range,
            Duration width,
            Deadline deadline) {
        long step = width.toMillis();
        long first = Grid.start(range.from(), width);
        long end = range.until().toEpochMilli();
        int looks = 0;
        List<Pause> pauses = pauses(buckets, first, end, step);
        pauses.sort(Comparator.comparingLong(Pause::length).reversed());
        for (Pause pause : pauses) {
            boolean shortOne = pause.inside() && pause.length() < SHORT * step;
            if (shortOne || looks++ >= MOST_LOOKS) {
                zeros(buckets, pause.from(), pause.until(), step);
            } else {
                alive(buckets, stream, pause, step, deadline);
            }
        }
    }

    private static List<Pause> pauses(
            SortedMap<Long, Bucket> buckets, long first, long end, long step) {
        var pauses = new ArrayList<Pause>();
        long at = first;
        for (long start : buckets.keySet()) {
            if (start > at) {
                pauses.add(new Pause(at, start, at > first));
            }
            at = start + step;
        }
        if (at < end) {
            pauses.add(new Pause(at, end, false));
        }
        return pauses;
    }

    /// Zeros from the first to the last event of any type within a pause.
    private static void alive(
            SortedMap<Long, Bucket> buckets,
            EventStream stream,
            Pause pause,
            long step,
            Deadline deadline) {
        Instant oldest = one(stream, pause, Order.OLDEST_FIRST, deadline);
        Instant newest = oldest == null ? null : one(stream, pause, Order.NEWEST_FIRST, deadline);
        if (oldest != null && newest != null) {
            zeros(
                    buckets,
                    Math.max(pause.from(), Math.floorDiv(oldest.toEpochMilli(), step) * step),
                    Math.min(
                            pause.until(),
                            Math.floorDiv(newest.toEpochMilli(), step) * step + step),
                    step);
        }
    }

    private static @Nullable Instant one(
            EventStream stream, Pause pause, Order order, Deadline deadline) {
        var found = new ArrayList<Instant>(1);
        stream.source()
                .read(
                        new EventQuery(
                                new TimeRange(
                                        Instant.ofEpochMilli(pause.from()),
                                        Instant.ofEpochMilli(pause.until())),
                                order,
                                Set.of(),
                                Map.of(),
                                Set.of("type"),
                                null,
                                deadline),
                        event -> {
                            found.add(event.time());
                            return false;
                        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private static void zeros(SortedMap<Long, Bucket> buckets, long from, long until, long step) {
        for (long start = from; start < until; start += step) {
            buckets.putIfAbsent(start, Bucket.empty(Instant.ofEpochMilli(start)));
        }
    }
}
