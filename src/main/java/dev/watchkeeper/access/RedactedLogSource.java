package dev.watchkeeper.access;

import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.source.LevelCounts;
import dev.watchkeeper.source.LevelQuery;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.ReadReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A log stream without its secrets. Nobody behind it can show one, nor find out about one by
/// searching: what is searched is the redacted text.
///
/// @param source which still has them
public record RedactedLogSource(LogSource source, Redactor redactor) implements LogSource {

    @Override
    public ReadReport read(LogQuery query, Predicate<LogEntry> visitor) {
        RedactedSearch search = RedactedSearch.of(query.filter(), redactor);
        boolean fields = query.fields() || !query.filter().fields().isEmpty();
        return redacted(
                source.read(
                        new LogQuery(
                                query.range(),
                                query.order(),
                                search.forSource(),
                                query.fields(),
                                query.cursor(),
                                query.deadline()),
                        entry -> {
                            LogEntry redacted = redacted(entry, fields);
                            return !search.finds(redacted) || visitor.test(redacted);
                        }));
    }

    @Override
    public Optional<LogEntry> entry(String ref) {
        return source.entry(ref).map(entry -> redacted(entry, true));
    }

    @Override
    public Optional<Instant> newest(Instant now) {
        return source.newest(now);
    }

    @Override
    public LevelCounts count(LevelQuery query) {
        LogFilter filter = query.filter();
        return filter.contains().isEmpty() && filter.fields().isEmpty()
                ? source.count(query)
                : LogSource.super.count(query);
    }

    /// @param withFields false where nobody looks at them: to redact them costs more than the rest
    private LogEntry redacted(LogEntry entry, boolean withFields) {
        String message = redactor.text(entry.message()).text();
        String exception =
                entry.exception() == null ? null : redactor.text(entry.exception()).text();
        var fields = new LinkedHashMap<String, String>();
        if (withFields) {
            entry.fields()
                    .forEach((name, value) -> fields.put(name, redactor.value(name, value).text()));
        }
        return new LogEntry(
                entry.stream(),
                entry.ref(),
                entry.time(),
                entry.level(),
                redactor.text(entry.logger()).text(),
                message,
                exception,
                fields);
    }

    private ReadReport redacted(ReadReport report) {
        if (report.brokenSamples().isEmpty()) {
            return report;
        }
        List<ReadReport.BrokenSample> samples =
                report.brokenSamples().stream()
                        .map(sample ->
                                new ReadReport.BrokenSample(
                                        sample.ref(),
                                        sample.problem(),
                                        redactor.text(sample.text()).text()))
                        .toList();
        return new ReadReport(
                report.examined(),
                report.broken(),
                samples,
                report.end(),
                report.reached(),
                report.cursor(),
                report.remarks());
    }
}
