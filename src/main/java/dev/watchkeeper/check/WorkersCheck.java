package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.WorkerSurvey;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// The workers of each queue against one another; who is silent or lags is said by [WorkerSurvey].
///
/// | | severity |
/// |---|---|
/// | silent while others work, and half or more of the workers are | SEV2 |
/// | silent while others work | SEV3 |
/// | lags: median of its values twice that of the others or more, but not the day before | SEV3 |
public final class WorkersCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "workers";

    private static final Duration ONE_QUEUE = Duration.ofSeconds(3);
    private static final double LAGS = 2;
    private static final long LEAST_VALUES = 20;
    private static final int NAME_CHARACTERS = 40;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var told = new HashSet<String>();
        for (Queue queue : watch.catalog().queues().values()) {
            Queue.Workers workers = queue.workers();
            if (workers == null) {
                continue;
            }
            watch.progress("comparing the workers of " + queue.name());
            try {
                WorkerSurvey survey = read(watch, workers, watch.window());
                if (survey.report().complete()) {
                    told.add(queue.name());
                    for (Life.Held held : held(watch, queue, workers, survey)) {
                        findings.add(Life.holds(watch, held));
                        holding.add(held.id());
                    }
                }
            } catch (SourceUnavailable e) {
                watch.numbers().failed(e);
            }
        }
        findings.addAll(
                Life.ended(watch, NAME, holding, finding -> told.contains(finding.subject())));
        return findings;
    }

    private static WorkerSurvey read(Watch watch, Queue.Workers workers, TimeRange range) {
        Deadline share = watch.deadline().within(ONE_QUEUE);
        return WorkerSurvey.read(workers, range, share);
    }

    private static List<Life.Held> held(
            Watch watch, Queue queue, Queue.Workers workers, WorkerSurvey survey) {
        var held = new ArrayList<Life.Held>();
        List<WorkerSurvey.Worker> silent =
                survey.workers().stream()
                        .filter(worker -> worker.state() == WorkerSurvey.State.SILENT)
                        .toList();
        boolean half = 2 * silent.size() >= survey.workers().size();
        for (WorkerSurvey.Worker worker : silent) {
            held.add(silent(watch, queue, worker, survey.workers().size(), half));
        }
        List<WorkerSurvey.Worker> lagging =
                survey.workers().stream().filter(worker -> lags(worker, survey)).toList();
        if (!lagging.isEmpty()) {
            TimeRange window = watch.window();
            WorkerSurvey before =
                    read(watch, workers, TimeRange.before(window.from(), WorkerSurvey.BEFORE));
            for (WorkerSurvey.Worker worker : lagging) {
                boolean always =
                        before.workers().stream()
                                .anyMatch(known ->
                                        known.name().equals(worker.name()) && lags(known, before));
                if (!always) {
                    held.add(lagging(watch, queue, workers, worker, survey));
                }
            }
        }
        held.forEach(one ->
                watch.meanwhile(
                        new Circumstance(
                                queue.name() + "/" + one.id(), true, one.since(), clause(one))));
        return held;
    }

    /// Names of workers are text from the source: a title may hold it, a fact may not.
    private static String clause(Life.Held held) {
        return "a worker of "
                + held.subject()
                + (held.id().startsWith("worker-silent")
                        ? " is silent"
                        : " lags behind the others");
    }

    private static Life.Held silent(
            Watch watch, Queue queue, WorkerSurvey.Worker worker, int workers, boolean half) {
        Instant now = watch.now();
        return new Life.Held(
                FindingId.of("worker-silent", queue.name() + "." + worker.name()),
                NAME,
                queue.name(),
                half ? Severity.SEV2 : Severity.SEV3,
                "worker "
                        + shown(worker)
                        + " of "
                        + queue.name()
                        + " is silent for "
                        + Span.words(Duration.between(worker.last(), now)),
                List.of(
                        "last seen "
                                + Amounts.time(worker.last(), now)
                                + "; "
                                + Amounts.count(worker.since(), "event")
                                + " of other workers since, and none of it",
                        "one of " + Amounts.count(workers, "worker") + " seen in the last day"),
                worker.last(),
                1);
    }

    private static Life.Held lagging(
            Watch watch,
            Queue queue,
            Queue.Workers workers,
            WorkerSurvey.Worker worker,
            WorkerSurvey survey) {
        double own = Objects.requireNonNull(worker.median());
        double others = others(worker, survey);
        String window = Span.words(watch.window().length());
        return new Life.Held(
                FindingId.of("worker-lags", queue.name() + "." + worker.name()),
                NAME,
                queue.name(),
                Severity.SEV3,
                "worker "
                        + shown(worker)
                        + " of "
                        + queue.name()
                        + " lags: "
                        + Amounts.number(own / others)
                        + " times the "
                        + workers.value()
                        + " of the others",
                List.of(
                        "median of "
                                + workers.value()
                                + " in the last "
                                + window
                                + ": "
                                + Amounts.number(own)
                                + " of "
                                + Amounts.count(worker.values(), "value")
                                + ", the others "
                                + Amounts.number(others),
                        "it did not lag so the day before"),
                watch.window().from(),
                worker.values());
    }

    private static boolean lags(WorkerSurvey.Worker worker, WorkerSurvey survey) {
        return worker.state() == WorkerSurvey.State.LAGS
                && worker.median() != null
                && worker.values() >= LEAST_VALUES
                && worker.median() >= bound(worker, survey) * others(worker, survey);
    }

    /// How many times the others' median is no chance: the logarithms of two medians differ by four
    /// standard errors (each 1.25 of their deviation by the root of the number of values), where
    /// values vary e-fold, as durations do; and twice at least.
    private static double bound(WorkerSurvey.Worker worker, WorkerSurvey survey) {
        long others =
                survey.workers().stream()
                        .filter(other -> !other.name().equals(worker.name()))
                        .mapToLong(WorkerSurvey.Worker::values)
                        .sum();
        double error = 1.25 * Math.sqrt(1.0 / worker.values() + 1.0 / Math.max(1, others));
        return Math.max(LAGS, Math.exp(4 * error));
    }

    /// The middle of the medians of the others that have enough values.
    private static double others(WorkerSurvey.Worker worker, WorkerSurvey survey) {
        double[] medians =
                survey.workers().stream()
                        .filter(other -> !other.name().equals(worker.name()))
                        .filter(other -> other.values() >= LEAST_VALUES)
                        .mapToDouble(other -> Objects.requireNonNull(other.median()))
                        .sorted()
                        .toArray();
        return medians.length == 0
                ? Double.POSITIVE_INFINITY
                : Arrays.stream(medians).skip(medians.length / 2).findFirst().orElseThrow();
    }

    private static String shown(WorkerSurvey.Worker worker) {
        String name = worker.name();
        return name.length() <= NAME_CHARACTERS ? name : name.substring(0, NAME_CHARACTERS) + "…";
    }
}
