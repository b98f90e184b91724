package dev.watchkeeper.check;

import dev.watchkeeper.analysis.PatternSummary;
import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.KnownTemplates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
        var findings = new ArrayList<Finding>();
        for (LogStream stream : watch.catalog().logs().values()) {
            watch.progress("reading " + stream.name());
            try {
                findings.addAll(of(watch, stream));
            } catch (SourceUnavailable e) {
                // the freshness check reports what cannot be read; here it means: nothing can be
                // told
                watch.remark("errors of " + stream.name() + " were not checked: " + e.text());
            }
        }
        return findings;
    }

    private static List<Finding> of(Watch watch, LogStream stream) {
        List<Template> known =
                watch.templates().of(stream.name()).stream()
                        .map(template -> new Template(template.id(), template.text()))
                        .toList();
        var survey = new PatternSurvey(known);
        var ignored = new HashMap<Finding.Ignored, PatternSurvey>();
        readWindow(watch, stream, known, survey, ignored);
        Baseline baseline = Baseline.build(watch, stream, survey);
        List<PatternSurvey.Pattern> patterns = survey.patterns();
        watch.templates()
                .remember(
                        stream.name(),
                        patterns.stream()
                                .filter(p -> p.exception() == null)
                                .map(p ->
                                        new KnownTemplates.Known(
                                                p.pattern().id(), p.pattern().text()))
                                .toList());
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        for (PatternSurvey.Pattern pattern : patterns) {
            if (pattern.summary() != null) {
                Finding finding = finding(watch, stream, pattern, baseline);
                findings.add(finding);
                seen.add(finding.id());
            }
        }
        ignored.forEach((why, hidden) -> {
            for (PatternSurvey.Pattern pattern : hidden.patterns()) {
                Finding finding = ignored(stream, pattern, why);
                if (seen.add(finding.id())) {
                    findings.add(finding);
                }
            }
        });
        findings.addAll(resolved(watch, stream, seen));
        return findings;
    }

    private static void readWindow(
            Watch watch,
            LogStream stream,
            List<Template> known,
            PatternSurvey survey,
            Map<Finding.Ignored, PatternSurvey> ignored) {
        long[] counts = new long[3];
        ReadReport report =
                stream.source()
                        .read(
                                new LogQuery(
                                                watch.window(),
                                                Order.OLDEST_FIRST,
                                                LogFilter.ALL,
                                                watch.deadline())
                                        .withoutFields(),
                                entry -> {
                                    counts[0]++;
                                    Level level = entry.level();
                                    if (level != null && level.atLeast(Level.ERROR)) {
                                        counts[1]++;
                                    } else if (level == Level.WARN) {
                                        counts[2]++;
                                    }
                                    if (level != null && level.atLeast(watch.minLevel())) {
                                        add(watch, entry, known, survey, ignored);
                                    }
                                    return true;
                                });
        watch.saw(new Watch.Activity(stream.name(), "entries", counts[0], counts[1], counts[2]));
        if (report.broken() > 0) {
            watch.remark(
                    stream.name()
                            + ": "
                            + report.broken()
                            + " lines could not be read as entries, the first at "
                            + report.brokenSamples().getFirst().ref()
                            + " ("
                            + report.brokenSamples().getFirst().problem()
                            + ")");
        }
        report.remarks().forEach(remark -> watch.remark(stream.name() + ": " + remark));
        if (!report.complete()) {
            watch.remark(
                    stream.name()
                            + ": time ran out at "
                            + report.reached()
                            + ", what came after was not looked at");
        }
    }

    private static void add(
            Watch watch,
            LogEntry entry,
            List<Template> known,
            PatternSurvey survey,
            Map<Finding.Ignored, PatternSurvey> ignored) {
        Optional<Finding.Ignored> why = watch.ignores().of(entry);
        if (why.isPresent()) {
            ignored.computeIfAbsent(why.get(), key -> new PatternSurvey(known)).add(entry);
        } else {
            survey.add(entry);
        }
    }

    private static Finding finding(
            Watch watch, LogStream stream, PatternSurvey.Pattern pattern, Baseline baseline) {
        String id = id(stream, pattern);
        Optional<FindingStore.Stored> stored = watch.findings().find(id);
        Baseline.Usual usual = baseline.of(pattern.pattern().id());
        FindingState state = state(watch, pattern, usual, stored);
        var facts = new ArrayList<String>();
        PatternSummary summary = Objects.requireNonNull(pattern.summary());
        facts.add(Facts.occurrence(summary));
        facts.add(Facts.comparison(usual, baseline, watch.window().length()));
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
                watch.catalog().runbookFor(NAME),
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
        long count = pattern.count();
        return count >= 10 && count > 2 * usual.mostInAWindow()
                ? FindingState.ESCALATING
                : FindingState.ONGOING;
    }

    private static Finding ignored(
            LogStream stream, PatternSurvey.Pattern pattern, Finding.Ignored why) {
        PatternSummary summary = Objects.requireNonNull(pattern.summary());
        return new Finding(
                id(stream, pattern),
                NAME,
                stream.name(),
                Severity.SEV4,
                FindingState.ONGOING,
                pattern.pattern().text(),
                List.of(Facts.occurrence(summary)),
                summary.first(),
                summary.last(),
                pattern.count(),
                null,
                why);
    }

    /// Open findings of this stream that the whole window no longer shows. Only what was looked at
    /// can be gone: a silent stream resolves nothing.
    private static List<Finding> resolved(Watch watch, LogStream stream, Set<String> seen) {
        boolean observed =
                watch.activities().stream()
                        .anyMatch(a -> a.stream().equals(stream.name()) && a.count() > 0);
        if (!observed) {
            return List.of();
        }
        return watch.findings().open().stream()
                .map(FindingStore.Stored::finding)
                .filter(f -> f.check().equals(NAME) && f.subject().equals(stream.name()))
                .filter(f -> !seen.contains(f.id()) && !f.last().isAfter(watch.now()))
                .map(f -> Facts.resolved(f, watch.window().length()))
                .toList();
    }

    private static String id(LogStream stream, PatternSurvey.Pattern pattern) {
        String name = stream.name().replace('_', '-');
        return "p-" + pattern.pattern().id() + "-" + name.substring(0, Math.min(40, name.length()));
    }
}
