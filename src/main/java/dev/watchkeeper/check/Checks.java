package dev.watchkeeper.check;

import java.util.List;

/// The checks there are. A new one is one file and one line here.
public final class Checks {

    private Checks() {}

    public static List<Check> all() {
        return List.of(
                new ErrorPatternCheck(),
                new FreshnessCheck(),
                new HeartbeatCheck(),
                new MetricsCheck(),
                new LimitsCheck(),
                new CapacityCheck(),
                new WorkersCheck(),
                new LifecycleCheck(),
                new RestartsCheck(),
                new SloCheck(),
                new InvariantCheck());
    }

    /// Their names, as in tools.yaml.
    public static List<String> names() {
        return all().stream().map(Check::name).toList();
    }
}
