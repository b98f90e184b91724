package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an ignore would have hidden in one log stream. Memory is bounded by the hours of the range
/// and by the kinds of messages.
final class StreamHistory {

    private static final int MOST_EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 200;

    private final IgnoreHistory all;
    private final IgnoreRule rule;
    private final LogStream stream;
    private final TimeRange range;
    private final List<Template> known;
    private final PatternSurvey survey;
    private final Map<Instant, Long> perHour = new HashMap<>();
    private final Set<String> countedTemplates = new HashSet<>();
    private final Set<String> examples = new LinkedHashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant last;

    /// From here on the log was read; before it, only counted hours tell.
    private Instant readFrom;

    private long read;
    private long counted;

    StreamHistory(IgnoreHistory all, IgnoreRule rule, LogStream stream, TimeRange range) {
        this.all = all;
        this.rule = rule;
        this.stream = stream;
        this.range = range;
        this.known = all.known(stream);
        this.survey = new PatternSurvey(known);
        this.readFrom = range.until();
    }

    /// Reads the log, the newest first.
    void read(Deadline deadline) {
        Instant[] oldest = {range.until()};
        ReadReport report =
                stream.source()
                        .read(
                                new LogQuery(
                                                range,
                                                Order.NEWEST_FIRST,
                                                LogFilter.atLeast(all.watching()),
                                                deadline)
                                        .withoutFields(),
                                entry -> {
                                    oldest[0] = entry.time();
                                    if (rule.hides(entry)) {
                                        add(entry);
                                    }
                                    return true;
                                });
        readFrom =
                report.complete()
                        ? oldest[0]
                        : Objects.requireNonNullElse(report.reached(), range.until());
        if (!report.complete()) {
            remarks.add(
                    stream.name()
                            + " was read back to "
                            + readFrom.truncatedTo(ChronoUnit.SECONDS)
                            + " in the time given; before that only hours that checks counted are known");
        }
    }

    private void add(LogEntry entry) {
        read++;
        survey.add(entry);
        saw(entry.time(), 1);
        if (examples.size() < MOST_EXAMPLES) {
            String message = entry.message();
            int end = message.indexOf('\n');
            String line = end < 0 ? message : message.substring(0, end);
            examples.add(
                    line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE));
        }
    }

    private void saw(Instant time, long count) {
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
        perHour.merge(time.truncatedTo(ChronoUnit.HOURS), count, Long::sum);
    }

    /// Adds the hours before those that were read, as far as earlier checks counted them.
    void count() {
        Template template = Objects.requireNonNull(rule.template());
        Instant before = readFrom.truncatedTo(ChronoUnit.HOURS);
        if (!range.from().isBefore(before)) {
            return;
        }
        Map<String, Map<Instant, Long>> hours =
                all.hours().counts(stream.name(), new TimeRange(range.from(), before));
        for (Template one : known) {
            if (hours.containsKey(one.id()) && template.matches(one.text())) {
                countedTemplates.add(one.id());
                hours.getOrDefault(one.id(), Map.of())
                        .forEach((hour, count) -> {
                            counted += count;
                            saw(hour, count);
                        });
            }
        }
    }

    List<String> remarks() {
        return remarks;
    }

    long messages() {
        return read + counted;
    }

    /// The ids of the findings that what was seen makes.
    Set<String> findingIds() {
        var ids = new HashSet<String>();
        kinds().forEach(kind -> ids.add(ErrorPatternCheck.id(stream, kind)));
        return ids;
    }

    private Set<String> kinds() {
        var kinds = new HashSet<>(countedTemplates);
        survey.patterns().forEach(pattern -> kinds.add(pattern.pattern().id()));
        return kinds;
    }

    IgnorePreview.Stream result() {
        return new IgnorePreview.Stream(
                stream.name(),
                messages(),
                kinds().size(),
                first,
                last,
                perHour.values().stream().mapToLong(Long::longValue).max().orElse(0),
                counted,
                List.copyOf(examples));
    }
}
