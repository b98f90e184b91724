package dev.watchkeeper.analysis.lifecycle;

import dev.watchkeeper.analysis.lifecycle.Trails.Kind;
import dev.watchkeeper.analysis.lifecycle.Trails.Trail;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules that nobody declared, learned from the past of things with an id, and which of them the
/// present breaks:
///
/// - *followed*: what came in one type came in another one after it, 95 times in 100;
/// - *once*: what came in a type came in it once, 98 times in 100.
///
/// Such rules are suggested from data as Deequ suggests constraints (Schelter et al., "Automating
/// large-scale data quality verification", VLDB 2018), and checked as conformance of a process is
/// (van der Aalst, "Process Mining", 2016). A follower counts as missing when it has not come
/// within three times what 99 in 100 of the past stay under, so that what merely waits too long is
/// seen as well, which is the harm of a backlog.
///
/// A rule is broken when of those that were due in the last hour so many break it as chance, at the
/// rate of the worse quarters of the past, explains less than once in a million; a tenth and five
/// of them at least; twice as many as at the same time of the day and of the week before, so that
/// what a batch does every night is no news; and of the last third some.
public final class Lifecycle {

    private static final double FOLLOWED = 0.95;
    private static final double ONCE = 0.98;
    private static final double LEAST_RATE = 0.02;
    private static final double LEAST_SHARE = 0.1;
    private static final int LEAST_BROKEN = 5;
    private static final double CHANCE = 1e-6;
    private static final double HABIT = 2;
    private static final int LEAST_COMPARED = 10;
    private static final int ENOUGH = 20;
    private static final double LASTING = 0.05;
    private static final int WIDER = 3;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;
    private static final long SHORTEST_LIMIT = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST_LIMIT = Duration.ofHours(2).toMillis();

    private final Trails trails;
    private final List<TimeRange> observed;
    private final long before;
    private final long now;
    private final Map<Integer, List<Trail>> byField = new HashMap<>();

    private Lifecycle(Trails trails, List<TimeRange> observed, Instant before, Instant now) {
        this.trails = trails;
        this.observed = observed;
        this.before = before.toEpochMilli();
        this.now = now.toEpochMilli();
        for (Trail trail : trails.all()) {
            byField.computeIfAbsent(trail.field(), _ -> new ArrayList<>()).add(trail);
        }
    }

    /// The trails of a kind that is a step of one thing; empty for one that belongs to what comes
    /// again and again: a customer, a machine, a batch.
    private List<Trail> of(int kind) {
        int lasting = 0;
        var of = new ArrayList<Trail>();
        for (Trail trail : byField.getOrDefault(trails.kinds().get(kind).field(), List.of())) {
            if (trail.count(kind) == 0) {
                continue;
            }
            if (trail.isLasting()) {
                lasting++;
            } else {
                of.add(trail);
            }
        }
        return lasting > LASTING * (of.size() + lasting) ? List.of() : of;
    }

    /// What the present says of the rules.
    ///
    /// @param breaches those that are broken, the plainest first
    /// @param kept those that could be judged and are kept, each as [#rule]
    public record Verdict(List<Breach> breaches, Set<String> kept) {}

    /// A rule as a name: two types, or one that comes once.
    public static String rule(String first, @Nullable String then) {
        return then == null ? first : first + "." + then;
    }

    /// Learns the rules from what came before a time, and judges what came since.
    ///
    /// @param observed the stretches that were read without a gap, in the order of time; the last
    ///   one ends now
    /// @param before until when the past is
    public static Verdict judge(
            Trails trails, List<TimeRange> observed, Instant before, Instant now) {
        return new Lifecycle(trails, observed, before, now).judge();
    }

    /// A rule that could be judged, with what came of it.
    private record Judged(
            int first, int then, boolean kept, @Nullable Breach breach, long median) {}

    private Verdict judge() {
        var judged = new ArrayList<Judged>();
        int n = trails.kinds().size();
        int[][] follows = follows(n);
        for (int first = 0; first < n; first++) {
            Judged once = once(first);
            if (once != null) {
                judged.add(once);
            }
            for (int then = 0; then < n; then++) {
                if (first != then && 2 * follows[first][then] >= follows[first][first]) {
                    Judged followed = followed(first, then);
                    if (followed != null) {
                        judged.add(followed);
                    }
                }
            }
        }
        var breaches = new ArrayList<Breach>();
        var kept = new HashSet<String>();
        var told = new HashSet<Judged>();
        judged.sort(Comparator.comparingLong(Judged::median).thenComparing(this::name));
        for (Judged each : judged) {
            if (each.breach != null && !explained(each, judged, told)) {
                told.add(each);
                breaches.add(each.breach);
            } else if (each.breach == null && each.kept) {
                kept.add(name(each));
            }
        }
        breaches.sort(
                Comparator.comparingDouble((Breach b) -> -(double) b.broken() / b.judged())
                        .thenComparing(Breach::since)
                        .thenComparing(b -> rule(b.first(), b.then())));
        var names = new HashSet<String>();
        breaches.removeIf(breach -> !names.add(rule(breach.first(), breach.then())));
        kept.removeAll(names);
        return new Verdict(breaches, kept);
    }

    private String name(Judged judged) {
        return rule(type(judged.first), judged.then < 0 ? null : type(judged.then));
    }

    private String type(int kind) {
        return trails.kinds().get(kind).type();
    }

    /// How many ids came in both kinds, the second not before the first.
    private int[][] follows(int n) {
        var follows = new int[n][n];
        byField.values()
                .forEach(all ->
                        all.forEach(trail -> {
                            for (int first = 0; first < n; first++) {
                                long from = trail.first(first, Long.MIN_VALUE);
                                for (int then = 0; from != Long.MAX_VALUE && then < n; then++) {
                                    follows[first][then] +=
                                            trail.first(then, from) != Long.MAX_VALUE ? 1 : 0;
                                }
                            }
                        }));
        return follows;
    }

    /// Whether a breach only shows what another one says more closely: something between its two
    /// ends is where it is broken. By what is told alone, so that two that came at the same time do
    /// not explain one another away.
    private static boolean explained(Judged breach, List<Judged> all, Set<Judged> told) {
        if (breach.then < 0) {
            return false;
        }
        for (Judged to : all) {
            if (to.first != breach.first || to.then < 0 || to.median > breach.median) {
                continue;
            }
            for (Judged on : all) {
                if (on.first == to.then
                        && on.then == breach.then
                        && (told.contains(to) || told.contains(on))) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Judged followed(int first, int then) {
        List<Trail> all = of(first);
        var times = new long[all.size()];
        var delays = new long[all.size()];
        int n = 0;
        for (Trail trail : all) {
            long from = trail.first(first, Long.MIN_VALUE);
            long at = trail.first(then, from);
            times[n] = from;
            delays[n++] = at == Long.MAX_VALUE ? Long.MAX_VALUE : at - from;
        }
        long[] usual = usual(times, delays);
        if (usual.length == 0) {
            return null;
        }
        long median = usual[usual.length / 2];
        long limit = Math.max(SHORTEST_LIMIT, WIDER * usual[(int) (0.99 * (usual.length - 1))]);
        if (limit > LONGEST_LIMIT) {
            return null;
        }
        var broken = new boolean[n];
        for (int i = 0; i < n; i++) {
            broken[i] = delays[i] > limit;
        }
        Cases cases = Cases.of(times, broken);
        Cases past = past(cases, limit);
        double[] shares = past.shares();
        if (shares.length == 0 || 1 - shares[shares.length / 2] < FOLLOWED) {
            return null;
        }
        Cases due = due(cases, limit);
        if (!enough(due)) {
            return null;
        }
        boolean news = !habitual(cases, due);
        if (!news || !broken(due, shares)) {
            return new Judged(first, then, kept(due), null, median);
        }
        int late = 0;
        for (int i = 0; i < n; i++) {
            boolean counts = due.n() > 0 && times[i] >= due.from() && times[i] <= due.until();
            late += counts && broken[i] && delays[i] != Long.MAX_VALUE ? 1 : 0;
        }
        Cases since = cases.between(before - limit, now - limit);
        return new Judged(
                first,
                then,
                true,
                new Breach(
                        type(first),
                        type(then),
                        trails.kinds().get(first).field(),
                        due.n(),
                        due.broken(),
                        late,
                        past.n(),
                        past.broken(),
                        Duration.ofMillis(median),
                        Duration.ofMillis(limit),
                        Instant.ofEpochMilli(since.change(rate(shares), due.share()))),
                median);
    }

    private @Nullable Judged once(int kind) {
        Kind what = trails.kinds().get(kind);
        List<Trail> all = of(kind);
        var times = new long[all.size()];
        var broken = new boolean[all.size()];
        int n = 0;
        for (Trail trail : all) {
            times[n] = trail.first(kind, Long.MIN_VALUE);
            broken[n++] = trail.count(kind) > 1;
        }
        Cases cases = Cases.of(times, broken);
        Cases past = past(cases, 0);
        double[] shares = past.shares();
        if (shares.length == 0 || 1 - shares[shares.length / 2] < ONCE) {
            return null;
        }
        Cases due = due(cases, 0);
        if (!enough(due)) {
            return null;
        }
        boolean news = !habitual(cases, due);
        Breach breach =
                news && broken(due, shares)
                        ? new Breach(
                                what.type(),
                                null,
                                what.field(),
                                due.n(),
                                due.broken(),
                                0,
                                past.n(),
                                past.broken(),
                                Duration.ZERO,
                                Duration.ZERO,
                                Instant.ofEpochMilli(
                                        cases.between(before, now)
                                                .change(rate(shares), due.share())))
                        : null;
        return new Judged(kind, -1, kept(due), breach, 0);
    }

    /// How long it took in the past where it came, the shortest first; empty with too few.
    private long[] usual(long[] times, long[] delays) {
        var usual = new long[times.length];
        int n = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] < before && delays[i] != Long.MAX_VALUE) {
                usual[n++] = delays[i];
            }
        }
        usual = Arrays.copyOf(usual, n);
        Arrays.sort(usual);
        return usual;
    }

    /// Those of the past that were due while somebody looked.
    private Cases past(Cases cases, long limit) {
        return cases.where(time -> time < before - limit && seen(time, time + limit));
    }

    private boolean seen(long from, long until) {
        return observed.stream()
                .anyMatch(range ->
                        range.from().toEpochMilli() <= from
                                && until <= range.until().toEpochMilli());
    }

    /// Those that were due in the last hour; in the whole window where these are few.
    private Cases due(Cases cases, long limit) {
        Cases hour = cases.between(now - limit - HOUR, now - limit);
        return hour.n() >= ENOUGH ? hour : cases.between(before - limit, now - limit);
    }

    private static boolean enough(Cases due) {
        return due.n() >= LEAST_BROKEN;
    }

    private static double rate(double[] shares) {
        return Math.max(LEAST_RATE, shares[shares.length * 3 / 4]);
    }

    private static boolean broken(Cases due, double[] shares) {
        return due.broken() >= LEAST_BROKEN
                && due.share() >= LEAST_SHARE
                && due.latest().broken() > 0
                && Chance.atLeast(due.broken(), due.n(), rate(shares)) < CHANCE;
    }

    /// What is as bad as it was for hours, or as it is each night, is no news, but not kept either.
    private static boolean kept(Cases due) {
        return due.share() < LEAST_SHARE || due.latest().broken() == 0;
    }

    /// Whether the same time of the day or of the week before was half as bad.
    private static boolean habitual(Cases cases, Cases due) {
        return due.broken() > 0 && (like(cases, due, DAY) || like(cases, due, 7 * DAY));
    }

    private static boolean like(Cases cases, Cases due, long ago) {
        Cases then = cases.between(due.from() - ago, due.until() + 1 - ago);
        return then.n() >= LEAST_COMPARED && due.share() < HABIT * then.share();
    }
}
