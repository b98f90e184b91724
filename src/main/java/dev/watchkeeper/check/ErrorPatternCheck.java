package dev.watchkeeper.check;

import dev.watchkeeper.analysis.PatternSummary;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Errors and warnings that nobody ignores, by kind of message, against the days before.
public final class ErrorPatternCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "errors";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var windows = new ArrayList<Window>();
        for (LogStream stream : watch.catalog().logs().values()) {
            watch.progress("reading " + stream.name());
            try {
                windows.add(Window.read(watch, stream));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        var findings = new ArrayList<Finding>();
        for (Window window : windows) {
            try {
                findings.addAll(of(watch, window));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(window.stream().name(), e.text());
            }
        }
        return findings;
    }

    private static List<Finding> of(Watch watch, Window window) {
        LogStream stream = window.stream();
        Baseline baseline = Baseline.build(watch, stream, window.survey());
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        for (PatternSurvey.Pattern pattern : window.survey().patterns()) {
            if (pattern.summary() != null) {
                Finding finding = finding(watch, stream, pattern, baseline, null);
                findings.add(finding);
                seen.add(finding.id());
            }
        }
        for (Hidden hidden : window.ignored().values()) {
            for (Finding finding : hidden(watch, stream, hidden, baseline)) {
                if (seen.add(finding.id())) {
                    findings.add(finding);
                }
            }
        }
        if (window.observed()) {
            findings.addAll(resolved(watch, stream, seen));
        }
        return findings;
    }

    /// What one ignore hides, and what it may hide no longer.
    private static List<Finding> hidden(
            Watch watch, LogStream stream, Hidden hidden, Baseline baseline) {
        List<PatternSurvey.Pattern> patterns = hidden.survey().patterns();
        var news = new News(hidden.rule(), baseline, watch.window(), patterns);
        String exceeded = hidden.exceeded();
        var findings = new ArrayList<Finding>();
        for (PatternSurvey.Pattern pattern : patterns) {
            News.Item item = news.of(pattern);
            String lifted =
                    exceeded == null && item != null && hidden.rule().untilChange()
                            ? hidden.rule().name() + " held until something changes: " + item.fact()
                            : exceeded;
            findings.add(
                    lifted == null
                            ? ignored(stream, pattern, hidden.rule().why(), item)
                            : finding(watch, stream, pattern, baseline, lifted));
        }
        return findings;
    }

    /// @param lifted why an ignore does not hide it any more, or null when none does
    private static Finding finding(
            Watch watch,
            LogStream stream,
            PatternSurvey.Pattern pattern,
            Baseline baseline,
            @Nullable String lifted) {
        String id = id(stream, pattern);
        Optional<FindingStore.Stored> stored = watch.findings().find(id);
        Baseline.Usual usual = baseline.of(pattern.pattern().id());
        FindingState state = state(watch, pattern, usual, stored);
        var facts = new ArrayList<String>();
        PatternSummary summary = Objects.requireNonNull(pattern.summary());
        facts.add(Facts.occurrence(summary));
        facts.add(Facts.comparison(usual, baseline, watch.window().length()));
        if (lifted != null) {
            facts.add(lifted);
        }
        return new Finding(
                id,
                NAME,
                stream.name(),
                Gravity.of(pattern, state, baseline),
                state,
                pattern.pattern().text(),
                facts,
                summary.first(),
                summary.last(),
                pattern.count(),
                watch.catalog().runbookFor(NAME, stream.name(), pattern.pattern().text()),
                null);
    }

    private static FindingState state(
            Watch watch,
            PatternSurvey.Pattern pattern,
            Baseline.Usual usual,
            Optional<FindingStore.Stored> stored) {
        boolean toldAndGone =
                stored.isPresent() && !stored.get().open() && stored.get().notifiedAt() != null;
        boolean stillRegressed =
                stored.isPresent()
                        && stored.get().open()
                        && stored.get().finding().state() == FindingState.REGRESSED;
        if (toldAndGone || stillRegressed) {
            return FindingState.REGRESSED;
        }
        boolean recent =
                stored.isPresent()
                        && stored.get().finding().state() == FindingState.NEW
                        && Duration.between(stored.get().found(), watch.now()).toHours() < 24;
        if (usual.total() == 0 || recent) {
            return FindingState.NEW;
        }
        return usual.surpassedBy(pattern.count()) ? FindingState.ESCALATING : FindingState.ONGOING;
    }

    private static Finding ignored(
            LogStream stream,
            PatternSurvey.Pattern pattern,
            Finding.Ignored why,
            News.@Nullable Item news) {
        PatternSummary summary = Objects.requireNonNull(pattern.summary());
        String occurrence = Facts.occurrence(summary);
        return new Finding(
                id(stream, pattern),
                NAME,
                stream.name(),
                Severity.SEV4,
                news == null ? FindingState.ONGOING : news.state(),
                pattern.pattern().text(),
                news == null ? List.of(occurrence) : List.of(occurrence, news.fact()),
                summary.first(),
                summary.last(),
                pattern.count(),
                null,
                why);
    }

    /// Open findings of this stream that the whole window no longer shows. Only what was looked at
    /// can be gone: a silent stream resolves nothing.
    private static List<Finding> resolved(Watch watch, LogStream stream, Set<String> seen) {
        return watch.findings().open().stream()
                .map(FindingStore.Stored::finding)
                .filter(f -> f.check().equals(NAME) && f.subject().equals(stream.name()))
                .filter(f -> !seen.contains(f.id()) && !f.last().isAfter(watch.now()))
                .map(f -> Facts.resolved(f, watch.window().length()))
                .toList();
    }

    private static String id(LogStream stream, PatternSurvey.Pattern pattern) {
        return id(stream, pattern.pattern().id());
    }

    /// The id of the finding about a kind of message.
    static String id(LogStream stream, String template) {
        String name = stream.name().replace('_', '-');
        return "p-" + template + "-" + name.substring(0, Math.min(40, name.length()));
    }
}
