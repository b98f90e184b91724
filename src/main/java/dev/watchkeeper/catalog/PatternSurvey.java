package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.ExceptionSignature;
import dev.watchkeeper.analysis.PatternStats;
import dev.watchkeeper.analysis.PatternSummary;
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

/// Which kinds of messages there are among entries, and how each came. An entry with a traceback is
/// of the kind of its exception (type and innermost own frame), any other of the kind of its
/// message's template. Memory is bounded by the number of kinds.
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
        PatternStats stats;
        final Map<Instant, Long> baseline = new HashMap<>();
        final @Nullable ExceptionSignature exception;
        int handle;
        @Nullable Level level;
        LogEntry example;

        Kind(Kind other) {
            this(other.handle, other.exception, other.example);
            stats = other.stats;
            level = other.level;
            baseline.putAll(other.baseline);
        }

        Kind(int handle, @Nullable ExceptionSignature exception, LogEntry example) {
            this.handle = handle;
            this.exception = exception;
            this.example = example;
            this.stats = new PatternStats(example.message());
        }
    }

    /// A kind of message and how it came.
    ///
    /// @param pattern its id and its template; for an exception the template names its type and
    ///   frame
    /// @param level the gravest level it had, or null where entries have none
    /// @param summary how it came in the window, or null when it was not seen there
    /// @param example the newest entry of it
    /// @param baseline how often it was seen in each hour of the baseline, by the hour's beginning
    /// @param exception for an exception: what it is
    public record Pattern(
            Template pattern,
            @Nullable Level level,
            @Nullable PatternSummary summary,
            Map<Instant, Long> baseline,
            LogEntry example,
            @Nullable ExceptionSignature exception) {

        /// How often it was seen in the window.
        public long count() {
            return summary == null ? 0 : summary.count();
        }
    }

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
                                exception.get().place(),
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

    /// The kinds, the most frequent in the window first; those of the baseline alone have a count
    /// of 0.
    public List<Pattern> patterns() {
        var kinds = new LinkedHashMap<String, Kind>();
        var templates = new LinkedHashMap<String, Template>();
        for (Kind kind : byTemplate.values()) {
            merge(kinds, templates, miner.templateOf(kind.handle), kind);
        }
        byException.forEach((signature, kind) -> {
            ExceptionSignature exception = Objects.requireNonNull(kind.exception);
            Template message = miner.templateOf(kind.handle);
            // the id is of the exception alone: its messages vary more than its place
            String id = Template.of(signature).id();
            merge(
                    kinds,
                    templates,
                    new Template(id, exception.shown() + ": " + message.text()),
                    kind);
        });
        var patterns = new ArrayList<Pattern>();
        kinds.forEach((id, kind) ->
                patterns.add(pattern(Objects.requireNonNull(templates.get(id)), kind)));
        patterns.sort(
                Comparator.comparingLong((Pattern p) -> -p.count())
                        .thenComparing(p -> p.pattern().id()));
        return patterns;
    }

    private static Pattern pattern(Template template, Kind kind) {
        return new Pattern(
                template,
                kind.level,
                kind.stats.count() == 0 ? null : kind.stats.summary(template),
                kind.baseline,
                kind.example,
                kind.exception);
    }

    /// Two groups of the miner may have become one template in the end.
    private static void merge(
            Map<String, Kind> kinds,
            Map<String, Template> templates,
            Template template,
            Kind kind) {
        templates.putIfAbsent(template.id(), template);
        Kind first = kinds.get(template.id());
        if (first == null) {
            kinds.put(template.id(), new Kind(kind));
            return;
        }
        first.stats = first.stats.count() == 0 ? kind.stats : first.stats.merged(kind.stats);
        kind.baseline.forEach((hour, count) -> first.baseline.merge(hour, count, Long::sum));
        if (kind.example.time().isAfter(first.example.time())) {
            first.example = kind.example;
        }
        if (kind.level != null && (first.level == null || kind.level.atLeast(first.level))) {
            first.level = kind.level;
        }
    }
}
