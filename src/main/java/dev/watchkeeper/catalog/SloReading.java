package dev.watchkeeper.catalog;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.budget.BurnRule;
import dev.watchkeeper.analysis.budget.Counts;
import dev.watchkeeper.analysis.budget.Forecast;
import dev.watchkeeper.analysis.budget.Onset;
import dev.watchkeeper.catalog.SloStatus.Outcome;
import dev.watchkeeper.catalog.SloStatus.Rule;
import dev.watchkeeper.catalog.SloStatus.Window;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Span;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what an objective's status needs, each moment once: the latest stretch by the minute, what
/// is before it by the hour, which roll-ups tell. Windows end now and begin at a full minute.
final class SloReading {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /// With less of its window observed than this, a budget is told with what it rests on.
    private static final double MOST = 0.95;

    private final Slo slo;
    private final Instant now;
    private final Deadline deadline;
    private final List<BurnRule> rules;
    private final Duration fine;
    private final Duration coarse;
    private final NavigableMap<Long, Counts> minutes = new TreeMap<>();
    private final NavigableMap<Long, Counts> hours = new TreeMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    SloReading(Slo slo, Instant now, Deadline deadline) {
        this.slo = slo;
        this.now = now;
        this.deadline = deadline;
        this.rules = BurnRule.of(slo.window());
        this.coarse = rules.getLast().longWindow();
        this.fine = rules.getLast().shortWindow();
    }

    SloStatus status() {
        boolean fineRead = read(minutes, fine, begin(fine), now, MINUTE);
        boolean coarseRead = fineRead && read(hours, coarse, begin(coarse), begin(fine), HOUR);
        NavigableMap<Long, Counts> lately = new TreeMap<>(hours);
        boolean allRead =
                coarseRead && read(hours, slo.window(), begin(slo.window()), begin(coarse), HOUR);
        Duration observed =
                HOUR.multipliedBy(hours.size()).plus(MINUTE.multipliedBy(minutes.size()));
        var told = new ArrayList<Rule>();
        for (BurnRule rule : rules) {
            boolean last = rule.longWindow().equals(coarse);
            Window longer = window(rule.longWindow(), last ? coarseRead : fineRead, lately);
            Window shorter = window(rule.shortWindow(), fineRead, lately);
            told.add(new Rule(rule, longer, shorter, outcome(rule, longer, shorter)));
        }
        Counts budget = allRead ? sum(hours).plus(sum(minutes)) : null;
        var status =
                new SloStatus(slo, now, budget, observed, told, null, null, List.copyOf(remarks));
        Rule fires = status.fires();
        remark(status);
        return new SloStatus(
                slo,
                now,
                budget,
                observed,
                List.copyOf(told),
                fires == null ? null : onset(fires, lately),
                forecast(status, fires),
                List.copyOf(remarks));
    }

    /// The minute at which a window begins.
    private Instant begin(Duration window) {
        long minute = MINUTE.toMillis();
        long end = Math.ceilDiv(now.toEpochMilli(), minute) * minute;
        return Instant.ofEpochMilli(end).minus(window);
    }

    private boolean read(
            NavigableMap<Long, Counts> into,
            Duration window,
            Instant from,
            Instant until,
            Duration width) {
        if (!from.isBefore(until)) {
            return true;
        }
        var range = new TimeRange(from, until);
        Measured counted = slo.counted().read(range, width, deadline);
        Measured part = slo.part().read(range, width, deadline);
        var counts = new TreeMap<Long, long[]>();
        add(counts, counted.buckets(), 0);
        // of rare events a zero says less: what is counted shows where somebody looked
        add(counts, part.buckets().stream().filter(bucket -> bucket.count() > 0).toList(), 1);
        counts.forEach(
                (start, n) -> into.merge(start, slo.means().counts(n[0], n[1]), Counts::plus));
        remarks.addAll(counted.remarks());
        remarks.addAll(part.remarks());
        boolean complete = counted.complete() && part.complete();
        if (!complete) {
            remarks.add("the last " + Span.words(window) + " could not all be read in time");
        }
        return complete;
    }

    private static void add(NavigableMap<Long, long[]> counts, List<Bucket> buckets, int place) {
        for (Bucket bucket : buckets) {
            counts.computeIfAbsent(bucket.start().toEpochMilli(), _ -> new long[2])[place] +=
                    bucket.count();
        }
    }

    private Window window(Duration length, boolean complete, NavigableMap<Long, Counts> lately) {
        NavigableMap<Long, Counts> part = minutes.tailMap(begin(length).toEpochMilli(), true);
        boolean all = length.equals(coarse);
        Counts counts = all ? sum(lately).plus(sum(minutes)) : sum(part);
        return new Window(length, counts, !part.isEmpty() || (all && !lately.isEmpty()), complete);
    }

    private static Counts sum(NavigableMap<Long, Counts> counts) {
        return counts.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    private Outcome outcome(BurnRule rule, Window longer, Window shorter) {
        boolean read = longer.complete() && shorter.complete();
        if (!read || longer.counts().total() == 0 || !shorter.observed()) {
            return Outcome.CANNOT_TELL;
        }
        boolean fast =
                rule.surpassed(longer.counts().burnRate(slo.objective()))
                        && rule.surpassed(shorter.counts().burnRate(slo.objective()));
        return !fast
                ? Outcome.QUIET
                : longer.counts().bad() < slo.minBad() ? Outcome.TOO_FEW : Outcome.FIRES;
    }

    private Instant onset(Rule fires, NavigableMap<Long, Counts> lately) {
        NavigableMap<Long, Counts> all = new TreeMap<>(minutes);
        if (fires.longer().length().equals(coarse)) {
            all.putAll(lately);
        } else {
            all = minutes.tailMap(begin(fires.longer().length()).toEpochMilli(), true);
        }
        return Onset.of(all, slo.objective(), fires.rule().rate());
    }

    private @Nullable Forecast forecast(SloStatus status, @Nullable Rule fires) {
        Window over = (fires == null ? status.rules().getLast() : fires).longer();
        boolean left = status.budgetLeft() > 0;
        if (!left || over.counts().total() == 0) {
            return null;
        }
        NavigableMap<Long, Counts> all = new TreeMap<>(minutes);
        hours.forEach((start, counts) -> all.merge(start, counts, Counts::plus));
        return Forecast.of(all, over.counts(), over.length(), slo.objective(), slo.window(), now);
    }

    private void remark(SloStatus status) {
        Long newest = minutes.isEmpty() ? null : minutes.lastKey();
        Rule fastest = status.rules().getFirst();
        if (!fastest.shorter().observed() && fastest.shorter().complete()) {
            remarks.add(
                    "unobserved: no event of "
                            + slo.stream()
                            + (newest == null
                                    ? " in the last " + Span.words(fine)
                                    : " since " + Instant.ofEpochMilli(newest))
                            + ", so what burns now cannot be told");
        }
        for (Rule rule : status.rules()) {
            if (rule.outcome() == Outcome.TOO_FEW) {
                remarks.add(
                        "no alert, too few to tell: "
                                + rule.longer().counts().bad()
                                + " bad of "
                                + rule.longer().counts().total()
                                + " in "
                                + Span.words(rule.longer().length())
                                + ", fewer than min_bad "
                                + slo.minBad());
                break;
            }
        }
        double share = (double) status.observed().toMillis() / slo.window().toMillis();
        if (status.budget() != null && share < MOST) {
            remarks.add(
                    "the budget rests on "
                            + Span.words(status.observed())
                            + " observed of "
                            + Span.words(slo.window()));
        }
    }
}
