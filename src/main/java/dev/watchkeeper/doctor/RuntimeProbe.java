package dev.watchkeeper.doctor;

import java.util.List;

/// The Java that runs this.
final class RuntimeProbe implements Probe {

    private static final int NEEDED = 25;
    private static final long SMALL = 64L << 20;

    @Override
    public String name() {
        return "program";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Runtime.Version version = Runtime.version();
        long heap = Runtime.getRuntime().maxMemory();
        String fact =
                "Java "
                        + version.feature()
                        + " ("
                        + version
                        + "), at most "
                        + Amounts.size(heap)
                        + " of heap";
        if (version.feature() < NEEDED) {
            return List.of(
                    Observation.fail(
                            "java",
                            fact,
                            "Watchkeeper needs Java 25; take the package, which brings its own"));
        }
        return List.of(
                heap < SMALL
                        ? Observation.warn(
                                "java",
                                fact,
                                "give it more than 64 MB: JAVA_OPTS=-Xmx128m, or MemoryMax= of the unit")
                        : Observation.ok("java", fact));
    }
}
