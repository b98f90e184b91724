package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.ExceptionSignature;
import dev.watchkeeper.analysis.PatternStats;
import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.TemplateMiner;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which kinds of messages there are among entries, and how each came. An entry with a traceback is of the
/// kind of its exception (type and innermost own frame), any other of the kind of its message's template.
/// Memory is bounded by the number of kinds.
public final class PatternSurvey {

    private final TemplateMiner miner;
    private final Map<Integer, Kind> byTemplate = new HashMap<>();
    private final Map<String, Kind> byException = new LinkedHashMap<>();
    private long entries;
    private long baselineEntries;

    /// A survey in which messages that fit a known template are of that kind.
    public PatternSurvey(Collection<Template> known) {
        this.miner = new TemplateMiner(known);
    }

    /// One kind while it is being counted.
    private static final class Kind {
        final PatternStats stats = new PatternStats();
        final Map<Instant, Long> baseline = new HashMap<>();
        final @Nullable ExceptionSignature exception;
        int handle;
        @Nullable Level level;
        LogEntry example;

        Kind(int handle, @Nullable ExceptionSignature exception, LogEntry example) {
            this.handle = handle;
            this.exception = exception;
            this.example = example;
        }
    }

    /// A kind of message and how it came.
    ///
    /// @param pattern its id and its template; for an exception the template names its type and frame
    /// @param level the gravest level it had, or null where entries have none
    /// @param example the newest entry of it
    /// @param baseline how often it was seen in each hour of the baseline, by the hour's beginning
    /// @param exception for an exception: what it is
    public record Pattern(
            Template pattern,
            @Nullable Level level,
            PatternStats stats,
            Map<Instant, Long> baseline,
            LogEntry example,
            @Nullable ExceptionSignature exception) {}

    /// Counts an entry of the window that is asked about.
    public void add(LogEntry entry) {
        entries++;
        Kind kind = kind(entry);
        kind.stats.add(entry.time());
        // an example from the window is worth more than one from the baseline
        if (kind.stats.count() == 1 || !entry.time().isBefore(kind.example.time())) {
            kind.example = entry;
        }
    }

    /// Counts an entry of the time before, against which the window is compared.
    public void addBaseline(LogEntry entry) {
        baselineEntries++;
        kind(entry).baseline.merge(entry.time().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
    }

    private Kind kind(LogEntry entry) {
        Optional<ExceptionSignature> exception =
                entry.exception() == null
                        ? Optional.empty()
                        : ExceptionSignature.of(entry.exception());
        int handle = miner.add(entry.message());
        Kind kind =
                exception.isPresent()
                        ? byException.computeIfAbsent(
                                exception.get().type() + " in " + exception.get().frame(),
                                key -> new Kind(handle, exception.get(), entry))
                        : byTemplate.computeIfAbsent(handle, key -> new Kind(handle, null, entry));
        if (entry.level() != null && (kind.level == null || entry.level().atLeast(kind.level))) {
            kind.level = entry.level();
        }
        return kind;
    }

    /// How many entries of the window were added.
    public long entries() {
        return entries;
    }

    /// How many entries of the baseline were added.
    public long baselineEntries() {
        return baselineEntries;
    }

    /// The kinds, the most frequent in the window first; those of the baseline alone have a count of 0.
    public List<Pattern> patterns() {
        var merged = new LinkedHashMap<String, Pattern>();
        for (Kind kind : byTemplate.values()) {
            merge(merged, miner.templateOf(kind.handle), kind);
        }
        byException.forEach(
                (signature, kind) -> {
                    Template message = miner.templateOf(kind.handle);
                    // the id is of the exception alone: its messages vary more than its place
                    String id = Template.of(signature).id();
                    merge(merged, new Template(id, signature + ": " + message.text()), kind);
                });
        var patterns = new ArrayList<>(merged.values());
        patterns.sort(
                Comparator.comparingLong((Pattern p) -> -p.stats().count())
                        .thenComparing(p -> p.pattern().id()));
        return patterns;
    }

    private static void merge(Map<String, Pattern> merged, Template template, Kind kind) {
        Pattern pattern =
                new Pattern(
                        template,
                        kind.level,
                        kind.stats,
                        kind.baseline,
                        kind.example,
                        kind.exception);
        merged.merge(
                template.id(),
                pattern,
                (a, b) -> {
                    a.stats().add(b.stats());
                    b.baseline().forEach((hour, n) -> a.baseline().merge(hour, n, Long::sum));
                    Level graver =
                            a.level() == null || (b.level() != null && b.level().atLeast(a.level()))
                                    ? b.level()
                                    : a.level();
                    LogEntry newer =
                            b.example().time().isAfter(a.example().time()) ? b.example() : a.example();
                    return new Pattern(
                            a.pattern(), graver, a.stats(), a.baseline(), newer, a.exception());
                });
    }
}
