package dev.watchkeeper.scenario;

import java.util.ArrayList;
import java.util.List;

/// All of them.
final class Scenarios {

    private Scenarios() {}

    static List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        all.addAll(DeployFaults.ALL);
        all.addAll(LoadFaults.ALL);
        all.addAll(UpstreamFaults.ALL);
        all.addAll(WorkerFaults.ALL);
        all.addAll(DataFaults.ALL);
        all.addAll(HealthyWorlds.ALL);
        return List.copyOf(all);
    }

    /// Those and the ones that nothing was tuned on.
    static List<Scenario> withHeldOut() {
        var all = new ArrayList<>(all());
        all.addAll(HeldOut.ALL);
        all.addAll(HeldOutLater.ALL);
        return List.copyOf(all);
    }
}
