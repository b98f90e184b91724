package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.IdFields;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of each stream that are ids: those that tools.yaml names, and where it names none
/// those that look like it.
final class StreamIds {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ENTRIES = 1_000;

    private StreamIds() {}

    /// By the name of the stream.
    ///
    /// @param range whose newest entries are looked at
    static Map<String, List<String>> of(Catalog catalog, TimeRange range, Deadline deadline) {
        var ids = new LinkedHashMap<String, List<String>>();
        for (LogStream stream : catalog.logs().values()) {
            ids.put(
                    stream.name(),
                    stream.ids().isEmpty() ? learned(stream, range, deadline) : stream.ids());
        }
        for (EventStream stream : catalog.events().values()) {
            ids.put(
                    stream.name(),
                    stream.ids().isEmpty() ? learned(stream, range, deadline) : stream.ids());
        }
        return ids;
    }

    /// What was learned and not declared, a sentence for each stream.
    static List<String> learned(Catalog catalog, Map<String, List<String>> ids) {
        return ids.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty() && !declares(catalog, each.getKey()))
                .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
                .toList();
    }

    private static boolean declares(Catalog catalog, String name) {
        LogStream log = catalog.logs().get(name);
        EventStream events = catalog.events().get(name);
        return (log != null && !log.ids().isEmpty()) || (events != null && !events.ids().isEmpty());
    }

    private static List<String> learned(LogStream stream, TimeRange range, Deadline deadline) {
        var fields = new IdFields();
        int[] entries = {0};
        try {
            stream.source()
                    .read(
                            new LogQuery(
                                    range,
                                    Order.NEWEST_FIRST,
                                    LogFilter.ALL,
                                    deadline.within(PATIENCE)),
                            entry -> {
                                entry.fields().forEach(fields::add);
                                return ++entries[0] < ENTRIES;
                            });
        } catch (SourceUnavailable e) {
            // Said when the stream itself is read.
            return List.of();
        }
        return fields.ids();
    }

    private static List<String> learned(EventStream stream, TimeRange range, Deadline deadline) {
        var fields = new IdFields();
        int[] events = {0};
        try {
            stream.source()
                    .read(
                            new EventQuery(
                                    range,
                                    Order.NEWEST_FIRST,
                                    Set.of(),
                                    Map.of(),
                                    Set.of(),
                                    null,
                                    deadline.within(PATIENCE)),
                            event -> {
                                event.fields()
                                        .forEach((name, value) -> {
                                            if (value instanceof String || value instanceof Long) {
                                                fields.add(name, value.toString());
                                            }
                                        });
                                return ++events[0] < ENTRIES;
                            });
        } catch (SourceUnavailable e) {
            // Said when the stream itself is read.
            return List.of();
        }
        return fields.ids();
    }
}
