package dev.watchkeeper.source.text;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.lines.LineGroup;
import dev.watchkeeper.source.lines.LineLog;
import dev.watchkeeper.source.lines.LineQuery;
import dev.watchkeeper.source.lines.TextScan;
import dev.watchkeeper.source.text.Layout.Levels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A log stream over lines of text. What layout they have is found out at the first question.
final class TextLogs implements LogSource {

    private static final String INFERRED =
            "Lines that carry no level got one inferred from words in their message.";

    private final Supplier<Optional<Layout>> guess;
    private final Function<Layout, LineLog<LogEntry>> logs;
    private final Map<String, List<String>> where;
    private volatile @Nullable Opened opened;

    private record Opened(Layout layout, LineLog<LogEntry> log) {}

    /// `guess` finds the layout, or nothing while there is no line to tell it from.
    TextLogs(
            Supplier<Optional<Layout>> guess,
            Function<Layout, LineLog<LogEntry>> logs,
            Map<String, List<String>> where) {
        this.guess = guess;
        this.logs = logs;
        this.where = where;
    }

    private Optional<Opened> opened() {
        Opened known = opened;
        if (known == null) {
            known = guess.get().map(layout -> new Opened(layout, logs.apply(layout))).orElse(null);
            opened = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        Optional<Opened> open = opened();
        if (open.isEmpty()) {
            return new ReadReport(
                    0, 0, List.of(), ReadReport.End.RANGE, null, query.cursor(), List.of());
        }
        Layout layout = open.get().layout();
        LogFilter filter = query.filter();
        ReadReport report =
                open.get()
                        .log()
                        .read(
                                new LineQuery<>(
                                        query.range(),
                                        query.order(),
                                        query.cursor(),
                                        query.deadline(),
                                        scan(layout, filter),
                                        filter::matches),
                                visitor);
        return layout.levels() == Levels.INFERRED && report.examined() > 0
                ? remarked(report)
                : report;
    }

    private static ReadReport remarked(ReadReport report) {
        var remarks = new ArrayList<>(report.remarks());
        remarks.add(INFERRED);
        return new ReadReport(
                report.examined(),
                report.broken(),
                report.brokenSamples(),
                report.end(),
                report.reached(),
                report.cursor(),
                List.copyOf(remarks));
    }

    private Predicate<LineGroup> scan(Layout layout, LogFilter filter) {
        Predicate<LineGroup> scan = stream();
        Level level = filter.atLeast();
        if (level != null && layout.levels() == Levels.WORDS && level.atLeast(Level.WARN)) {
            List<String> words = words(level);
            scan = scan.and(group -> TextScan.hasAny(group.head(), words));
        }
        for (String value : filter.fields().values()) {
            List<String> values = List.of(value);
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        // The message of an access log is put together from parts of the line.
        if (!filter.contains().isEmpty() && layout.levels() != Levels.STATUS) {
            scan = scan.and(group -> TextScan.mayContainAll(group, filter.contains()));
        }
        return scan;
    }

    /// What is part of every word for a level that is at least this one.
    private static List<String> words(Level level) {
        var grave = List.of("fatal", "crit", "alert", "emerg", "panic");
        var words = new ArrayList<>(grave);
        if (level != Level.FATAL) {
            words.addAll(List.of("err", "severe", "exception"));
        }
        if (level == Level.WARN) {
            words.addAll(List.of("warn", "wrn"));
        }
        return words;
    }

    private Predicate<LineGroup> stream() {
        Predicate<LineGroup> scan = group -> true;
        for (List<String> values : where.values()) {
            scan = scan.and(group -> TextScan.mayContainAny(group.head(), values));
        }
        return scan;
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        return opened().flatMap(open -> open.log().entry(ref));
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return opened().flatMap(open -> open.log().newest(now, stream()));
    }
}
