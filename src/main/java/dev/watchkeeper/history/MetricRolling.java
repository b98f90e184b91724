package dev.watchkeeper.history;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.MetricHour;
import dev.watchkeeper.state.RollUps.Hour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    public Marks marks() {
        return pass.marks();
    }
}
