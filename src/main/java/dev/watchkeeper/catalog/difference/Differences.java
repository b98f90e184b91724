package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Two windows compared across everything that tools.yaml declares, and put in order.
///
/// @param frame the stretches that were compared
/// @param compared how much of each kind was compared
/// @param beginning when it began, or null where nothing differs beyond chance
/// @param rows what differs and what was changed, the likeliest to explain the rest first
/// @param remarks what was not read, in sentences of our own
public record Differences(
        Frame frame,
        Counts compared,
        @Nullable Beginning beginning,
        List<Row> rows,
        List<String> remarks) {

    /// What has this probability is not looked at any further.
    private static final double LIKELY_CHANCE = 1e-4;

    /// How many of each kind were compared.
    ///
    /// @param logs kinds of messages
    /// @param events types of events
    /// @param orders what usually comes after what, and what not
    public record Counts(int logs, int events, int groups, int orders, int metrics, int changes) {}

    /// Compares.
    ///
    /// @param known the templates that a log stream is already known to have, by its name
    /// @param onset when it began, as far as that is known from elsewhere, or null
    /// @param subject the metric that a check found to be wrong, or null
    public static Differences of(
            Catalog catalog,
            Function<String, List<Template>> known,
            Frame frame,
            @Nullable Instant onset,
            @Nullable Metric subject,
            Deadline deadline) {
        var readings = new ArrayList<Callable<Compared>>();
        for (LogStream stream : catalog.logs().values()) {
            readings.add(() ->
                    read(
                            stream.name(),
                            () ->
                                    LogDifference.of(
                                            stream, frame, known.apply(stream.name()), deadline)));
        }
        for (EventStream stream : catalog.events().values()) {
            readings.add(
                    () -> read(stream.name(), () -> EventDifference.of(stream, frame, deadline)));
        }
        readings.add(() -> MetricDifference.of(catalog.metrics().values(), frame, deadline));
        var around =
                new TimeRange(
                        frame.window().from().minus(LogDifference.NEAR), frame.window().until());
        readings.add(() -> Changes.of(catalog.changes().values(), around, deadline));
        List<Compared> parts = AtOnce.all(readings);
        int logs = catalog.logs().size();
        int streams = logs + catalog.events().size();
        Compared words = Compared.all(parts.subList(0, logs));
        Compared happened = Compared.all(parts.subList(logs, streams));
        Compared metrics = parts.get(streams);
        Compared changes = parts.getLast();
        Compared all =
                withLongAgo(
                        catalog,
                        Compared.all(List.of(words, happened, metrics, changes)),
                        frame,
                        subject,
                        deadline);
        Ranking.Ranked ranked = new Ranking(frame, all, onset).ranked();
        return new Differences(
                frame,
                new Counts(
                        words.quantities() - words.groups() - words.orders(),
                        happened.quantities() - happened.groups() - happened.orders(),
                        all.groups(),
                        all.orders(),
                        metrics.quantities(),
                        all.told().size()),
                ranked.beginning(),
                ranked.rows(),
                all.remarks());
    }

    /// The same, with the true beginnings of the metrics that differ since the window begins, and
    /// what was changed around the first of them.
    private static Compared withLongAgo(
            Catalog catalog,
            Compared all,
            Frame frame,
            @Nullable Metric subject,
            Deadline deadline) {
        var moved = new ArrayList<Moved>();
        Instant first = null;
        Moved found = subject == null ? null : found(subject, frame, deadline);
        if (found != null) {
            moved.add(found);
            first =
                    found.shift().onset().isBefore(frame.window().from())
                            ? found.shift().onset()
                            : null;
        }
        for (Moved one : all.moved()) {
            Metric metric = catalog.metrics().get(one.what());
            boolean whole =
                    one.kind() == Kind.METRIC
                            && metric != null
                            && one.shift().cells().from() == 0
                            && one.shift().until() == null
                            && one.shift().probability() < LIKELY_CHANCE
                            && metric.reader().parts().isEmpty();
            Moved begun =
                    whole && metric != null
                            ? LongAgo.begun(one, metric, frame.window().until(), deadline)
                            : one;
            if (found != null && one.kind() == Kind.METRIC && one.what().equals(found.what())) {
                continue;
            }
            moved.add(begun);
            Instant onset = begun.shift().onset();
            if (onset.isBefore(frame.window().from()) && (first == null || onset.isBefore(first))) {
                first = onset;
            }
        }
        var told = new ArrayList<>(all.told());
        var remarks = new ArrayList<>(all.remarks());
        if (first != null) {
            var range =
                    new TimeRange(first.minus(LogDifference.NEAR), first.plus(LogDifference.NEAR));
            LongAgo.told(catalog.logs().values(), range, deadline).stream()
                    .filter(one -> told.stream().noneMatch(one::same))
                    .forEach(told::add);
            Changes.of(catalog.changes().values(), range, deadline).told().stream()
                    .filter(one -> told.stream().noneMatch(one::same))
                    .forEach(told::add);
        }
        return new Compared(all.quantities(), all.groups(), all.orders(), moved, told, remarks);
    }

    /// A metric read from events alone is compared like the others.
    private static @Nullable Moved found(Metric subject, Frame frame, Deadline deadline) {
        try {
            return subject.reader().parts().isEmpty()
                    ? LongAgo.found(subject, frame.window(), deadline)
                    : null;
        } catch (SourceUnavailable e) {
            // told where the window itself was read
            return null;
        }
    }

    private static Compared read(String stream, Supplier<Compared> reading) {
        try {
            return reading.get();
        } catch (SourceUnavailable e) {
            return Compared.none(stream + ": " + e.text());
        }
    }
}
