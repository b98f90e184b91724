package dev.watchkeeper.history;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.state.MetricHour;
import dev.watchkeeper.state.RollUps.Hour;
import dev.watchkeeper.state.RollUps.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rolls up a metric that is made of events: its buckets of a minute, and sketches of its values
/// where it has quantiles.
///
/// @param pass shared by all metrics of the stream
record MetricRolling(RolledMetric metric, StreamPass pass) implements Rolling.Rolled {

    @Override
    public String subject() {
        return metric.subject();
    }

    @Override
    public String name() {
        return "roll-up of events " + metric.stream().name();
    }

    @Override
    public Optional<Hour> roll(
            Instant hour, TimeRange stretch, @Nullable Hour before, Deadline deadline) {
        Measured measured = pass.read(metric, stretch, deadline);
        if (!measured.complete()) {
            return Optional.empty();
        }
        var minutes = new ArrayList<Bucket>(before == null ? List.of() : MetricHour.again(before));
        minutes.addAll(measured.buckets());
        return Optional.of(MetricHour.of(hour, stretch.until(), minutes));
    }

    @Override
    public Hour cut(Hour hour, Instant until) {
        return MetricHour.of(
                hour.start(),
                until,
                MetricHour.again(hour).stream()
                        .filter(bucket -> bucket.start().isBefore(until))
                        .toList());
    }

    @Override
    public void forget() {
        pass.forget();
    }

    @Override
    public Optional<Mark> first(TimeRange range, Deadline deadline) {
        var found = new ArrayList<Mark>();
        source().read(
                        query(range, deadline),
                        event -> {
                            found.add(mark(event));
                            return false;
                        });
        return found.stream().findFirst();
    }

    @Override
    public boolean holds(Mark mark, Deadline deadline) {
        if (source().event(mark.ref())
                .filter(e -> mark(e).hash().equals(mark.hash()))
                .isPresent()) {
            return true;
        }
        // a file of lines that was rotated and packed has its events elsewhere
        boolean[] found = {false};
        source().read(
                        query(new TimeRange(mark.time(), mark.time().plusMillis(1)), deadline),
                        event -> {
                            found[0] = mark(event).hash().equals(mark.hash());
                            return !found[0];
                        });
        return found[0];
    }

    private EventSource source() {
        return metric.stream().source();
    }

    private static EventQuery query(TimeRange range, Deadline deadline) {
        return new EventQuery(
                range, Order.OLDEST_FIRST, Set.of(), Map.of(), Set.of("type"), null, deadline);
    }

    private static Mark mark(Event event) {
        return new Mark(event.ref(), event.time(), event.type() + " " + event.time());
    }
}
