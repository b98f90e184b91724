package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.scene.Flow;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two types of events that came in the same numbers just before and the day before, and no longer
/// do. One follows from the other, as a charge follows from a job; which of them is read off the
/// one that goes on as before.
///
/// @param first the one that goes on
/// @param then the one that came as often as it
record Pair(Flow first, Flow then) {

    private static final double ALIKE = 0.15;
    private static final double FEWER = 0.75;
    private static final double MORE = 1.6;
    private static final double RISEN = 1.25;
    private static final int ENOUGH = 15;

    /// How many of the one came for each of the other since the onset.
    double ratio() {
        return then.since() / Math.max(1, first.since());
    }

    /// The pair of which most is missing, or null.
    static @Nullable Pair missing(Scene scene) {
        Pair worst = null;
        for (Flow first : flows(scene)) {
            for (Flow then : flows(scene)) {
                var pair = new Pair(first, then);
                boolean goesOn = first.since() >= 0.6 * Math.min(first.before(), first.dayBefore());
                if (pair.alike() && goesOn && pair.noMore() && pair.ratio() < FEWER) {
                    worst = worst == null || pair.ratio() < worst.ratio() ? pair : worst;
                }
            }
        }
        return worst;
    }

    /// The pair of which one comes more than once for each of the other, or null. The other goes on
    /// neither more nor less often than before, and the one itself comes more often: where it does
    /// not, the other comes less often.
    static @Nullable Pair doubled(Scene scene) {
        Pair worst = null;
        for (Flow first : flows(scene)) {
            for (Flow then : flows(scene)) {
                var pair = new Pair(first, then);
                boolean goesOn = first.ratio() >= 0.6 && then.ratio() >= RISEN;
                if (pair.alike() && goesOn && pair.noMore() && pair.ratio() >= MORE) {
                    worst = worst == null || pair.ratio() > worst.ratio() ? pair : worst;
                }
            }
        }
        return worst;
    }

    private static List<Flow> flows(Scene scene) {
        return scene.flows().stream()
                .filter(flow -> !flow.fails())
                .filter(flow -> Math.max(flow.before(), flow.dayBefore()) >= ENOUGH)
                .toList();
    }

    /// Whether the one that goes on came often enough to tell, and not more often than before: else
    /// what comes twice for it would be taken for the one that goes on, and it for missing.
    private boolean noMore() {
        return first.since() >= 12
                && first.since() <= 1.5 * Math.max(1, Math.max(first.before(), first.dayBefore()));
    }

    private boolean alike() {
        return !first.equals(then)
                && first.stream().equals(then.stream())
                && alike(first.before(), then.before())
                && alike(first.dayBefore(), then.dayBefore());
    }

    private static boolean alike(double a, double b) {
        return Math.abs(a - b) <= Math.max(3, ALIKE * Math.max(a, b));
    }
}
