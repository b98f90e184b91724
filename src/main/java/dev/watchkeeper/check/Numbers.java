package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The numbers of one round, each read once, whichever check asks first. A source that does not
/// answer is told once, however many numbers come from it, and is not asked again.
final class Numbers {

    /// How long all metrics of a round may take; each gets an equal share of what is left.
    private static final Duration ALL_METRICS = Duration.ofSeconds(20);

    private static final Duration ONE_API = Duration.ofSeconds(5);

    /// How long the present is for what is used of limits.
    static final Duration USAGE = Duration.ofHours(1);

    private static final int MOST_NAMED = 5;

    private final Watch watch;
    private final Map<String, SourceUnavailable> failures = new LinkedHashMap<>();
    private final Map<String, Optional<ApiUsage>> usages = new LinkedHashMap<>();
    private @Nullable Map<String, MetricJudgement> judged;

    Numbers(Watch watch) {
        this.watch = watch;
    }

    /// Every metric that could be read, with its verdict, by name.
    Map<String, MetricJudgement> judged() {
        if (judged == null) {
            judged = judgeAll();
        }
        return Collections.unmodifiableMap(judged);
    }

    /// How many metrics were judged so far.
    int count() {
        return judged == null ? 0 : judged.size();
    }

    private Map<String, MetricJudgement> judgeAll() {
        Map<Boolean, List<Metric>> byEvents =
                Together.of(watch.catalog().metrics().values()).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        metric -> !metric.reader().parts().isEmpty()));
        List<Metric> byOthers = byEvents.getOrDefault(false, List.of());
        List<Metric> ofEvents = byEvents.getOrDefault(true, List.of());
        var found = new HashMap<String, MetricJudgement>();
        int all = byOthers.size() + ofEvents.size();
        if (all > 0) {
            watch.progress("judging " + all + " metrics");
        }
        Deadline end = watch.deadline().within(ALL_METRICS);
        judge(byOthers, ofEvents.size(), end, found);
        Duration left = end.remaining();
        watch.awaitEventNumbers();
        judge(ofEvents, 0, watch.deadline().within(left), found);
        var judged = new LinkedHashMap<String, MetricJudgement>();
        for (String name : watch.catalog().metrics().keySet()) {
            MetricJudgement judgement = found.get(name);
            if (judgement != null) {
                judged.put(name, judgement);
            }
        }
        remark(judged.values());
        return judged;
    }

    /// @param others how many more are to be judged until then
    private void judge(
            List<Metric> metrics, int others, Deadline end, Map<String, MetricJudgement> found) {
        int left = metrics.size() + others;
        for (Metric metric : metrics) {
            try {
                Deadline share = end.within(end.remaining().dividedBy(left--));
                found.put(metric.name(), MetricJudgement.of(metric, watch.now(), share));
            } catch (SourceUnavailable e) {
                failed(e);
            }
        }
    }

    private void remark(Collection<MetricJudgement> judged) {
        List<String> shortened =
                judged.stream()
                        .filter(judgement -> !judgement.history().complete())
                        .map(judgement -> judgement.metric().name())
                        .toList();
        if (!shortened.isEmpty()) {
            watch.remark(
                    "time ran out before all history was read, so these are judged by less: "
                            + named(shortened));
        }
        List<String> empty =
                judged.stream()
                        .filter(judgement -> judgement.series().isEmpty())
                        .map(MetricJudgement::metric)
                        .filter(Numbers::declares)
                        .map(Metric::name)
                        .toList();
        if (!empty.isEmpty()) {
            watch.remark(
                    "bounds are declared and there are no values to hold against them: "
                            + named(empty)
                            + "; what has to be sampled is sampled by watchkeeper collect or serve --http");
        }
    }

    private static boolean declares(Metric metric) {
        return metric.normal() != null || metric.concerning() != null || metric.limit() != null;
    }

    private static String named(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED))
                        + " and "
                        + (names.size() - MOST_NAMED)
                        + " more";
    }

    /// What was called of an API in the last hour, against its limits; empty where it could not be
    /// read.
    Optional<ApiUsage> usage(Api api) {
        return usages.computeIfAbsent(api.name(), _ -> readUsage(api));
    }

    private Optional<ApiUsage> readUsage(Api api) {
        watch.progress("counting the calls of " + api.name());
        try {
            return Optional.of(
                    ApiUsage.read(
                            api,
                            TimeRange.before(watch.now(), USAGE),
                            watch.deadline().within(ONE_API)));
        } catch (SourceUnavailable e) {
            failed(e);
            return Optional.empty();
        }
    }

    /// A source did not answer: said once, under the name of its stream where it has one.
    void failed(SourceUnavailable failure) {
        if (failures.putIfAbsent(failure.source(), failure) != null) {
            return;
        }
        List<String> streams =
                watch.catalog().events().values().stream()
                        .filter(stream -> over(stream, failure.source()))
                        .map(EventStream::name)
                        .toList();
        if (streams.stream().noneMatch(watch.unread()::containsKey)) {
            watch.couldNotRead(
                    streams.isEmpty() ? failure.source() : streams.getFirst(), failure.text());
        }
    }

    private static boolean over(EventStream stream, String source) {
        return stream.sourceName().equals(source) || stream.name().equals(source);
    }
}
