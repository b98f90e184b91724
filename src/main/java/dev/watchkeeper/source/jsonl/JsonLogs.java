package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.lines.LineGroup;
import dev.watchkeeper.source.lines.LineLog;
import dev.watchkeeper.source.lines.LineQuery;
import dev.watchkeeper.source.lines.TextScan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A log stream over JSON lines.
record JsonLogs(LineLog<LogEntry> log, LogMapping mapping) implements LogSource {

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        LogFilter filter = query.filter();
        return log.read(
                new LineQuery<>(
                        query.range(),
                        query.order(),
                        query.cursor(),
                        query.deadline(),
                        scan(filter),
                        filter::matches),
                visitor);
    }

    private Predicate<LineGroup> scan(LogFilter filter) {
        Predicate<LineGroup> scan = stream();
        Level level = filter.atLeast();
        if (level != null) {
            String name = mapping.level();
            LevelScan levels = name == null ? LevelScan.usual(level) : LevelScan.named(level, name);
            scan = scan.and(group -> levels.mayMatch(group.head()));
        }
        for (String value : filter.fields().values()) {
            List<String> values = List.of(value);
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        if (!filter.contains().isEmpty()) {
            scan =
                    scan.and(group ->
                            LevelScan.access(group.head())
                                    || TextScan.mayContainAll(group, filter.contains()));
        }
        return scan;
    }

    private Predicate<LineGroup> stream() {
        Predicate<LineGroup> scan = group -> true;
        for (List<String> values : mapping.where().values()) {
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        return scan;
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        return log.entry(ref);
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return log.newest(now, stream());
    }
}
