package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Metrics that are looked at in one moment: what several of them need of the same short stretch of
/// a stream, such as the minutes that are not rolled up yet, is read once. For as long as a round
/// or an answer takes, since nothing that is read is looked at again.
public final class Together {

    /// Of a longer stretch a metric of few events is read sooner by itself.
    private static final Duration LONGEST = Duration.ofHours(3);

    private final Map<String, List<EventMetricReader>> readers = new HashMap<>();
    private final Map<Stretch, Map<EventMetricReader, Measured>> read = new HashMap<>();

    private Together(Collection<Metric> metrics) {
        for (Metric metric : metrics) {
            for (EventMetricReader reader : metric.reader().parts()) {
                List<EventMetricReader> ofOne =
                        readers.computeIfAbsent(
                                reader.measure().stream().name(), _ -> new ArrayList<>());
                if (!ofOne.contains(reader)) {
                    ofOne.add(reader);
                }
            }
        }
    }

    private record Stretch(String stream, TimeRange range, Duration width) {}

    /// The same metrics, to be read now and then let go.
    public static List<Metric> of(Collection<Metric> metrics) {
        var together = new Together(metrics);
        return metrics.stream()
                .map(metric -> metric.readBy(metric.reader().together(together)))
                .toList();
    }

    synchronized Measured read(
            EventMetricReader reader, TimeRange range, Duration width, Deadline deadline) {
        EventStream stream = reader.measure().stream();
        List<EventMetricReader> all = readers.getOrDefault(stream.name(), List.of());
        if (range.length().compareTo(LONGEST) > 0 || all.size() < 2 || !all.contains(reader)) {
            return reader.read(range, width, deadline);
        }
        var stretch = new Stretch(stream.name(), range, width);
        Map<EventMetricReader, Measured> found = read.get(stretch);
        if (found == null) {
            found = new EventPass(stream, all).read(range, width, deadline);
            if (found.values().stream().allMatch(Measured::complete)) {
                read.put(stretch, found);
            }
        }
        return found.getOrDefault(reader, new Measured(width, List.of(), false, List.of()));
    }
}
