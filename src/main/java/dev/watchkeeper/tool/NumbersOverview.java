package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers in the overview: every metric in one line, those that need a look first.
final class NumbersOverview {

    /// How much history the verdicts in an overview rest on: enough for the same hours of a week,
    /// and little enough to be read at once.
    private static final Duration HISTORY = Duration.ofDays(7);

    private static final Duration LINE = Duration.ofHours(2);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration ALL = Duration.ofSeconds(6);
    private static final int MOST_ROWS = 40;

    private NumbersOverview() {}

    /// What is put under `numbers`; empty where tools.yaml declares none.
    static Map<String, Object> of(Catalog catalog, Instant now, Deadline deadline) {
        Deadline end = deadline.within(ALL);
        var glances = new ArrayList<MetricGlance>();
        var unread = new ArrayList<String>();
        for (Metric metric : Together.of(catalog.metrics().values())) {
            if (end.passed()) {
                unread.add(metric.name());
            } else {
                glances.add(
                        MetricGlance.of(
                                metric, TimeRange.before(now, LINE), HISTORY, end.within(EACH)));
            }
        }
        glances.sort(Comparator.comparingInt(NumbersOverview::urgency));
        Table table = GlanceTable.brief(MOST_ROWS);
        glances.forEach(glance -> GlanceTable.brief(table, glance.metric().name(), glance));
        var shown = new LinkedHashMap<>(GlanceTable.nested(table));
        if (!shown.isEmpty()) {
            shown.put("line_is", "the last " + Figures.length(LINE) + "; · is a gap");
        }
        if (table.cut()) {
            shown.put("normal_and_not_shown", glances.size() - table.size());
        }
        if (!unread.isEmpty()) {
            shown.put("not_read_in_time", unread);
        }
        List<String> remarks = GlanceTable.remarks(glances);
        if (!remarks.isEmpty()) {
            shown.put("remarks", remarks);
        }
        return shown;
    }

    private static int urgency(MetricGlance glance) {
        Verdict verdict =
                glance.judgement() == null ? null : glance.judgement().assessment().verdict();
        return switch (verdict) {
            case CONCERNING -> 0;
            case null -> 1;
            case UNUSUAL -> 2;
            case NORMAL -> 3;
            case CANNOT_TELL -> 4;
        };
    }
}
