package dev.watchkeeper.analysis.series;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.Quantity;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the declarations say of the last points. They win over what is learned.
///
/// @param signals what they make of the verdict, the gravest first
/// @param settled whether they say that the present is normal
/// @param bounded whether what is learned counts as unusual at most, because somebody said what is
///   concerning and this is not it
record Declared(List<Signal> signals, boolean settled, boolean bounded) {

    /// Outside of what is normal it takes this many steps to be concerning where nobody said it.
    private static final int STEPS = 3;

    private static final Duration SHORTEST = Duration.ofMinutes(5);

    /// A hole of so many steps ends a stretch.
    private static final int HOLE_STEPS = 5;

    /// @param series not empty, all of it up to the time asked about
    static Declared of(Series series, Question question, Figures figures) {
        var signals = new ArrayList<Signal>();
        String now = figures.value(series.value(series.size() - 1));
        Condition concerning = judging(question.concerning());
        boolean said = concerning != null;
        if (concerning != null) {
            Instant since = since(series, question, concerning, true);
            if (since != null) {
                Duration lasted = lasted(series, since);
                boolean enough = lasts(lasted, concerning.sustained(), question.step());
                signals.add(
                        new Signal(
                                enough ? Verdict.CONCERNING : Verdict.UNUSUAL,
                                now
                                        + (enough
                                                ? ", declared concerning ("
                                                        + concerning.text()
                                                        + ")"
                                                : ", not yet for as long as is declared concerning ("
                                                        + concerning.text()
                                                        + ")")
                                        + lasting(figures, since, lasted),
                                since));
            }
        }
        Condition normal = judging(question.normal());
        boolean settled = false;
        if (normal != null) {
            Instant since = since(series, question, normal, false);
            settled = since == null;
            if (since == null) {
                signals.add(Signal.remark(now + ", declared normal (" + normal.text() + ")"));
            } else {
                Duration lasted = lasted(series, since);
                Duration needed =
                        normal.sustained().isZero()
                                ? longest(SHORTEST, question.step().multipliedBy(STEPS))
                                : normal.sustained();
                boolean bad = !said && onBadSide(series, question, normal);
                boolean concerns = bad && lasts(lasted, needed, question.step());
                signals.add(
                        new Signal(
                                concerns ? Verdict.CONCERNING : Verdict.UNUSUAL,
                                now
                                        + ", outside of what is declared normal ("
                                        + normal.text()
                                        + ")"
                                        + lasting(figures, since, lasted),
                                since));
            }
        }
        return new Declared(signals, settled && signals.size() == 1, said);
    }

    /// How the last point compares with what is declared normal; null where nothing is.
    static @Nullable Comparison comparison(double value, Question question) {
        Condition normal = judging(question.normal());
        if (normal == null) {
            return null;
        }
        Double low = bound(normal.low(), question.unit());
        Double high = bound(normal.high(), question.unit());
        double outside =
                high != null && value > high
                        ? value - high
                        : low != null && value < low ? value - low : 0;
        return new Comparison(Against.DECLARED_NORMAL, 0, low, null, high, outside);
    }

    private static @Nullable Double bound(@Nullable Quantity quantity, @Nullable String unit) {
        return quantity == null ? null : quantity.in(unit);
    }

    private static @Nullable Condition judging(@Nullable Condition condition) {
        return condition != null && condition.judges() ? condition : null;
    }

    /// Since when every point meets the condition (or fails it); null when the last one does not.
    private static @Nullable Instant since(
            Series series, Question question, Condition condition, boolean met) {
        long hole = question.step().toMillis() * HOLE_STEPS + condition.sustained().toMillis();
        int first = series.size();
        while (first > 0
                && condition.holds(series.value(first - 1), question.unit()) == met
                && (first == series.size()
                        || series.millis(first) - series.millis(first - 1) <= hole)) {
            first--;
        }
        return first == series.size() ? null : series.time(first);
    }

    private static Duration lasted(Series series, Instant since) {
        return Duration.between(since, series.time(series.size() - 1));
    }

    /// A point stands for the step that it ends.
    private static boolean lasts(Duration lasted, Duration needed, Duration step) {
        return needed.isZero() || lasted.plus(step).compareTo(needed) >= 0;
    }

    private static String lasting(Figures figures, Instant since, Duration lasted) {
        return lasted.isZero()
                ? ", since the last point"
                : ", since " + figures.time(since) + " (" + Figures.length(lasted) + ")";
    }

    private static boolean onBadSide(Series series, Question question, Condition normal) {
        if (question.direction() == Direction.BOTH) {
            return true;
        }
        Double high = bound(normal.high(), question.unit());
        boolean above = high != null && series.value(series.size() - 1) >= high;
        return above == (question.direction() == Direction.HIGH);
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
