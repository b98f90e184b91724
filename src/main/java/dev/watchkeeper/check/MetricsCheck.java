package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.series.Assessment;
import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Confidence;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.FindingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every metric there is, of queues, APIs, the host and the operator's own, against what is
/// declared of it and against its own past. The verdict is that of [MetricJudgement]; how grave it
/// is:
///
/// | the verdict | severity |
/// |---|---|
/// | concerning as declared | SEV2 |
/// | concerning by its past, or outside of what is declared normal | SEV3 |
/// | the same of the host | SEV4, and a fact of the symptoms; SEV3 of memory, where it came to 90% |
/// | more than ever of what is merely counted | no finding, a fact of the symptoms |
/// | unusual | no finding, a fact of the symptoms |
/// | concerning by its past, with low confidence | none: there is too little past |
/// | cannot tell | none: what is not known alarms nobody, and resolves nothing |
///
/// What a limit makes of a metric is the business of [CapacityCheck] and [LimitsCheck]. Latency is
/// no case of its own: the 95th percentile of an API or the wait of a queue is a metric.
public final class MetricsCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "metrics";

    /// What is declared concerning at once, without a time, is seen where it held in one of the
    /// last three points: a round may come later than the point.
    private static final int LATE_POINTS = 3;

    private static final String HOST = "host.";
    private static final int MOST_REASONS = 2;
    private static final double SHORT_OF_MEMORY = 90;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var told = new HashSet<String>();
        Set<String> causes = causes(watch);
        watch.numbers()
                .judged()
                .forEach((name, judgement) -> {
                    MetricJudgement now = withoutLimit(judgement);
                    Verdict verdict = now.assessment().verdict();
                    if (verdict != Verdict.CANNOT_TELL) {
                        told.add(name);
                    }
                    MetricJudgement concern = concern(now);
                    if (concern != null
                            && sure(concern)
                            && wanted(judgement.metric())
                            && !demand(judgement.metric(), concern)
                            && (shown(concern) || isOpen(watch, name))) {
                        Finding finding = Life.holds(watch, held(watch, concern));
                        findings.add(finding);
                        holding.add(finding.id());
                    }
                    if ((causes.contains(name) || demand(judgement.metric(), now))
                            && sure(now)
                            && (verdict == Verdict.UNUSUAL || verdict == Verdict.CONCERNING)) {
                        watch.meanwhile(
                                new Circumstance(
                                        name,
                                        verdict == Verdict.CONCERNING,
                                        now.assessment().since(),
                                        name + " " + verdict + ": " + reason(now)));
                    }
                });
        findings.addAll(
                Life.ended(watch, NAME, holding, finding -> told.contains(finding.subject())));
        return findings;
    }

    /// Those that can be the cause of a symptom: the host, the APIs that are called, what had to go
    /// elsewhere.
    private static Set<String> causes(Watch watch) {
        var causes = new HashSet<String>();
        for (Api api : watch.catalog().apis().values()) {
            api.metrics().values().forEach(metric -> causes.add(metric.name()));
        }
        for (Queue queue : watch.catalog().queues().values()) {
            Metric overflow = queue.parts().get("overflow");
            if (overflow != null) {
                causes.add(overflow.name());
            }
        }
        watch.catalog().metrics().keySet().stream()
                .filter(name -> name.startsWith(HOST))
                .forEach(causes::add);
        return causes;
    }

    /// The judgement as if no limit were known.
    private static MetricJudgement withoutLimit(MetricJudgement judgement) {
        Metric metric = judgement.metric();
        if (metric.limit() == null
                || judgement.assessment().verdict() == Verdict.NORMAL
                || judgement.assessment().verdict() == Verdict.CANNOT_TELL) {
            return judgement;
        }
        Metric unlimited = metric.unlimited();
        MetricHistory history = judgement.history();
        return MetricJudgement.of(
                new MetricHistory(
                        unlimited,
                        history.range(),
                        history.width(),
                        history.buckets(),
                        history.series(),
                        history.complete(),
                        history.remarks()),
                judgement.at());
    }

    /// The judgement that is concerning: that of now, or where something declared held in one of
    /// the last points, that of then.
    private static @Nullable MetricJudgement concern(MetricJudgement now) {
        if (now.assessment().verdict() == Verdict.CONCERNING) {
            return now;
        }
        Condition declared = now.metric().concerning();
        if (declared == null || !declared.judges() || !declared.sustained().isZero()) {
            return null;
        }
        Series series = now.series();
        Instant oldest = now.at().minus(now.history().width().multipliedBy(LATE_POINTS + 1L));
        for (int i = series.size() - 1; i >= 0 && !series.time(i).isBefore(oldest); i--) {
            if (declared.holds(series.value(i), now.metric().unit())) {
                Instant then = series.time(i).plus(now.history().width()).minusMillis(1);
                MetricJudgement earlier = MetricJudgement.of(now.history(), then);
                if (earlier.assessment().verdict() == Verdict.CONCERNING) {
                    return earlier;
                }
            }
        }
        return null;
    }

    /// Nobody is woken by a guess: what is learned from less than two days, or with half of it
    /// missing, is none yet. What is declared is always sure.
    private static boolean sure(MetricJudgement judgement) {
        return judgement.assessment().confidence() != Confidence.LOW;
    }

    /// What is learned alarms when the last value itself shows it: an hour whose sum is high, and
    /// which ends with nothing, need not be told any more.
    private static boolean shown(MetricJudgement concern) {
        Metric metric = concern.metric();
        Comparison usual = concern.usual();
        return metric.normal() != null
                || metric.concerning() != null
                || usual == null
                || !usual.within();
    }

    private static boolean isOpen(Watch watch, String name) {
        return watch.findings()
                .find(FindingId.of("metric", name))
                .filter(FindingStore.Stored::open)
                .isPresent();
    }

    /// What a capacity comes to is said by its forecast, and what a host reads and sends by nobody:
    /// unless somebody declared otherwise. Memory comes back, when what took it is killed: no
    /// forecast tells that.
    private static boolean wanted(Metric metric) {
        boolean traffic = metric.name().startsWith(HOST) && metric.direction() == Direction.BOTH;
        boolean space = CapacityCheck.filling(metric) && !CapacityCheck.memory(metric);
        return declared(metric) || !(traffic || space);
    }

    private static boolean declared(Metric metric) {
        return metric.normal() != null || metric.concerning() != null;
    }

    /// More than ever of what is counted, and of which nobody said that much is bad, or how much:
    /// of jobs put in, of calls far from their limit. That is how much is asked for. Where it
    /// hurts, waits, errors and limits show it; where all of it is served nobody need be woken.
    private static boolean demand(Metric metric, MetricJudgement judgement) {
        Comparison usual = judgement.usual();
        boolean counted = metric.direction() == Direction.BOTH || metric.limit() != null;
        return !declared(metric)
                && !metric.name().startsWith(HOST)
                && metric.aggregate().additive()
                && counted
                && usual != null
                && usual.outside() > 0;
    }

    private static Severity severity(MetricJudgement concern, Instant since) {
        Metric metric = concern.metric();
        if (metric.concerning() != null && metric.concerning().judges()) {
            return Severity.SEV2;
        }
        boolean normal = metric.normal() != null && metric.normal().judges();
        boolean worth = CapacityCheck.memory(metric) && most(concern, since) >= SHORT_OF_MEMORY;
        return metric.name().startsWith(HOST) && !normal && !worth ? Severity.SEV4 : Severity.SEV3;
    }

    private static double most(MetricJudgement concern, Instant since) {
        Series series = concern.series();
        double most = Double.NEGATIVE_INFINITY;
        for (int i = series.indexFrom(since.toEpochMilli()); i < series.size(); i++) {
            most = Math.max(most, series.value(i));
        }
        return most;
    }

    private static Life.Held held(Watch watch, MetricJudgement concern) {
        Metric metric = concern.metric();
        Assessment assessment = concern.assessment();
        Instant since =
                Objects.requireNonNullElse(
                        assessment.since(), Objects.requireNonNull(assessment.latest()).time());
        return new Life.Held(
                FindingId.of("metric", metric.name()),
                NAME,
                metric.name(),
                severity(concern, since),
                metric.name() + ": " + reason(concern),
                facts(watch, concern),
                since,
                concern.series().size() - concern.series().indexFrom(since.toEpochMilli()));
    }

    private static List<String> facts(Watch watch, MetricJudgement concern) {
        var facts = new ArrayList<String>();
        Metric metric = concern.metric();
        Assessment assessment = concern.assessment();
        if (metric.aggregate().additive()) {
            facts.add(
                    Amounts.number(total(watch, concern.history()))
                            + " in the last "
                            + Span.words(watch.window().length()));
        }
        Comparison usual = concern.usual();
        if (usual != null && usual.median() != null && assessment.latest() != null) {
            double times = assessment.latest().value() / usual.median();
            facts.add(
                    (usual.median() > 0 && times >= 1.5
                                    ? Amounts.number(times) + " times the usual "
                                    : "usual: ")
                            + Amounts.usual(usual, metric.unit()));
        }
        assessment.why().stream().skip(1).limit(MOST_REASONS).forEach(facts::add);
        facts.add(
                "judged by "
                        + Amounts.count(assessment.n(), "point")
                        + ", confidence "
                        + assessment.confidence()
                        + ": "
                        + assessment.confidenceBecause());
        return facts;
    }

    private static double total(Watch watch, MetricHistory history) {
        TimeRange window = watch.window();
        return history.buckets().stream()
                .filter(bucket -> window.contains(bucket.start()))
                .mapToDouble(bucket -> history.metric().aggregate().of(bucket))
                .sum();
    }

    private static String reason(MetricJudgement judgement) {
        List<String> why = judgement.assessment().why();
        return why.isEmpty() ? judgement.assessment().verdict().toString() : why.getFirst();
    }
}
