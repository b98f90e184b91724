package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.QuantileSketch;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The workers of a queue compared: how much each did in a range, when it was last seen, and who
/// fell silent or lags behind the others.
///
/// @param workers those seen in the range or within [#BEFORE] of it, the ones that need a look
///   first, then the busiest
/// @param events how many events of workers were in the range
/// @param others how many events belong to further workers that are not told apart
/// @param report how the reading went
public record WorkerSurvey(List<Worker> workers, long events, long others, ReadReport report) {

    /// How far before a range workers are looked for, so that one that fell silent before it is
    /// missed.
    public static final Duration BEFORE = Duration.ofDays(1);

    private static final int MOST_WORKERS = 500;
    private static final int MOST_CHARACTERS = 120;

    /// Silence is judged from this many events of the worker on.
    private static final int LEAST_EVENTS = 5;

    /// The chance that a worker that lives is given none of so many jobs in a row.
    private static final double BY_CHANCE = 1e-4;

    /// Events that come by chance pause for so many times their mean distance once in a thousand
    /// pauses (exponential distribution).
    private static final double RARE_PAUSE = 7;

    /// Values are compared from this many on.
    private static final int LEAST_VALUES = 10;

    /// How many times the others' median is lagging.
    private static final double LAGS = 1.5;

    /// What a worker is compared to the others.
    public enum State {
        /// Nothing of it for much longer than its habit, while others had so many events that by
        /// its share of them some would have been its own.
        SILENT,
        /// Its median value is at least one and a half times that of the others.
        LAGS,
        WORKS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One worker.
    ///
    /// @param name as it calls itself: text from the source
    /// @param count its events in the range
    /// @param last when it was last seen before the range's end
    /// @param since how many events of others came after that
    /// @param values how many values it has in the range
    /// @param median of these, or null where there are none
    public record Worker(
            String name,
            long count,
            Instant last,
            long since,
            long values,
            @Nullable Double median,
            State state) {}

    private static final class Seen {
        long count;
        long known;
        long since;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        final QuantileSketch values = new QuantileSketch();
    }

    /// Reads the events of the workers of a range and of the day before it, newest first.
    ///
    /// @throws dev.watchkeeper.model.SourceUnavailable when the source does not answer
    public static WorkerSurvey read(Queue.Workers workers, TimeRange range, Deadline deadline) {
        var seen = new HashMap<String, Seen>();
        long[] counted = {0, 0, 0};
        ReadReport report =
                workers.stream()
                        .source()
                        .read(
                                new EventQuery(
                                        new TimeRange(range.from().minus(BEFORE), range.until()),
                                        Order.NEWEST_FIRST,
                                        workers.types(),
                                        Map.of(),
                                        fields(workers),
                                        null,
                                        deadline),
                                event -> {
                                    count(workers, range, event, seen, counted);
                                    return true;
                                });
        var found = new ArrayList<Worker>();
        seen.forEach((name, one) -> found.add(worker(name, one, seen, counted[2], range)));
        found.sort(
                Comparator.comparing(Worker::state)
                        .thenComparing(Comparator.comparingLong(Worker::count).reversed())
                        .thenComparing(Worker::name));
        return new WorkerSurvey(List.copyOf(found), counted[0], counted[1], report);
    }

    private static Set<String> fields(Queue.Workers workers) {
        var fields = new LinkedHashSet<String>();
        fields.add(workers.by());
        if (workers.value() != null) {
            fields.add(workers.value());
        }
        return fields;
    }

    private static void count(
            Queue.Workers workers,
            TimeRange range,
            Event event,
            Map<String, Seen> seen,
            long[] counted) {
        Object by = event.fields().get(workers.by());
        if (by == null) {
            return;
        }
        String full = by.toString();
        String name = full.length() <= MOST_CHARACTERS ? full : full.substring(0, MOST_CHARACTERS);
        boolean within = range.contains(event.time());
        counted[0] += within ? 1 : 0;
        Seen one = seen.get(name);
        if (one == null) {
            if (seen.size() >= MOST_WORKERS) {
                counted[1]++;
                return;
            }
            one = new Seen();
            one.since = counted[2];
            seen.put(name, one);
        }
        counted[2]++;
        one.known++;
        one.first = event.time().isBefore(one.first) ? event.time() : one.first;
        one.last = event.time().isAfter(one.last) ? event.time() : one.last;
        if (within) {
            one.count++;
            Double value =
                    workers.value() == null
                            ? null
                            : EventNumber.of(event.fields().get(workers.value()));
            if (value != null) {
                one.values.add(value);
            }
        }
    }

    private static Worker worker(
            String name, Seen one, Map<String, Seen> seen, long all, TimeRange range) {
        boolean any = one.values.count() > 0;
        State state =
                silent(one, seen, all, range)
                        ? State.SILENT
                        : lags(name, one, seen) ? State.LAGS : State.WORKS;
        return new Worker(
                name,
                one.count,
                one.last,
                one.since,
                one.values.count(),
                any ? one.values.quantile(0.5) : null,
                state);
    }

    /// Whether it paused for much longer than it usually does, with others at work since: so much
    /// that one that lives would have had its share. A worker that another one began after is
    /// replaced, not silent.
    ///
    /// @param all how many events are known of all workers
    private static boolean silent(Seen one, Map<String, Seen> seen, long all, TimeRange range) {
        if (one.known < LEAST_EVENTS || all == one.since) {
            return false;
        }
        long habit = Duration.between(one.first, one.last).toMillis() / (one.known - 1);
        Instant expected = one.last.plusMillis((long) (habit * RARE_PAUSE));
        double share = (double) one.known / (all - one.since);
        boolean others = one.since * Math.log1p(-Math.min(share, 0.999)) < Math.log(BY_CHANCE);
        return expected.isBefore(range.until())
                && others
                && seen.values().stream()
                        .anyMatch(other -> other != one && other.last.isAfter(expected))
                && seen.values().stream().noneMatch(other -> other.first.isAfter(one.last));
    }

    private static boolean lags(String name, Seen one, Map<String, Seen> seen) {
        if (one.values.count() < LEAST_VALUES) {
            return false;
        }
        double[] others =
                seen.entrySet().stream()
                        .filter(other -> !other.getKey().equals(name))
                        .filter(other -> other.getValue().values.count() >= LEAST_VALUES)
                        .mapToDouble(other -> other.getValue().values.quantile(0.5))
                        .toArray();
        Arrays.sort(others);
        return others.length > 0 && one.values.quantile(0.5) > LAGS * others[others.length / 2];
    }
}
