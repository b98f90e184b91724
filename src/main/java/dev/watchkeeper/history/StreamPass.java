package dev.watchkeeper.history;

import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventPass;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.state.RollUps.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rolled metrics of one event stream, read together: what one of them needs of a [Block] of
/// time is read once for all, and remembered until something else is asked for.
final class StreamPass {

    private final EventPass pass;
    private final Marks marks;
    private @Nullable TimeRange stretch;
    private Map<EventMetricReader, Measured> read = Map.of();

    StreamPass(EventStream stream, Collection<RolledMetric> metrics) {
        var readers = new ArrayList<EventMetricReader>();
        metrics.forEach(metric -> readers.addAll(metric.parts()));
        pass = new EventPass(stream, readers.stream().distinct().toList());
        marks = new Marks(new Entries(stream.source()));
    }

    /// The minutes of a metric within a stretch.
    synchronized Measured read(RolledMetric metric, TimeRange wanted, Deadline deadline) {
        TimeRange known = stretch;
        if (known == null
                || wanted.from().isBefore(known.from())
                || wanted.until().isAfter(known.until())) {
            TimeRange block = Block.of(wanted);
            stretch = null;
            read = pass.read(block, Covered.MINUTE, deadline);
            if (read.values().stream().allMatch(Measured::complete)) {
                stretch = block;
            }
        }
        return switch (metric.direct()) {
            case EventMetricReader events -> of(events).within(wanted);
            case EventMetricReader.Share share ->
                    EventMetricReader.Share.of(
                            Covered.MINUTE,
                            of(share.portion()).within(wanted),
                            of(share.wholes()).within(wanted));
            default -> metric.direct().read(wanted, Covered.MINUTE, deadline);
        };
    }

    synchronized void forget() {
        stretch = null;
        read = Map.of();
        marks.forget();
    }

    /// The events by which the stream is known again.
    Marks marks() {
        return marks;
    }

    private Measured of(EventMetricReader reader) {
        return Objects.requireNonNull(read.get(reader), "every metric of the stream is read");
    }

    private record Entries(EventSource source) implements Marks.Entries {

        @Override
        public Optional<Mark> entry(String ref) {
            return source.event(ref).map(Entries::mark);
        }

        @Override
        public void read(TimeRange range, Deadline deadline, Predicate<Mark> visitor) {
            source.read(
                    new EventQuery(
                            range,
                            Order.OLDEST_FIRST,
                            Set.of(),
                            Map.of(),
                            Set.of("type"),
                            null,
                            deadline),
                    event -> visitor.test(mark(event)));
        }

        private static Mark mark(Event event) {
            return new Mark(event.ref(), event.time(), event.type() + " " + event.time());
        }
    }
}
