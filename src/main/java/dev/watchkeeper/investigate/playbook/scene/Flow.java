package dev.watchkeeper.investigate.playbook.scene;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often one type of event came.
///
/// @param stream the event stream
/// @param since how often since the onset
/// @param before how often in as long a time just before
/// @param dayBefore how often in the same hours of the day before
/// @param lately how often in the last ten minutes, or null where that was not asked
/// @param minutes how long it is since the onset
/// @param describe what tools.yaml says of the type, or empty
/// @param evidence the answers that show it
public record Flow(
        String stream,
        String type,
        double since,
        double before,
        double dayBefore,
        @Nullable Double lately,
        double minutes,
        String describe,
        List<String> evidence) {

    private static final int ENOUGH = 20;

    /// Against the larger of both, so that neither the daily rhythm nor a rise that began earlier
    /// looks like news.
    public double ratio() {
        return since / Math.max(1, Math.max(before, dayBefore));
    }

    /// Whether its name says that something did not succeed.
    public boolean fails() {
        return GroupsQuestion.FAILS.matcher(type).find();
    }

    /// Whether it came far more often than before.
    public boolean surged() {
        return since >= ENOUGH && ratio() >= 1.7;
    }

    /// Whether it hardly ever came before, and often since.
    public boolean erupted() {
        return since >= 8 && since >= 6 * Math.max(1, Math.max(before, dayBefore));
    }

    /// Whether it goes on as before.
    public boolean steady() {
        return since >= ENOUGH
                && ratio() >= 0.6
                && since / Math.max(1, Math.min(before, dayBefore)) <= 1.5;
    }

    /// Whether it has all but stopped.
    public boolean vanished() {
        return Math.min(before, dayBefore) >= ENOUGH / 2.0
                && since <= 0.1 * Math.min(before, dayBefore);
    }

    /// Whether it came far less often than before.
    public boolean dropped() {
        return Math.min(before, dayBefore) >= ENOUGH / 2.0
                && since <= 0.6 * Math.min(before, dayBefore);
    }
}
