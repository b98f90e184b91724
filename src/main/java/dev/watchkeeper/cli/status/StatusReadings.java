package dev.watchkeeper.cli.status;

import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricFigures;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the status reads of numbers, in small pieces of work: first what everything is now, then
/// what to think of it, so that where time runs out a verdict is missing and no value.
final class StatusReadings {

    /// How much history a verdict rests on, as in the overview; less where time runs out.
    private static final Duration HISTORY = Duration.ofDays(7);

    private static final Duration LINE = Duration.ofHours(2);

    /// Enough to fill the usual windows of limits; longer ones reach further back by themselves.
    private static final Duration USED = Duration.ofMinutes(10);

    /// Parts of a queue of which the level says enough.
    private static final Set<String> RATES = Set.of("enqueued", "completed", "retries");

    private static final Duration EACH = Duration.ofMillis(600);

    /// A busy machine is the one whose numbers are wanted: for them, more patience than for
    /// verdicts.
    private static final int PATIENCE = 4;

    private final Catalog catalog;
    private final Instant now;
    private final Deadline values;
    private final Deadline verdicts;
    private final Map<String, MetricHistory> recent = new ConcurrentHashMap<>();
    private final Map<String, MetricJudgement> judged = new ConcurrentHashMap<>();
    private final Map<String, SourceUnavailable> failed = new ConcurrentHashMap<>();
    private final Map<String, ApiUsage> usages = new ConcurrentHashMap<>();

    /// @param time after which no verdict is begun; values may take four times as long
    StatusReadings(Catalog catalog, Instant now, Duration time) {
        this.catalog = catalog;
        this.now = now;
        this.values = Deadline.after(time.multipliedBy(PATIENCE));
        this.verdicts = Deadline.after(time);
    }

    /// The pieces, the most important first. None of them throws because of a source.
    List<Runnable> work() {
        var shown = new LinkedHashMap<String, Metric>();
        catalog.queues().values().forEach(queue -> put(shown, levels(queue)));
        catalog.apis().values().forEach(api -> put(shown, List.copyOf(api.metrics().values())));
        var others = new ArrayList<>(others());
        others.stream()
                .filter(metric -> metric.name().startsWith(StatusNumbers.DISK))
                .forEach(metric -> shown.put(metric.name(), metric));
        var work = new ArrayList<Runnable>();
        catalog.apis().values().forEach(api -> work.add(() -> use(api)));
        shown.values().forEach(metric -> work.add(() -> read(metric)));
        shown.values().forEach(metric -> work.add(() -> judge(metric)));
        others.stream()
                .filter(metric -> !shown.containsKey(metric.name()))
                .forEach(metric -> work.add(() -> judge(metric)));
        return work;
    }

    private static void put(Map<String, Metric> shown, List<Metric> metrics) {
        metrics.forEach(metric -> shown.put(metric.name(), metric));
    }

    /// What is looked at of a queue.
    static List<Metric> levels(Queue queue) {
        List<Metric> levels =
                queue.parts().entrySet().stream()
                        .filter(part -> !RATES.contains(part.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        return levels.isEmpty() ? List.copyOf(queue.parts().values()) : levels;
    }

    /// The metrics that are neither of a queue nor of an API.
    List<Metric> others() {
        return catalog.metrics().values().stream()
                .filter(metric -> {
                    int point = metric.name().indexOf('.');
                    String owner = point < 0 ? "" : metric.name().substring(0, point);
                    return !catalog.queues().containsKey(owner)
                            && !catalog.apis().containsKey(owner);
                })
                .toList();
    }

    private void use(Api api) {
        try {
            usages.put(api.name(), ApiUsage.read(api, TimeRange.before(now, USED), values));
        } catch (SourceUnavailable e) {
            failed.put(api.name(), e);
        }
    }

    private void read(Metric metric) {
        try {
            recent.put(metric.name(), MetricGlance.recent(metric, range(), values));
        } catch (SourceUnavailable e) {
            failed.put(metric.name(), e);
        }
    }

    private void judge(Metric metric) {
        if (verdicts.passed() || failed.containsKey(metric.name())) {
            return;
        }
        try {
            judged.put(
                    metric.name(), MetricJudgement.of(metric, now, HISTORY, verdicts.within(EACH)));
        } catch (SourceUnavailable e) {
            failed.put(metric.name(), e);
        }
    }

    private TimeRange range() {
        return TimeRange.before(now, LINE);
    }

    /// What was used of an API's limits, or null where it was not read.
    @Nullable ApiUsage usage(Api api) {
        return usages.get(api.name());
    }

    /// Why the source of an API does not answer, or null.
    @Nullable SourceUnavailable failure(Api api) {
        return failed.get(api.name());
    }

    /// A metric as far as it was read; without a judgement where time ran out.
    MetricGlance glance(Metric metric) {
        SourceUnavailable failure = failed.get(metric.name());
        MetricHistory history = recent.get(metric.name());
        return new MetricGlance(
                metric,
                range(),
                history,
                history == null ? null : MetricFigures.of(history),
                judged.get(metric.name()),
                failure);
    }

    /// A metric that is shown only because of its verdict: its line is read now.
    MetricGlance withLine(Metric metric) {
        if (!recent.containsKey(metric.name()) && !failed.containsKey(metric.name())) {
            read(metric);
        }
        return glance(metric);
    }
}
