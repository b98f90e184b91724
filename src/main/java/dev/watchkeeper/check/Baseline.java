package dev.watchkeeper.check;

import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.TemplateHours;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How often each kind of message came in the hours before the window. Each past hour is read from
/// the source once, the newest first, and then remembered; what the deadline leaves out is read by
/// a later run.
///
/// @param covered how much time before the window was really looked at, without a gap
/// @param history how much of that the log reaches back at all
/// @param windowHours the length of the window, in hours
/// @param counts template id → beginning of the hour → count
record Baseline(
        Duration covered,
        Duration history,
        int windowHours,
        Map<String, Map<Instant, Long>> counts) {

    /// With less history than this, nothing is said to be usual or unusual.
    static final Duration ENOUGH = Duration.ofHours(24);

    private static final Duration FIRST_TIME = Duration.ofSeconds(10);

    /// How often a kind of message came.
    ///
    /// @param total in all of the baseline
    /// @param mostInAWindow in the busiest stretch of the window's length
    record Usual(long total, long mostInAWindow) {

        /// Whether so many in a window are a surge.
        boolean surpassedBy(long count) {
            return count >= 10 && count > 2 * mostInAWindow;
        }
    }

    Usual of(String template) {
        Map<Instant, Long> hours = counts.getOrDefault(template, Map.of());
        long total = 0;
        long most = 0;
        for (var hour : hours.entrySet()) {
            total += hour.getValue();
            long within = 0;
            for (int i = 0; i < windowHours; i++) {
                within += hours.getOrDefault(hour.getKey().plus(i, ChronoUnit.HOURS), 0L);
            }
            most = Math.max(most, within);
        }
        return new Usual(total, most);
    }

    boolean enough() {
        return history.compareTo(ENOUGH) >= 0;
    }

    /// Counts the hours that were not counted yet into `survey` and the state.
    static Baseline build(Watch watch, LogStream stream, PatternSurvey survey) {
        TimeRange range = watch.baseline();
        Set<Instant> counted = watch.hours().counted(stream.name(), range);
        var fresh = new ArrayList<Instant>();
        for (TimeRange gap : gaps(range, counted)) {
            if (!read(watch, stream, survey, gap, fresh)) {
                break;
            }
        }
        // before the counts: a count of an unknown template would be lost
        watch.templates()
                .remember(
                        stream.name(),
                        survey.patterns().stream()
                                .filter(p -> p.exception() == null)
                                .map(p ->
                                        new KnownTemplates.Known(
                                                p.pattern().id(), p.pattern().text()))
                                .toList());
        keep(watch, stream, survey, fresh);
        Instant first = first(watch, stream, range);
        counted.addAll(fresh);
        Instant reached = range.until();
        while (reached.isAfter(range.from())
                && counted.contains(reached.minus(1, ChronoUnit.HOURS))) {
            reached = reached.minus(1, ChronoUnit.HOURS);
        }
        Instant begin = first.isAfter(reached) ? first : reached;
        if (reached.isAfter(range.from()) && first.isBefore(reached)) {
            watch.remark(
                    stream.name()
                            + ": the baseline reaches back to "
                            + reached
                            + " so far; the next runs read the rest");
        }
        int hours = (int) Math.max(1, Math.ceilDiv(watch.window().length().toMinutes(), 60L));
        return new Baseline(
                Duration.between(reached, range.until()),
                begin.isBefore(range.until())
                        ? Duration.between(begin, range.until())
                        : Duration.ZERO,
                hours,
                watch.hours().counts(stream.name(), range));
    }

    /// The stretches of hours not counted yet, the newest first.
    private static List<TimeRange> gaps(TimeRange range, Set<Instant> counted) {
        var gaps = new ArrayList<TimeRange>();
        Instant end = null;
        for (Instant hour = range.until().minus(1, ChronoUnit.HOURS);
                !hour.isBefore(range.from());
                hour = hour.minus(1, ChronoUnit.HOURS)) {
            Instant next = hour.plus(1, ChronoUnit.HOURS);
            if (counted.contains(hour)) {
                if (end != null) {
                    gaps.add(new TimeRange(next, end));
                    end = null;
                }
            } else if (end == null) {
                end = next;
            }
        }
        if (end != null) {
            gaps.add(new TimeRange(range.from(), end));
        }
        return gaps;
    }

    private static boolean read(
            Watch watch,
            LogStream stream,
            PatternSurvey survey,
            TimeRange gap,
            List<Instant> fresh) {
        if (gap.length().toHours() > 48) {
            watch.progress(
                    "reading " + stream.name() + " back to " + gap.from() + " for the baseline");
        }
        ReadReport report =
                stream.source()
                        .read(
                                new LogQuery(
                                                gap,
                                                Order.NEWEST_FIRST,
                                                LogFilter.atLeast(watch.minLevel()),
                                                watch.deadline())
                                        .withoutFields(),
                                entry -> {
                                    survey.addBaseline(entry);
                                    return true;
                                });
        Instant done = gap.from();
        if (!report.complete()) {
            Instant reached = report.reached() == null ? gap.until() : report.reached();
            // the hour in which it stopped was not read to its beginning
            done = reached.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        }
        for (Instant hour = done;
                hour.isBefore(gap.until());
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            fresh.add(hour);
        }
        return report.complete();
    }

    private static void keep(
            Watch watch, LogStream stream, PatternSurvey survey, List<Instant> fresh) {
        var hours = new HashMap<Instant, Map<String, Long>>();
        fresh.forEach(hour -> hours.put(hour, new HashMap<>()));
        for (PatternSurvey.Pattern pattern : survey.patterns()) {
            pattern.baseline()
                    .forEach((hour, count) -> {
                        Map<String, Long> templates = hours.get(hour);
                        if (templates != null) {
                            templates.merge(pattern.pattern().id(), count, Long::sum);
                        }
                    });
        }
        var kept = new ArrayList<TemplateHours.Hour>();
        hours.forEach((hour, templates) ->
                kept.add(
                        new TemplateHours.Hour(
                                hour,
                                templates.values().stream().mapToLong(Long::longValue).sum(),
                                templates)));
        watch.hours().keep(stream.name(), kept);
    }

    /// The time of the first entry at or after the beginning of the baseline. Has time of its own:
    /// to take a log for younger than it is would make all of it news.
    private static Instant first(Watch watch, LogStream stream, TimeRange range) {
        Instant[] first = {watch.now()};
        ReadReport report =
                stream.source()
                        .read(
                                new LogQuery(
                                                new TimeRange(range.from(), watch.now()),
                                                Order.OLDEST_FIRST,
                                                LogFilter.ALL,
                                                Deadline.after(FIRST_TIME))
                                        .withoutFields(),
                                entry -> {
                                    first[0] = entry.time();
                                    return false;
                                });
        return report.complete() ? first[0] : range.from();
    }
}
