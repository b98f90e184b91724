package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Drain;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricFigures;
import dev.watchkeeper.catalog.MetricGlance;
import dev.watchkeeper.catalog.MetricHistory;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.catalog.Queue;
import dev.watchkeeper.catalog.QueueFlow;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a queue does: what waits and how long, what comes and leaves, who works on it.
public final class GetQueueStatsTool implements Tool<GetQueueStatsTool.Arguments> {

    private static final Duration USUAL_RANGE = Duration.ofHours(2);

    private final Catalog catalog;

    public GetQueueStatsTool(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("default: all in brief") @Nullable String queue,
            @Doc("RFC 3339 or now-2h (default)") @Nullable String from,
            @Doc("default now") @Nullable String until,
            @Doc("and the same hours earlier: 1d, 7d") @Nullable String compare) {}

    @Override
    public String name() {
        return "get_queue_stats";
    }

    @Override
    public String title() {
        return "See how a queue does";
    }

    @Override
    public String description() {
        return """
        Is the queue filling up? Depth, wait, rates per minute, overflow share, retries, dead letters: now, over the \
        range, against the usual, with a verdict; time to drain; workers compared. In a line · is a gap, not zero.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        TimeRange range =
                TimeArgument.range(arguments.from(), arguments.until(), USUAL_RANGE, call.now());
        if (arguments.queue() == null && catalog.queues().size() > 1) {
            if (arguments.compare() != null) {
                throw new BadRequest(
                        "compare needs a queue, one of: "
                                + String.join(", ", catalog.queues().keySet()));
            }
            return all(range, call);
        }
        return one(catalog.queue(arguments.queue()), arguments.compare(), range, call);
    }

    private static Answer one(Queue queue, @Nullable String compare, TimeRange range, Call call) {
        Deadline deadline = call.deadline();
        WorkerAnswer workers = WorkerAnswer.of(queue.workers(), range, share(deadline, 3));
        List<MetricFigures> then = then(queue, compare, range, share(deadline, 3));
        List<MetricGlance> glances =
                MetricGlance.of(queue.parts().values(), range, MetricJudgement.LONGEST, deadline);
        GlanceTable.anyRead(glances);
        var byPart = byPart(glances);
        var remarks = new ArrayList<>(GlanceTable.remarks(glances));
        remarks.addAll(workers.remarks());
        boolean complete = complete(glances) && workers.complete();
        var answer =
                new Answer()
                        .put(
                                "searched",
                                MetricSearch.of(
                                        "queue",
                                        queue.name(),
                                        range,
                                        width(glances),
                                        complete,
                                        remarks))
                        .put("describe", queue.describe())
                        .put("flow", flow(byPart))
                        .put(GlanceTable.full(glances, then), null, null)
                        .put("usual_is", GlanceTable.usualIs(glances))
                        .put("then_is", compare == null ? null : compare + " earlier")
                        .put("why", GlanceTable.sentences(glances));
        workers.into(answer);
        return answer.put("notes", notes(queue));
    }

    private static Deadline share(Deadline deadline, int parts) {
        return deadline.within(deadline.remaining().dividedBy(parts));
    }

    private static List<MetricFigures> then(
            Queue queue, @Nullable String compare, TimeRange range, Deadline deadline) {
        if (compare == null) {
            return List.of();
        }
        Duration back = TimeArgument.duration("compare", compare);
        TimeRange earlier = new TimeRange(range.from().minus(back), range.until().minus(back));
        var figures = new ArrayList<MetricFigures>();
        for (Metric metric : queue.parts().values()) {
            MetricHistory history;
            try {
                history = MetricGlance.recent(metric, earlier, deadline);
            } catch (SourceUnavailable e) {
                history = MetricHistory.none(metric, earlier);
            }
            figures.add(MetricFigures.of(history));
        }
        return figures;
    }

    private static Map<String, MetricGlance> byPart(List<MetricGlance> glances) {
        var byPart = new LinkedHashMap<String, MetricGlance>();
        glances.forEach(glance -> byPart.put(GlanceTable.part(glance.metric()), glance));
        return byPart;
    }

    private static boolean complete(List<MetricGlance> glances) {
        return glances.stream()
                .map(MetricGlance::history)
                .allMatch(history -> history != null && history.complete());
    }

    private static @Nullable Duration width(List<MetricGlance> glances) {
        return glances.stream()
                .map(MetricGlance::history)
                .filter(Objects::nonNull)
                .map(history -> Objects.requireNonNull(history).width())
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> flow(Map<String, MetricGlance> byPart) {
        var shown = new LinkedHashMap<String, Object>();
        QueueFlow flow = QueueFlow.of(byPart);
        if (flow != null) {
            Drain drain = flow.drain();
            put(shown, "in_per_minute", drain.inPerMinute());
            put(shown, "out_per_minute", drain.outPerMinute());
            put(shown, "net_per_minute", drain.perMinute());
            shown.put("over", Figures.length(flow.over()));
            shown.put("state", drain.state().toString());
            shown.put("time_to_drain", drain.words());
        }
        MetricGlance overflow = byPart.get("overflow");
        if (overflow != null
                && overflow.figures() != null
                && "%".equals(overflow.metric().unit())) {
            put(shown, "overflow_percent_of_range", overflow.figures().mean());
        }
        return shown;
    }

    private static void put(Map<String, Object> shown, String key, @Nullable Double value) {
        Number figure = Figures.of(value);
        if (figure != null) {
            shown.put(key, figure);
        }
    }

    private static List<String> notes(Queue queue) {
        var notes = new ArrayList<>(queue.notes());
        queue.parts()
                .forEach((part, metric) ->
                        metric.notes().forEach(note -> notes.add(part + ": " + note)));
        return notes;
    }

    /// All queues, a few lines for each: its depth or first part, and whatever is not normal.
    private Answer all(TimeRange range, Call call) {
        var table = GlanceTable.brief(60);
        var flows = new LinkedHashMap<String, String>();
        var why = new LinkedHashMap<String, String>();
        var all = new ArrayList<MetricGlance>();
        int left = catalog.queues().size();
        for (Queue queue : catalog.queues().values()) {
            List<MetricGlance> glances =
                    MetricGlance.of(
                            queue.parts().values(),
                            range,
                            MetricJudgement.LONGEST,
                            share(call.deadline(), left--));
            all.addAll(glances);
            for (MetricGlance glance : glances) {
                boolean first = glance.equals(glances.getFirst());
                if (first || verdict(glance) != Verdict.NORMAL) {
                    GlanceTable.brief(table, glance.metric().name(), glance);
                }
                if (verdict(glance) == Verdict.CONCERNING && why.size() < 3) {
                    why.put(
                            glance.metric().name(),
                            GlanceTable.sentence(
                                    Objects.requireNonNull(glance.judgement()).assessment()));
                }
            }
            QueueFlow flow = QueueFlow.of(byPart(glances));
            if (flow != null) {
                flows.put(queue.name(), flow.drain().state() + ", " + flow.drain().words());
            }
        }
        GlanceTable.anyRead(all);
        return new Answer()
                .put(
                        "searched",
                        MetricSearch.of(
                                "queues",
                                String.join(", ", catalog.queues().keySet()),
                                range,
                                width(all),
                                complete(all),
                                GlanceTable.remarks(all)))
                .put("flow", flows)
                .put(table, null, table.cut() ? "name a queue: not all lines fit here" : null)
                .put("usual_is", GlanceTable.usualIs(all))
                .put("why", why)
                .put("next", "name a queue for all of its parts and its workers");
    }

    private static @Nullable Verdict verdict(MetricGlance glance) {
        return glance.judgement() == null ? null : glance.judgement().assessment().verdict();
    }
}
