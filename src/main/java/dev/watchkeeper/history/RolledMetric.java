package dev.watchkeeper.history;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Measured;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.history.Covered.Rolled;
import dev.watchkeeper.history.Covered.Unrolled;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.MetricHour;
import dev.watchkeeper.state.RollUps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A metric of an event stream that is read from roll-ups as far as there are any, and from its
/// source for the rest.
///
/// @param subject under which it is rolled up: what it measures, to the letter, so that a metric
///   whose meaning was changed in tools.yaml is rolled up anew
/// @param stream whose events it is made of
/// @param direct which reads it from the source
/// @param quantiles whether its buckets have sketches
public record RolledMetric(
        String subject, EventStream stream, MetricReader direct, boolean quantiles, RollUps rollUps)
        implements MetricReader {

    /// The same metric with roll-ups; a reader that does not read events is left as it is.
    public static MetricReader of(MetricReader reader, RollUps rollUps) {
        return switch (reader) {
            case EventMetricReader events ->
                    new RolledMetric(
                            "metric " + text(events.measure()) + " " + events.quantiles(),
                            events.measure().stream(),
                            reader,
                            events.quantiles(),
                            rollUps);
            case EventMetricReader.Share share ->
                    new RolledMetric(
                            "share " + text(share.part()) + " of " + text(share.whole()),
                            share.part().stream(),
                            reader,
                            false,
                            rollUps);
            default -> reader;
        };
    }

    private static String text(EventMeasure measure) {
        return List.of(
                        measure.stream().name(),
                        new TreeSet<>(measure.types()),
                        new TreeMap<>(measure.where()),
                        measure.values(),
                        String.valueOf(measure.between()))
                .toString();
    }

    @Override
    public Measured read(TimeRange range, Duration width, Deadline deadline) {
        Duration finest = quantiles ? MetricHour.SKETCHED : Covered.MINUTE;
        if (width.toMillis() % finest.toMillis() != 0) {
            return direct.read(range, width, deadline);
        }
        boolean minutes = width.toMillis() % Covered.HOUR.toMillis() != 0;
        Covered covered = Covered.of(rollUps, subject, range, minutes, finest);
        var buckets = new ArrayList<Bucket>();
        var remarks = new LinkedHashSet<String>();
        boolean complete = true;
        for (Covered.Part part : covered.parts()) {
            switch (part) {
                case Rolled rolled -> buckets.addAll(buckets(rolled, minutes));
                case Unrolled unrolled -> {
                    Measured read = direct.read(unrolled.range(), width, deadline);
                    buckets.addAll(read.buckets());
                    remarks.addAll(read.remarks());
                    complete &= read.complete();
                }
            }
        }
        return new Measured(
                width, Bucket.folded(buckets, width.toMillis()), complete, List.copyOf(remarks));
    }

    @Override
    public List<EventMetricReader> parts() {
        return direct.parts();
    }

    @Override
    public MetricReader together(Together others) {
        return new RolledMetric(subject, stream, direct.together(others), quantiles, rollUps);
    }

    private List<Bucket> buckets(Rolled rolled, boolean minutes) {
        if (rolled.whole() && !minutes) {
            return MetricHour.whole(rolled.hour());
        }
        List<Bucket> finest =
                quantiles ? MetricHour.sketched(rolled.hour()) : MetricHour.minutes(rolled.hour());
        return finest.stream().filter(b -> rolled.range().contains(b.start())).toList();
    }
}
