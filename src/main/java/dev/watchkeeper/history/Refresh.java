package dev.watchkeeper.history;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.state.RollUps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Brings the roll-ups of metrics up to date before many of them are asked for: each stream is then
/// read once, and not once for each metric.
public final class Refresh {

    private Refresh() {}

    /// Rolls up, the newest hours first, until all is or time is up; what is not is read from the
    /// source by whoever asks.
    ///
    /// @param catalog one with roll-ups, see [RolledCatalog]
    /// @param longest how far back to go
    /// @param talk for what goes wrong, a sentence once
    public static void metrics(
            Catalog catalog,
            RollUps rollUps,
            InstantSource clock,
            Duration longest,
            Deadline deadline,
            Consumer<String> talk) {
        RollUpWork work =
                RollUpWork.ofMetrics(catalog, rollUps, clock, longest, new Troubles(talk));
        work.begin();
        while (!deadline.passed() && work.step() > 0) {
            // each step is at most a day of one metric
        }
    }
}
