package dev.watchkeeper.analysis.series;

import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says whether a series is as it should be.
///
/// What is declared is asked first and wins. Then the present is compared with what the history
/// lets expect: its growth ([Expectation]), its rhythm ([Profile]), and how far it strayed from
/// both before ([Reach]). Days are compared with days for what creeps ([Creep]), and a line is
/// drawn to the limit ([Outlook]). An answer depends on the points and the question alone, so that
/// asking every minute says the same of the same episode, which has one beginning.
public final class Assessor {

    private static final int LATE_STEPS = 5;
    private static final Duration FULL_HISTORY = Duration.ofDays(14);
    private static final Duration SOME_HISTORY = Duration.ofDays(2);

    private final Series series;
    private final Question question;
    private final Figures figures;
    private final List<Signal> signals = new ArrayList<>();

    private Assessor(Series series, Question question) {
        this.series = series;
        this.question = question;
        this.figures = new Figures(question.unit(), question.now());
    }

    /// Judges the series as of `question.now()`. Whatever the points are there is an answer.
    public static Assessment assess(Series series, Question question) {
        Instant changed = null;
        for (Instant change : question.unitChanges()) {
            if (!change.isAfter(question.now()) && (changed == null || change.isAfter(changed))) {
                changed = change;
            }
        }
        int from = changed == null ? 0 : series.indexFrom(changed.toEpochMilli());
        int until = series.indexFrom(question.now().toEpochMilli() + 1);
        Series known = series.slice(Math.min(from, until), until);
        return new Assessor(known, question).assess(changed);
    }

    private Assessment assess(@Nullable Instant changed) {
        int n = series.size();
        String sinceChange =
                changed == null
                        ? ""
                        : " since the unit or meaning changed at " + figures.time(changed);
        if (n == 0) {
            return cannotTell("there are no points" + sinceChange, null);
        }
        Point latest = new Point(series.time(n - 1), series.value(n - 1));
        Duration age = Duration.between(latest.time(), question.now());
        if (age.compareTo(late()) > 0) {
            return cannotTell(
                    "the last point is "
                            + Figures.length(age)
                            + " old, and they used to come every "
                            + Figures.length(question.step()),
                    latest);
        }
        Declared declared = Declared.of(series, question, figures);
        signals.addAll(declared.signals());
        overTheLimit(latest.value());
        Learned learned = Learned.of(series, question, figures);
        if (!learned.enough()) {
            return young(learned, declared, sinceChange, latest);
        }
        return full(learned, declared, latest);
    }

    /// When a last point is too old to speak of the present: five steps, or twice what was a usual
    /// hole before.
    private Duration late() {
        int n = series.size();
        int from = Math.max(1, n - 500);
        var distances = new double[n - from];
        for (int i = from; i < n; i++) {
            distances[i - from] = series.millis(i) - series.millis(i - 1);
        }
        Ordered holes = Ordered.of(distances);
        long usual = holes.n() < 2 ? 0 : (long) (2 * holes.at(0.98));
        return Duration.ofMillis(Math.max(usual, LATE_STEPS * question.step().toMillis()));
    }

    private void overTheLimit(double value) {
        Double limit = question.limit();
        if (limit == null || question.direction() == Direction.BOTH) {
            return;
        }
        boolean over = question.direction() == Direction.HIGH ? value >= limit : value <= limit;
        if (over) {
            signals.add(
                    new Signal(
                            Verdict.CONCERNING,
                            figures.value(value)
                                    + (value == limit ? ", at" : ", beyond")
                                    + " the limit of "
                                    + figures.value(limit),
                            null));
        }
    }

    private Assessment young(Learned learned, Declared declared, String sinceChange, Point latest) {
        int n = series.size();
        if (signals.isEmpty()) {
            return cannotTell(
                    "there is too little history: "
                            + (n == 1 ? "one point" : n + " points")
                            + (sinceChange.isEmpty()
                                    ? " over " + Figures.length(covered())
                                    : sinceChange),
                    latest);
        }
        Comparison comparison = Declared.comparison(latest.value(), question);
        return answer(
                latest,
                Confidence.HIGH,
                "it was declared",
                comparison == null ? List.of() : List.of(comparison),
                declared.settled() ? null : new Movement(learned).trend(),
                List.of(),
                null,
                null);
    }

    private Duration covered() {
        return Duration.between(series.time(0), series.time(series.size() - 1));
    }

    private Assessment full(Learned learned, Declared declared, Point latest) {
        Episode episode = learned.episode();
        List<Comparison> comparisons = learned.comparisons(latest.value(), episode);
        var movement = new Movement(learned);
        List<ChangePoint> changes = movement.changes();
        var found = new ArrayList<Signal>();
        if (episode != null) {
            found.add(learned.signal(episode, comparisons, latest.value()));
        }
        found.addAll(movement.slow());
        if (episode == null && found.stream().allMatch(each -> each.verdict() == Verdict.NORMAL)) {
            Signal change = movement.lastChange(changes, question.now());
            if (change != null) {
                found.add(change);
            }
        }
        for (Signal each : found) {
            signals.add(
                    declared.settled()
                            ? Signal.remark(each.sentence())
                            : declared.bounded() ? each.atMostUnusual() : each);
        }
        Forecast forecast = question.limit() == null ? null : movement.forecast(question.limit());
        if (forecast != null) {
            signals.add(movement.signal(forecast, question.now()));
        }
        if (signals.stream().allMatch(each -> each.verdict() == Verdict.NORMAL)
                && declared.signals().isEmpty()) {
            signals.addFirst(Signal.remark(usual(latest.value(), comparisons)));
        }
        Comparison comparison = Declared.comparison(latest.value(), question);
        if (comparison != null) {
            comparisons.addFirst(comparison);
        }
        Profile profile = learned.expectation().profile();
        Sure sure = sure(learned, declared);
        return answer(
                latest,
                sure.confidence,
                sure.because,
                comparisons,
                movement.trend(),
                changes,
                profile == null ? null : profile.season(learned.cells()),
                forecast);
    }

    private String usual(double latest, List<Comparison> comparisons) {
        for (Comparison each : comparisons) {
            if (each.within() && each.low() != null && each.high() != null) {
                return figures.value(latest)
                        + ", within the "
                        + figures.range(each.low(), each.high())
                        + switch (each.against()) {
                            case SAME_HOURS -> " of the same hours before";
                            case RECENT_LEVEL -> " of the day before";
                            case ALL_HISTORY -> " of all history";
                            case DECLARED_NORMAL -> " declared normal";
                        }
                        + " ("
                        + each.n()
                        + " values)";
            }
        }
        return figures.value(latest) + ", not far from what it usually is";
    }

    private record Sure(Confidence confidence, String because) {}

    private Sure sure(Learned learned, Declared declared) {
        if (!declared.signals().isEmpty()) {
            return new Sure(Confidence.HIGH, "it was declared");
        }
        Duration span = learned.span();
        int there = Ordered.of(learned.cells().values()).n();
        double share = there / (double) learned.cells().size();
        String history = Figures.length(span) + " of history";
        if (share < 0.7) {
            return new Sure(
                    Confidence.LOW,
                    history + ", of which " + Figures.percent(1 - share) + " is missing");
        }
        if (span.compareTo(FULL_HISTORY) >= 0) {
            return new Sure(Confidence.HIGH, history);
        }
        return span.compareTo(SOME_HISTORY) >= 0
                ? new Sure(Confidence.MEDIUM, history + ", too little to know its weeks")
                : new Sure(Confidence.LOW, "only " + history);
    }

    private Assessment cannotTell(String because, @Nullable Point latest) {
        return new Assessment(
                Verdict.CANNOT_TELL,
                List.of(),
                because,
                latest,
                series.size(),
                Confidence.LOW,
                because,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null);
    }

    private Assessment answer(
            Point latest,
            Confidence confidence,
            String because,
            List<Comparison> comparisons,
            @Nullable Trend trend,
            List<ChangePoint> changes,
            @Nullable Season season,
            @Nullable Forecast forecast) {
        signals.sort(Comparator.comparing(Signal::verdict).reversed());
        Signal first = signals.getFirst();
        return new Assessment(
                first.verdict(),
                signals.stream().map(Signal::sentence).toList(),
                null,
                latest,
                series.size(),
                confidence,
                because,
                comparisons,
                first.verdict() == Verdict.NORMAL ? null : first.since(),
                trend,
                changes,
                season,
                forecast);
    }
}
