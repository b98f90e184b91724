package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.series.Against;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricFigures;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.SourceUnavailable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Metrics in a table, a line for each: what it is now, what is usual, the verdict.
final class GlanceTable {

    /// How long the lines of a table are.
    static final int LINE = 20;

    private static final int MOST_SENTENCES = 3;
    private static final int SENTENCE = 170;

    private GlanceTable() {}

    /// The name under which a metric stands in a table of one queue or API.
    static String part(Metric metric) {
        return metric.name().substring(metric.name().indexOf('.') + 1);
    }

    /// All numbers of each.
    ///
    /// @param then the same metrics in the time compared with, in the same order; or empty
    static Table full(List<MetricGlance> glances, List<MetricFigures> then) {
        var table =
                new Table(
                        List.of(
                                "part",
                                "unit",
                                "now",
                                "median",
                                "p95",
                                "max",
                                "total",
                                "then_median",
                                "then_p95",
                                "then_max",
                                "usual",
                                "normal",
                                "concerning",
                                "verdict",
                                "line"),
                        Budget.ROWS,
                        100);
        for (int i = 0; i < glances.size(); i++) {
            MetricGlance glance = glances.get(i);
            MetricFigures figures = glance.figures();
            MetricFigures before = i < then.size() ? then.get(i) : null;
            table.add(
                    part(glance.metric()),
                    unit(glance.metric()),
                    Figures.of(glance.now()),
                    figures == null ? null : Figures.of(figures.median()),
                    figures == null ? null : Figures.of(figures.p95()),
                    figures == null ? null : Figures.of(figures.max()),
                    figures == null ? null : Figures.of(figures.total()),
                    before == null ? null : Figures.of(before.median()),
                    before == null ? null : Figures.of(before.p95()),
                    before == null ? null : Figures.of(before.max()),
                    Figures.usual(glance.usual()),
                    text(glance.metric().normal()),
                    text(glance.metric().concerning()),
                    verdict(glance),
                    glance.sparkline(LINE));
        }
        return table;
    }

    /// The shortest form: for many metrics at once.
    static void brief(Table table, String name, MetricGlance glance) {
        table.add(
                name,
                unit(glance.metric()),
                Figures.of(glance.now()),
                Figures.usual(glance.usual()),
                verdict(glance),
                glance.sparkline(LINE));
    }

    /// An empty table for [#brief(Table, String, MetricGlance)].
    static Table brief(int mostRows) {
        return new Table(
                List.of("name", "unit", "now", "usual", "verdict", "line"), Budget.ROWS, mostRows);
    }

    /// A table inside of an answer, beside the one that the answer is about.
    static Map<String, Object> nested(Table table) {
        var shown = new LinkedHashMap<String, Object>();
        if (table.size() > 0) {
            shown.put("columns", table.columns());
            shown.put("rows", table.rows());
        }
        return shown;
    }

    /// `/min` is shorter than `per minute`, and as clear.
    private static @Nullable String unit(Metric metric) {
        return metric.unit() == null ? null : metric.unit().replace("per minute", "/min").strip();
    }

    private static @Nullable String text(@Nullable Object condition) {
        return condition == null ? null : Excerpt.head(condition.toString(), 60);
    }

    private static String verdict(MetricGlance glance) {
        return glance.judgement() == null
                ? "source down"
                : glance.judgement().assessment().verdict().toString();
    }

    /// What is to be said of those that are not normal, the gravest first and of those what
    /// somebody declared something of, by part; where all are normal, of the first.
    static Map<String, String> sentences(List<MetricGlance> glances) {
        List<MetricJudgement> judged =
                glances.stream()
                        .map(MetricGlance::judgement)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .sorted(
                                Comparator.comparingInt((MetricJudgement j) ->
                                                gravity(j.assessment().verdict()))
                                        .thenComparingInt(j -> declared(j.metric()) ? 0 : 1))
                        .toList();
        var sentences = new LinkedHashMap<String, String>();
        for (MetricJudgement one : judged) {
            Verdict verdict = one.assessment().verdict();
            if (sentences.size() < MOST_SENTENCES
                    && (verdict != Verdict.NORMAL || sentences.isEmpty())) {
                sentences.put(part(one.metric()), sentence(one.assessment()));
            }
        }
        return sentences;
    }

    private static boolean declared(Metric metric) {
        return metric.normal() != null || metric.concerning() != null;
    }

    private static int gravity(Verdict verdict) {
        return switch (verdict) {
            case CONCERNING -> 0;
            case UNUSUAL -> 1;
            case NORMAL -> 3;
            case CANNOT_TELL -> 2;
        };
    }

    /// The verdict's reason without its name, which stands in the table.
    static String sentence(Assessment assessment) {
        String reason =
                assessment.cannotTellBecause() != null
                        ? "cannot tell, because " + assessment.cannotTellBecause()
                        : assessment.why().isEmpty()
                                ? assessment.verdict().toString()
                                : assessment.why().getFirst();
        return Excerpt.head(reason, SENTENCE) + " (n=" + assessment.n() + ")";
    }

    /// What `usual` in the table is of.
    static @Nullable String usualIs(List<MetricGlance> glances) {
        Set<Against> against = EnumSet.noneOf(Against.class);
        for (MetricGlance glance : glances) {
            Comparison usual = glance.usual();
            if (usual != null) {
                against.add(usual.against());
            }
        }
        return against.isEmpty()
                ? null
                : "median (low..high): "
                        + String.join(", or ", against.stream().map(Against::toString).toList());
    }

    /// What must be known of the numbers: remarks of reading, sources that are down, history that
    /// could not be read in time.
    static List<String> remarks(List<MetricGlance> glances) {
        Set<String> remarks = new LinkedHashSet<>();
        var shortened = new ArrayList<String>();
        for (MetricGlance glance : glances) {
            if (glance.failure() != null) {
                remarks.add(glance.metric().name() + ": " + glance.failure().text());
            }
            if (glance.history() != null) {
                remarks.addAll(glance.history().remarks());
            }
            MetricJudgement judgement = glance.judgement();
            if (judgement != null && !judgement.history().complete()) {
                shortened.add(
                        glance.metric().name()
                                + " from "
                                + Figures.time(judgement.history().range().from()));
            }
        }
        if (!shortened.isEmpty()) {
            remarks.add(
                    "time ran out before all history was read; judged by: "
                            + String.join(", ", shortened));
        }
        return List.copyOf(remarks);
    }

    /// @throws SourceUnavailable when none of them could be read
    static void anyRead(List<MetricGlance> glances) {
        SourceUnavailable failure = null;
        for (MetricGlance glance : glances) {
            if (glance.failure() == null) {
                return;
            }
            failure = glance.failure();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
