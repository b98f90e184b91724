package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.SampleStore;
import java.time.Duration;
import java.util.List;

/// The history of a quantity that nobody keeps but Watchkeeper: its own samples. Buckets have no
/// sketches, so there are no quantiles of it.
///
/// @param name under which it is sampled
public record Sampled(SampleStore samples, String name) implements MetricReader {

    @Override
    public Measured read(TimeRange range, Duration width, Deadline deadline) {
        SampleStore.Kept kept = samples.read(name, range, width);
        List<String> remarks =
                kept.buckets().isEmpty()
                        ? List.of(
                                "no samples of "
                                        + name
                                        + " in this time: they are taken by watchkeeper collect or watchkeeper serve --http")
                        : kept.width().equals(width)
                                ? List.of()
                                : List.of(
                                        "of the beginning of this time only buckets of "
                                                + kept.width().toMinutes()
                                                + " minutes are kept");
        return new Measured(kept.width(), kept.buckets(), true, remarks);
    }
}
