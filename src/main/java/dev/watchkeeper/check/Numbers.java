package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Together;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Catalog catalog = watch.catalog();
        var found = new LinkedHashMap<String, MetricJudgement>();
        var shortened = new ArrayList<String>();
        var empty = new ArrayList<String>();
        Deadline end = watch.deadline().within(ALL_METRICS);
        int left = catalog.metrics().size();
        if (left > 0) {
            watch.progress("judging " + left + " metrics");
        }
        for (Metric metric : Together.of(catalog.metrics().values())) {
            try {
                Deadline share = end.within(end.remaining().dividedBy(left--));
                MetricJudgement judgement = MetricJudgement.of(metric, watch.now(), share);
                found.put(metric.name(), judgement);
                if (!judgement.history().complete()) {
                    shortened.add(metric.name());
                }
                if (judgement.series().isEmpty() && declares(metric)) {
                    empty.add(metric.name());
                }
            } catch (SourceUnavailable e) {
                failed(e);
            }
        }
        if (!shortened.isEmpty()) {
            watch.remark(
                    "time ran out before all history was read, so these are judged by less: "
                            + named(shortened));
        }
        if (!empty.isEmpty()) {
            watch.remark(
                    "bounds are declared and there are no values to hold against them: "
                            + named(empty)
                            + "; what has to be sampled is sampled by watchkeeper collect or serve --http");
        }
        return found;
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
