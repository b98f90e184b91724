package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeDetail;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Entries of a log, or lines of a file, that stand for changes.
public final class LogChanges implements ChangeSource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_SUBJECT = 200;

    private final String name;
    private final LogSource logs;
    private final ChangeKind kind;
    private final LogFilter filter;
    private final ChangePattern pattern;
    private final String version;
    private final String subject;

    private LogChanges(
            String name, LogSource logs, ChangeStreamConfig config, ChangePattern pattern) {
        this.name = name;
        this.logs = logs;
        this.kind = config.kind();
        this.filter =
                config.contains() == null
                        ? LogFilter.ALL
                        : new LogFilter(null, List.of(config.contains()), Map.of());
        this.pattern = pattern;
        this.version = config.version();
        this.subject = config.subject();
    }

    /// A stream of changes over a log.
    ///
    /// @param name what the stream of changes is called
    /// @param logs the entries, of which nothing is hidden any more that has to be
    /// @param times how times in messages are read
    /// @throws BadRequest when the configuration cannot work with a log
    public static LogChanges of(
            String name, LogSource logs, ChangeStreamConfig config, TimeText times) {
        if (!config.types().isEmpty()) {
            throw new BadRequest("types belong to event streams; a log has contains and pattern");
        }
        return new LogChanges(name, logs, config, ChangePattern.of(config.pattern(), times));
    }

    @Override
    public ReadReport changes(TimeRange range, Predicate<Change> visitor) {
        return changes(range, Deadline.after(PATIENCE), visitor);
    }

    @Override
    public ReadReport changes(TimeRange range, Deadline deadline, Predicate<Change> visitor) {
        return logs.read(
                new LogQuery(range, Order.NEWEST_FIRST, filter, deadline),
                entry -> change(entry).map(visitor::test).orElse(true));
    }

    @Override
    public Optional<ChangeDetail> detail(String ref, Deadline deadline) {
        return logs.entry(ref)
                .filter(filter::matches)
                .flatMap(entry ->
                        change(entry)
                                .map(change ->
                                        new ChangeDetail(
                                                change,
                                                null,
                                                entry.message(),
                                                List.of(),
                                                null,
                                                List.of())));
    }

    private Optional<Change> change(LogEntry entry) {
        return pattern.read(entry.message())
                .map(said ->
                        new Change(
                                name,
                                entry.ref(),
                                said.time() == null ? entry.time() : said.time(),
                                kind,
                                subject(entry, said.subject()),
                                said.version() == null
                                        ? entry.fields().get(version)
                                        : said.version(),
                                FirstLine.of(entry.message())));
    }

    private String subject(LogEntry entry, @Nullable String said) {
        String field = said == null ? entry.fields().get(subject) : said;
        String found = field == null ? entry.logger() : field;
        return found.length() > LONGEST_SUBJECT ? found.substring(0, LONGEST_SUBJECT) : found;
    }
}
