package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.analysis.difference.Discoveries;
import dev.watchkeeper.analysis.difference.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what differs in order: what cannot be chance, lasts, and came first. A change that came
/// before it and shares a stream, a group or words with what moved first stands before all; one
/// that shares nothing comes behind the first that moved, since much is changed that breaks
/// nothing.
final class Ranking {

    /// So many of the rows may be chance.
    private static final double FALSE = 0.01;

    /// From so many decimal places of improbability on two rows tie.
    private static final double TIE = 4;

    /// New kinds that come this close to the beginning belong to it, however few; longer where they
    /// say that something failed.
    private static final Duration JUST_BEFORE = Duration.ofMinutes(4);

    static final Duration FAILED_BEFORE = Duration.ofMinutes(10);

    private static final double FAILED_BY_CHANCE = 0.05;
    private static final double FAILED_WEIGHT = 20;

    static final Duration JUST_AFTER = Duration.ofMinutes(2);

    /// What began so much before the rest is of another kind.
    private static final Duration MUCH_BEFORE = Duration.ofMinutes(20);

    /// A change is looked for this long before.
    private static final Duration BEFORE = LogDifference.NEAR;

    /// Changes that share nothing come behind so many rows.
    private static final int FIRST_MOVED = 2;

    private static final int MOST_LIKELY = 2;
    private static final int FURTHEST = 100;

    private static final Comparator<Row.Changed> LIKELIEST =
            Comparator.comparingInt((Row.Changed change) -> -change.shares())
                    .thenComparing(Comparator.comparing(Row.Changed::time).reversed());

    private final Frame frame;
    private final Compared compared;
    private final @Nullable Instant known;

    /// @param known when it began, as far as that is known from elsewhere, or null
    Ranking(Frame frame, Compared compared, @Nullable Instant known) {
        this.frame = frame;
        this.compared = compared;
        this.known = known;
    }

    static double surprise(Moved moved) {
        return -Math.log10(moved.shift().probability());
    }

    /// The rows in order.
    ///
    /// @param beginning when it began, or null where nothing differs
    record Ranked(@Nullable Beginning beginning, List<Row> rows) {}

    Ranked ranked() {
        double bound =
                Discoveries.bound(
                        compared.moved().stream().map(Ranking::weighted).toList(),
                        compared.quantities(),
                        FALSE);
        var found = new ArrayList<Moved>();
        for (Moved moved : compared.moved()) {
            if (weighted(moved) <= bound) {
                found.add(moved);
            }
        }
        List<Moved> close =
                compared.moved().stream()
                        .filter(moved -> known != null && coincides(moved, known, known))
                        .toList();
        Beginning beginning = Beginning.of(found, close);
        for (Moved moved : compared.moved()) {
            boolean belongs =
                    beginning != null && coincides(moved, beginning.onset(), beginning.latest());
            if (!found.contains(moved) && (belongs || close.contains(moved))) {
                found.add(moved);
            }
        }
        Beginning first = beginning == null ? null : beginning.with(found);
        return new Ranked(first, rows(found, first));
    }

    /// What was never seen and says that something failed weighs more, as few of the quantities do
    /// (Genovese, Roeder and Wasserman, Biometrika 2006, on weights chosen beforehand).
    private static double weighted(Moved moved) {
        boolean failed = moved.grave() && moved.shift().first();
        return Math.min(1, moved.shift().probability() / (failed ? FAILED_WEIGHT : 1));
    }

    /// Whether it was never seen before and came when all began.
    private boolean coincides(Moved moved, Instant onset, Instant latest) {
        Instant time = moved.shift().onset();
        Instant end =
                latest.isBefore(onset.plus(FAILED_BEFORE)) ? latest : onset.plus(FAILED_BEFORE);
        Duration before = moved.grave() ? FAILED_BEFORE : JUST_BEFORE;
        boolean close = !time.isBefore(onset.minus(before)) && time.isBefore(end.plus(JUST_AFTER));
        double chance =
                (double) Duration.between(onset.minus(before), end.plus(JUST_AFTER)).toMillis()
                        / (frame.size() * frame.width().toMillis());
        return moved.kind() != Kind.METRIC
                && moved.shift().first()
                && close
                && chance <= (moved.grave() ? FAILED_BY_CHANCE : FALSE);
    }

    private List<Row> rows(List<Moved> found, @Nullable Beginning beginning) {
        var affinity = new Affinity(beginning == null ? List.of() : beginning.first());
        List<Row.Changed> changes = changes(affinity);
        var differs = new ArrayList<Row.Differs>();
        for (Moved moved : Folding.folded(sorted(found, beginning))) {
            differs.add(
                    new Row.Differs(
                            moved, surprise(moved), before(changes, moved.shift().onset())));
        }
        var rows = new ArrayList<Row>();
        List<Row.Changed> likely =
                changes.stream()
                        .filter(change -> change.shares() > 0 && precedes(change, beginning))
                        .sorted(LIKELIEST)
                        .limit(MOST_LIKELY)
                        .toList();
        rows.addAll(likely);
        differs.stream().limit(FIRST_MOVED).forEach(rows::add);
        changes.stream()
                .filter(change -> !likely.contains(change) && precedes(change, beginning))
                .sorted(LIKELIEST)
                .forEach(rows::add);
        differs.stream().skip(FIRST_MOVED).forEach(rows::add);
        changes.stream().filter(change -> !precedes(change, beginning)).forEach(rows::add);
        return rows;
    }

    /// Whether it came before the beginning, or known as it is, may have.
    private boolean precedes(Row.Changed change, @Nullable Beginning beginning) {
        Instant first = beginning == null ? known : beginning.earliest();
        Instant last = beginning == null ? known : beginning.latest();
        return first != null
                && last != null
                && !change.time().isAfter(last.plus(frame.width()))
                && !change.time().isBefore(first.minus(BEFORE));
    }

    private List<Row.Changed> changes(Affinity affinity) {
        var changes = new ArrayList<Row.Changed>();
        for (Told told : Changes.gathered(compared.told())) {
            changes.add(new Row.Changed(changes.size() + 1, told, affinity.with(told)));
        }
        return changes;
    }

    private static Row.@Nullable Changed before(List<Row.Changed> changes, Instant time) {
        Row.Changed last = null;
        for (Row.Changed change : changes) {
            boolean near =
                    !change.time().isAfter(time) && change.time().isAfter(time.minus(BEFORE));
            if (near && (last == null || change.shares() >= last.shares())) {
                last = change;
            }
        }
        return last;
    }

    private static List<Moved> sorted(List<Moved> found, @Nullable Beginning beginning) {
        return found.stream()
                .sorted(
                        Comparator.comparingInt((Moved moved) -> rank(moved, beginning))
                                .thenComparing(moved -> moved.shift().latest())
                                .thenComparingInt(Ranking::step)
                                .thenComparingDouble(moved -> moved.shift().probability()))
                .toList();
    }

    /// Of what began in one moment that is told first which comes first in the course of things;
    /// what is measured and who does it, after what is done.
    private static int step(Moved moved) {
        return switch (moved.kind()) {
            case CHANGE, LOG, EVENT, ORDER -> Math.min(moved.step(), FURTHEST);
            case METRIC -> FURTHEST + 1;
            case GROUP -> FURTHEST + 2;
        };
    }

    private static int rank(Moved moved, @Nullable Beginning beginning) {
        boolean strong = surprise(moved) >= TIE || (moved.grave() && moved.shift().first());
        boolean lasts = moved.shift().until() == null;
        boolean early =
                beginning != null
                        && moved.shift().onset().isBefore(beginning.onset().minus(MUCH_BEFORE));
        return (strong ? 0 : 1) + (lasts ? 0 : 2) + (early ? 1 : 0);
    }
}
