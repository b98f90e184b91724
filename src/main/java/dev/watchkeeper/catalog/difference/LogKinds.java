package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.ExceptionSignature;
import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.TemplateMiner;
import dev.watchkeeper.analysis.difference.Tallies;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The kinds of messages of one log stream, counted in the cells of a frame. What is one kind is
/// told as in [dev.watchkeeper.catalog.PatternSurvey], so that ids are the same.
final class LogKinds {

    /// So many entries of a kind that speaks of a change are kept.
    private static final int MOST_TOLD = 24;

    private final TemplateMiner miner;
    private final Map<Integer, Counted> byTemplate = new HashMap<>();
    private final Map<String, Counted> byException = new LinkedHashMap<>();

    LogKinds(Collection<Template> known) {
        this.miner = new TemplateMiner(known);
    }

    /// One kind while it is being counted.
    static final class Counted {
        private final int handle;
        private final @Nullable ExceptionSignature exception;
        private final boolean speaksOfChange;
        private final Tallies tallies = new Tallies();
        private final List<LogEntry> told = new ArrayList<>();
        private @Nullable Level level;
        private @Nullable LogEntry first;
        private @Nullable Instant last;

        private Counted(int handle, @Nullable ExceptionSignature exception, LogEntry entry) {
            this.handle = handle;
            this.exception = exception;
            this.speaksOfChange = exception == null && ChangeWords.in(entry.message());
        }

        Tallies tallies() {
            return tallies;
        }

        /// The gravest level it had, or null.
        @Nullable Level level() {
            return level;
        }

        /// The first entry of the window, or null.
        @Nullable LogEntry first() {
            return first;
        }

        /// When it was last seen in the window or before it, or null.
        @Nullable Instant last() {
            return last;
        }

        /// Entries that tell of a change.
        List<LogEntry> told() {
            return told;
        }

        private void add(Counted other) {
            tallies.add(other.tallies);
            if (other.level != null && (level == null || other.level.atLeast(level))) {
                level = other.level;
            }
            if (other.first != null
                    && (first == null || other.first.time().isBefore(first.time()))) {
                first = other.first;
            }
            if (other.last != null && (last == null || other.last.isAfter(last))) {
                last = other.last;
            }
            told.addAll(other.told);
        }
    }

    /// Counts an entry, and gives its kind for now.
    ///
    /// @param near whether it is of the window or shortly before it
    Counted add(LogEntry entry, int cell, boolean window, boolean near) {
        Counted kind = kind(entry);
        kind.tallies.add(cell);
        if (entry.level() != null && (kind.level == null || entry.level().atLeast(kind.level))) {
            kind.level = entry.level();
        }
        if (window && (kind.first == null || entry.time().isBefore(kind.first.time()))) {
            kind.first = entry;
        }
        if ((window || near) && (kind.last == null || entry.time().isAfter(kind.last))) {
            kind.last = entry.time();
        }
        if (near && kind.speaksOfChange && kind.told.size() < MOST_TOLD) {
            kind.told.add(entry);
        }
        return kind;
    }

    private Counted kind(LogEntry entry) {
        Optional<ExceptionSignature> exception =
                entry.exception() == null
                        ? Optional.empty()
                        : ExceptionSignature.of(entry.exception());
        int handle = miner.add(entry.message());
        return exception.isPresent()
                ? byException.computeIfAbsent(
                        exception.get().place(), _ -> new Counted(handle, exception.get(), entry))
                : byTemplate.computeIfAbsent(handle, _ -> new Counted(handle, null, entry));
    }

    /// The name of a kind, after all was added.
    Function<Counted, Template> names() {
        return kind -> {
            Template message = miner.templateOf(kind.handle);
            ExceptionSignature exception = kind.exception;
            return exception == null
                    ? message
                    : new Template(
                            Template.of(exception.place()).id(),
                            exception.shown() + ": " + message.text());
        };
    }

    /// All kinds by their id, with their names; two groups of the miner may have become one.
    Map<String, Map.Entry<Template, Counted>> settled() {
        Function<Counted, Template> names = names();
        var settled = new LinkedHashMap<String, Map.Entry<Template, Counted>>();
        var all = new ArrayList<>(byTemplate.values());
        all.addAll(byException.values());
        for (Counted kind : all) {
            Template name = names.apply(kind);
            Map.Entry<Template, Counted> found = settled.get(name.id());
            if (found == null) {
                settled.put(name.id(), Map.entry(name, kind));
            } else {
                found.getValue().add(kind);
            }
        }
        return settled;
    }
}
