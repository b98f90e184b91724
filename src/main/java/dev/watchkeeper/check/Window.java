package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the window of one stream holds: its errors and warnings by kind, those that somebody
/// ignores apart.
///
/// @param observed true when all of the window was read and something was in it: only then can
///   anything be gone
record Window(
        LogStream stream, PatternSurvey survey, Map<IgnoreRule, Hidden> ignored, boolean observed) {

    static Window read(Watch watch, LogStream stream) {
        List<Template> known =
                watch.templates().of(stream.name()).stream()
                        .map(template -> new Template(template.id(), template.text()))
                        .toList();
        var survey = new PatternSurvey(known);
        var ignored = new LinkedHashMap<IgnoreRule, Hidden>();
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
        watch.saw(
                new Watch.Activity(
                        stream.name(),
                        "entries",
                        counts[0],
                        counts[1],
                        counts[2],
                        report.complete()));
        ignored.values().forEach(watch.ignores()::hid);
        remark(watch, stream, report, counts[0]);
        return new Window(stream, survey, ignored, report.complete() && counts[0] > 0);
    }

    private static void add(
            Watch watch,
            LogEntry entry,
            List<Template> known,
            PatternSurvey survey,
            Map<IgnoreRule, Hidden> ignored) {
        Optional<IgnoreRule> rule = watch.ignores().of(entry);
        if (rule.isPresent()) {
            ignored.computeIfAbsent(rule.get(), key -> new Hidden(key, known)).add(entry);
        } else {
            survey.add(entry);
        }
    }

    private static void remark(Watch watch, LogStream stream, ReadReport report, long entries) {
        if (report.broken() > 0) {
            watch.remark(
                    stream.name()
                            + ": "
                            + report.broken()
                            + (report.broken() == 1 ? " line" : " lines")
                            + " could not be read as entries, the first at "
                            + report.brokenSamples().getFirst().ref()
                            + " ("
                            + report.brokenSamples().getFirst().problem()
                            + ")");
        }
        report.remarks().forEach(remark -> watch.remark(stream.name() + ": " + remark));
        if (!report.complete() && entries == 0) {
            watch.couldNotRead(
                    stream.name(),
                    "time ran out before an entry of the last "
                            + Span.words(watch.window().length())
                            + " was reached");
        } else if (!report.complete()) {
            watch.remark(
                    stream.name()
                            + ": time ran out"
                            + (report.reached() == null ? "" : " at " + report.reached())
                            + ", what came after was not looked at");
        }
    }
}
