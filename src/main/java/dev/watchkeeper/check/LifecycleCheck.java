package dev.watchkeeper.check;

import dev.watchkeeper.analysis.lifecycle.Breach;
import dev.watchkeeper.analysis.lifecycle.Lifecycle;
import dev.watchkeeper.analysis.lifecycle.Trails;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Event;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.EventQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each job or request goes through, followed by the ids that tools.yaml declares of an event
/// stream: what used to be followed by something and is not any more, or only after long waiting;
/// and what used to come once and comes twice. That finds jobs that are lost, work that is not
/// charged or charged twice, and queues that nobody declared, without a number of them moving much:
/// an id either has its event or lacks it.
///
/// The rules are learned from the day before and the same hours a week before, as [Lifecycle] says.
/// Each that is broken is SEV3; it is over when it has been kept for half an hour. A rule that
/// cannot be judged, because too little of it came, resolves nothing.
public final class LifecycleCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "lifecycle";

    private static final Duration ONE_STREAM = Duration.ofSeconds(3);
    private static final Duration ALL_STREAMS = Duration.ofSeconds(8);
    private static final Duration PAST = Duration.ofDays(1);
    private static final Duration LEAST_PAST = Duration.ofHours(6);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration BEFORE_WINDOW = Duration.ofHours(2);

    /// After that the past that a rule was learned from is gone: what is usual was learned anew.
    private static final Duration FORGOTTEN = Duration.ofDays(2);

    private static final int MOST_TOLD = 4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var kept = new HashSet<String>();
        Deadline deadline = watch.deadline().within(ALL_STREAMS);
        for (EventStream stream : watch.catalog().events().values()) {
            if (stream.ids().isEmpty()) {
                continue;
            }
            watch.progress("following the ids of " + stream.name());
            try {
                Lifecycle.Verdict verdict = judge(watch, stream, deadline.within(ONE_STREAM));
                for (Breach breach : verdict.breaches()) {
                    String id = id(stream, Lifecycle.rule(breach.first(), breach.then()));
                    holding.add(id);
                    if (findings.size() < MOST_TOLD) {
                        findings.add(Life.holds(watch, held(stream, id, breach)));
                    }
                }
                verdict.kept().forEach(rule -> kept.add(id(stream, rule)));
            } catch (SourceUnavailable e) {
                watch.couldNotRead(stream.name(), e.text());
            }
        }
        findings.addAll(Life.ended(watch, NAME, holding, open -> kept.contains(open.id())));
        for (FindingStore.Stored stored : watch.findings().open()) {
            Finding open = stored.finding();
            if (open.check().equals(NAME)
                    && !holding.contains(open.id())
                    && !kept.contains(open.id())
                    && Duration.between(open.last(), watch.now()).compareTo(FORGOTTEN) > 0) {
                findings.add(
                        Life.over(
                                open,
                                "over: nothing has shown it for "
                                        + Span.words(FORGOTTEN)
                                        + ", and what is usual there is something else now"));
            }
        }
        return findings;
    }

    private static Lifecycle.Verdict judge(Watch watch, EventStream stream, Deadline deadline) {
        Instant now = watch.now();
        Instant before = watch.window().from();
        var trails = new Trails();
        var observed = new ArrayList<TimeRange>();
        TimeRange day = new TimeRange(before.minus(PAST), now);
        ReadReport report = read(stream, day, trails, deadline);
        Instant reached = report.reached();
        Instant from = report.complete() ? day.from() : reached == null ? now : reached;
        if (from.isAfter(before.minus(LEAST_PAST))) {
            watch.remark(
                    stream.name()
                            + ": in the time given too little of the day before could be read to follow its ids");
            return new Lifecycle.Verdict(List.of(), Set.of());
        }
        if (report.complete()) {
            TimeRange week =
                    new TimeRange(before.minus(WEEK).minus(BEFORE_WINDOW), now.minus(WEEK));
            if (read(stream, week, trails, deadline).complete()) {
                observed.add(week);
            }
        }
        observed.add(new TimeRange(from, now));
        return Lifecycle.judge(trails, observed, before, now);
    }

    private static ReadReport read(
            EventStream stream, TimeRange range, Trails trails, Deadline deadline) {
        List<String> ids = stream.ids();
        return stream.source()
                .read(
                        new EventQuery(
                                range,
                                Order.NEWEST_FIRST,
                                Set.of(),
                                Map.of(),
                                new LinkedHashSet<>(ids),
                                null,
                                deadline),
                        event -> {
                            add(event, ids, trails);
                            return true;
                        });
    }

    private static void add(Event event, List<String> ids, Trails trails) {
        for (int i = 0; i < ids.size(); i++) {
            Object id = event.fields().get(ids.get(i));
            if (id != null) {
                trails.add(i, id.toString(), event.type(), event.time().toEpochMilli());
            }
        }
    }

    private static String id(EventStream stream, String rule) {
        return FindingId.of(NAME, stream.name() + "." + rule);
    }

    /// Types are text from the source: a title may hold them, a fact may not.
    private static Life.Held held(EventStream stream, String id, Breach breach) {
        String share = breach.broken() + " of " + breach.judged() + " ids";
        var facts = new ArrayList<String>();
        facts.add(
                "by "
                        + stream.ids().get(breach.field())
                        + ", of those that were due lately; "
                        + Amounts.count(breach.brokenBefore())
                        + " of "
                        + Amounts.count(breach.judgedBefore())
                        + " before");
        if (breach.then() != null) {
            facts.add(
                    "usually it follows within "
                            + Span.words(breach.usual())
                            + "; it counts as missing after "
                            + Span.words(breach.limit()));
            facts.add(
                    breach.late() == 0
                            ? "none of these was followed by it later"
                            : Amounts.count(breach.late()) + " of these were followed by it later");
        }
        String title =
                breach.then() == null
                        ? breach.first() + " comes twice or oftener for " + share
                        : breach.first()
                                + (breach.waits()
                                        ? " is followed too late by "
                                        : " is not followed by ")
                                + breach.then()
                                + " for "
                                + share;
        return new Life.Held(
                id,
                NAME,
                stream.name(),
                Severity.SEV3,
                title,
                facts,
                breach.since(),
                breach.broken());
    }
}
