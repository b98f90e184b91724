package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /// How many of each kind were compared.
    ///
    /// @param logs kinds of messages
    /// @param events types of events
    public record Counts(int logs, int events, int groups, int metrics, int changes) {}

    /// Compares.
    ///
    /// @param known the templates that a log stream is already known to have, by its name
    /// @param onset when it began, as far as that is known from elsewhere, or null
    public static Differences of(
            Catalog catalog,
            Function<String, List<Template>> known,
            Frame frame,
            @Nullable Instant onset,
            Deadline deadline) {
        int parts = catalog.logs().size() + catalog.events().size() + 2;
        var logs = new ArrayList<Compared>();
        for (LogStream stream : catalog.logs().values()) {
            Deadline share = share(deadline, parts--);
            logs.add(
                    read(
                            stream.name(),
                            () ->
                                    LogDifference.of(
                                            stream, frame, known.apply(stream.name()), share)));
        }
        var events = new ArrayList<Compared>();
        for (EventStream stream : catalog.events().values()) {
            Deadline share = share(deadline, parts--);
            events.add(read(stream.name(), () -> EventDifference.of(stream, frame, share)));
        }
        Compared metrics =
                MetricDifference.of(catalog.metrics().values(), frame, share(deadline, parts--));
        Compared changes =
                Changes.of(
                        catalog.changes().values(),
                        new TimeRange(
                                frame.window().from().minus(LogDifference.NEAR),
                                frame.window().until()),
                        deadline);
        Compared words = Compared.all(logs);
        Compared happened = Compared.all(events);
        Compared all = Compared.all(List.of(words, happened, metrics, changes));
        Ranking.Ranked ranked = new Ranking(frame, all, onset).ranked();
        return new Differences(
                frame,
                new Counts(
                        words.quantities() - words.groups(),
                        happened.quantities() - happened.groups(),
                        all.groups(),
                        metrics.quantities(),
                        all.told().size()),
                ranked.beginning(),
                ranked.rows(),
                all.remarks());
    }

    private static Deadline share(Deadline deadline, int parts) {
        return deadline.within(deadline.remaining().dividedBy(Math.max(1, parts)));
    }

    private static Compared read(String stream, Supplier<Compared> reading) {
        try {
            return reading.get();
        } catch (SourceUnavailable e) {
            return Compared.none(stream + ": " + e.text());
        }
    }
}
