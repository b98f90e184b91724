package dev.watchkeeper.check;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A log stream held in a list, that remembers what was read of it.
final class ListedLog implements LogSource {

    final String name;
    final List<LogEntry> entries = new ArrayList<>();
    final List<LogQuery> reads = new ArrayList<>();

    /// Set to make it unavailable.
    @Nullable String failure;

    /// After how many entries a read runs out of time.
    int patience = Integer.MAX_VALUE;

    ListedLog(String name) {
        this.name = name;
    }

    ListedLog add(Instant time, Level level, String message) {
        entries.add(
                new LogEntry(
                        name, "r" + entries.size(), time, level, "app", message, null, Map.of()));
        entries.sort(Comparator.comparing(LogEntry::time));
        return this;
    }

    /// The same message again and again.
    ListedLog every(Duration step, Instant from, Instant until, Level level, String message) {
        for (Instant at = from; at.isBefore(until); at = at.plus(step)) {
            add(at, level, message);
        }
        return this;
    }

    /// How many entries of the stretch before `until` the reads asked for, each entry as often as
    /// it was visited for its gravity.
    long asked(Instant time) {
        return reads.stream()
                .filter(read -> read.filter().atLeast() != null)
                .filter(read -> read.range().contains(time))
                .count();
    }

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        available();
        reads.add(query);
        List<LogEntry> wanted =
                new ArrayList<>(
                        entries.stream()
                                .filter(e -> query.range().contains(e.time()))
                                .filter(query.filter()::matches)
                                .toList());
        if (query.order() == Order.NEWEST_FIRST) {
            wanted = wanted.reversed();
        }
        int visited = 0;
        for (LogEntry entry : wanted) {
            if (visited++ >= patience) {
                return report(visited, ReadReport.End.DEADLINE, entry.time());
            }
            if (!visitor.test(entry)) {
                return report(visited, ReadReport.End.VISITOR, null);
            }
        }
        return report(visited, ReadReport.End.RANGE, null);
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        return entries.stream().filter(e -> e.ref().equals(ref)).findFirst();
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        available();
        return entries.stream()
                .map(LogEntry::time)
                .filter(time -> !time.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    private void available() {
        if (failure != null) {
            throw new SourceUnavailable(name, failure);
        }
    }

    private static ReadReport report(long visited, ReadReport.End end, @Nullable Instant reached) {
        return new ReadReport(visited, 0, List.of(), end, reached, null, List.of());
    }
}
