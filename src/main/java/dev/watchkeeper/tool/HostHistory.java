package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Forecast;
import dev.watchkeeper.analysis.series.Trend;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.host.HostMetrics;
import dev.watchkeeper.source.host.HostPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the samples of the host say as of some time: verdicts, trends and forecasts.
///
/// @param judged by the name of the metric, without the leading `host.`; those with points alone
/// @param unread how many could not be read, or not in time
record HostHistory(Instant now, Map<String, MetricJudgement> judged, int unread) {

    private static final String NONE =
            "no history: nothing collects yet (watchkeeper collect, or watchkeeper serve --http)";

    /// A forecast beyond this says no more than "not soon".
    private static final Duration FARTHEST = Duration.ofDays(365);

    private static final int MOST_SENTENCES = 6;
    private static final int SENTENCE = 200;
    private static final int MOST_FOLDERS = 6;

    static HostHistory read(Catalog catalog, Set<HostPart> parts, Instant now, Deadline deadline) {
        var judged = new LinkedHashMap<String, MetricJudgement>();
        int unread = 0;
        for (Metric metric : catalog.metrics().values()) {
            if (!metric.name().startsWith(HostMetrics.PREFIX) || !among(parts, metric.name())) {
                continue;
            }
            if (deadline.passed()) {
                unread++;
                continue;
            }
            try {
                MetricJudgement judgement = MetricJudgement.of(metric, now, deadline);
                if (!judgement.series().isEmpty()) {
                    judged.put(metric.name().substring(HostMetrics.PREFIX.length()), judgement);
                }
            } catch (SourceUnavailable e) {
                unread++;
            }
        }
        return new HostHistory(now, judged, unread);
    }

    private static boolean among(Set<HostPart> parts, String name) {
        return HostMetrics.describe(name)
                .map(metric -> parts.contains(metric.part()))
                .orElse(false);
    }

    /// What is out of the ordinary, in sentences; the rest by number.
    void putVerdicts(Answer answer) {
        if (judged.isEmpty()) {
            answer.put("history", unread == 0 ? NONE : "the history could not be read in time");
            return;
        }
        var shown = new LinkedHashMap<String, Object>();
        for (Verdict grave : List.of(Verdict.CONCERNING, Verdict.UNUSUAL)) {
            Map<String, String> sentences = sentences(grave);
            if (!sentences.isEmpty()) {
                shown.put(grave.toString(), sentences);
            }
        }
        for (Verdict rest : List.of(Verdict.NORMAL, Verdict.CANNOT_TELL)) {
            long count = judged.values().stream().filter(j -> verdict(j) == rest).count();
            if (count > 0) {
                shown.put(rest.toString(), count);
            }
        }
        if (unread > 0) {
            shown.put("not_read", unread);
        }
        answer.put("history", shown);
    }

    private Map<String, String> sentences(Verdict verdict) {
        var sentences = new LinkedHashMap<String, String>();
        judged.forEach((name, judgement) -> {
            if (verdict(judgement) == verdict && sentences.size() < MOST_SENTENCES) {
                Assessment assessment = judgement.assessment();
                String why = assessment.why().isEmpty() ? "" : assessment.why().getFirst();
                sentences.put(name, Excerpt.head(why, SENTENCE) + " (n=" + assessment.n() + ")");
            }
        });
        return sentences;
    }

    private static Verdict verdict(MetricJudgement judgement) {
        return judgement.assessment().verdict();
    }

    /// The samples as of then, for when there is no live reading.
    void putSamples(Answer answer) {
        var table =
                new Table(
                        List.of("metric", "unit", "value", "usual", "verdict", "full_in"),
                        Budget.ROWS,
                        60);
        boolean old = false;
        for (var entry : judged.entrySet()) {
            MetricJudgement judgement = entry.getValue();
            old |= judgement.now() == null;
            table.add(
                    entry.getKey(),
                    judgement.metric().unit(),
                    Figures.of(judgement.now()),
                    Figures.usual(judgement.usual()),
                    verdict(judgement).toString(),
                    full(judgement));
        }
        if (table.size() > 0) {
            answer.put("samples", table.asMap());
            answer.put(
                    "remarks",
                    old
                            ? List.of(
                                    "without a value: nothing was sampled of late, so it is unobserved")
                            : null);
        }
    }

    /// How fast something grows, in its unit per day; null without a trend that is more than
    /// chance.
    @Nullable Double perDay(String name) {
        MetricJudgement judgement = judged.get(name);
        Trend trend = judgement == null ? null : judgement.assessment().trend();
        return trend == null || !trend.significant() ? null : trend.perDay();
    }

    /// When something reaches its limit if it goes on like this: `19d to 24d`; null when not within
    /// a year, or not known.
    @Nullable String full(String name) {
        MetricJudgement judgement = judged.get(name);
        return judgement == null ? null : full(judgement);
    }

    private @Nullable String full(MetricJudgement judgement) {
        Forecast forecast = judgement.assessment().forecast();
        if (forecast == null) {
            return null;
        }
        Duration earliest = Duration.between(now, forecast.earliest());
        if (earliest.compareTo(FARTHEST) > 0) {
            return null;
        }
        String from = Spans.about(earliest);
        Instant latest = forecast.latest();
        if (latest == null || Duration.between(now, latest).compareTo(FARTHEST) > 0) {
            return from + " or more";
        }
        String until = Spans.about(Duration.between(now, latest));
        return from.equals(until) ? from : from + " to " + until;
    }

    /// The folders that grow fastest, as far as they were followed.
    void putGrowth(Answer answer) {
        record Growing(String folder, double bytes, double perDay) {}
        var growing = new ArrayList<Growing>();
        judged.forEach((name, judgement) -> {
            Double perDay = perDay(name);
            if (name.startsWith("directory_bytes.") && perDay != null && perDay > 0) {
                growing.add(
                        new Growing(
                                name.substring("directory_bytes.".length()),
                                judgement.series().value(judgement.series().size() - 1),
                                perDay));
            }
        });
        growing.sort((a, b) -> Double.compare(b.perDay, a.perDay));
        var table = new Table(List.of("folder", "gb", "gb_per_day"), Budget.ROWS, MOST_FOLDERS);
        for (Growing one : growing) {
            table.add(one.folder, Spans.giga(one.bytes), Spans.giga(one.perDay));
        }
        if (table.size() > 0) {
            answer.put("growing_directories", table.asMap());
        }
    }
}
