package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The calls of an API being counted. Events come in the order of the source, which is that of time
/// but for small disorder: each waits until others have come that are a little later, and is then
/// counted in its turn.
final class UsageCount {

    /// How much later an event may come than its turn: services write a call when it has ended,
    /// with the time at which it began.
    private static final long DISORDER_MILLIS = 300_000;

    /// How many events wait at most.
    private static final int MOST_WAITING = 50_000;

    private static final long TOO_MANY_REQUESTS = 429;

    private record Waiting(long millis, long tokens, @Nullable String key) {}

    private final Api api;
    private final TimeRange range;
    private final long from;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::millis));
    private final KeyedMeters perMinute;
    private final List<KeyedMeters> limits = new ArrayList<>();
    private final SortedMap<String, Long> statuses = new TreeMap<>();
    private final QuantileSketch latency = new QuantileSketch();
    private long newest = Long.MIN_VALUE;
    private long turn = Long.MIN_VALUE;
    private long calls;
    private long tokens;
    private long rateLimited;
    private long late;

    UsageCount(Api api, TimeRange range, long[] samples) {
        this.api = api;
        this.range = range;
        this.from = range.from().toEpochMilli();
        var minute =
                new RateLimit(
                        "calls_per_minute",
                        false,
                        Long.MAX_VALUE,
                        Duration.ofMinutes(1),
                        LimitWindow.ROLLING,
                        ZoneOffset.UTC,
                        false);
        this.perMinute = new KeyedMeters(minute, from, samples);
        api.limits().forEach(limit -> limits.add(new KeyedMeters(limit, from, samples)));
    }

    void accept(Event event) {
        long millis = event.time().toEpochMilli();
        long used = tokens(event);
        if (range.contains(event.time())) {
            count(event, used);
        }
        newest = Math.max(newest, millis);
        waiting.add(new Waiting(millis, used, KeyedMeters.key(api.calls().by(), event)));
        while (!waiting.isEmpty()
                && (waiting.peek().millis() < newest - DISORDER_MILLIS
                        || waiting.size() > MOST_WAITING)) {
            meter(waiting.remove());
        }
    }

    private long tokens(Event event) {
        double sum = 0;
        for (String field : api.calls().tokens()) {
            Double number = EventNumber.of(event.fields().get(field));
            sum += number == null ? 0 : Math.max(0, number);
        }
        return Math.round(Math.min(sum, 1e15));
    }

    private void count(Event event, long used) {
        calls++;
        tokens += used;
        String statusField = api.calls().status();
        if (statusField != null) {
            Double status = EventNumber.of(event.fields().get(statusField));
            statuses.merge(statusClass(status), 1L, Long::sum);
            if (status != null && status == TOO_MANY_REQUESTS) {
                rateLimited++;
            }
        }
        String latencyField = api.calls().latency();
        Double took =
                latencyField == null ? null : EventNumber.of(event.fields().get(latencyField));
        if (took != null) {
            latency.add(took);
        }
    }

    private static String statusClass(@Nullable Double status) {
        return status == null || status < 100 || status >= 600
                ? "other"
                : (int) (status / 100) + "xx";
    }

    private void meter(Waiting event) {
        if (event.millis() < turn) {
            late++;
        }
        turn = Math.max(turn, event.millis());
        perMinute.add(turn, event.key(), 1);
        for (KeyedMeters meters : limits) {
            meters.add(turn, event.key(), meters.limit().tokens() ? event.tokens() : 1);
        }
    }

    ApiUsage result(ReadReport report) {
        while (!waiting.isEmpty()) {
            meter(waiting.remove());
        }
        var remarks = new ArrayList<>(report.remarks());
        if (late > 0) {
            remarks.add(
                    late
                            + " events were more than "
                            + DISORDER_MILLIS / 60_000
                            + " min out of order: what is used of limits is not exact");
        }
        for (KeyedMeters meters : limits) {
            String remark = meters.remark();
            if (remark != null) {
                remarks.add(remark);
            }
        }
        return new ApiUsage(
                api,
                range,
                calls,
                perMinute.result(),
                limits.stream().map(KeyedMeters::result).toList(),
                api.calls().status() == null ? null : rateLimited,
                statuses,
                latency,
                api.calls().tokens().isEmpty() ? null : tokens,
                report,
                List.copyOf(remarks));
    }
}
