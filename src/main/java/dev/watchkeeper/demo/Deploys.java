package dev.watchkeeper.demo;

/// What the processes of the service say when a deploy starts them anew.
final class Deploys {

    private static final Place STOP = new Place("gateway.main", "lifespan", 58);
    private static final Place START = new Place("gateway.main", "lifespan", 34);
    private static final Place POLICY = new Place("gateway.extraction", "configure", 47);
    private static final Place WORKER = new Place("worker.main", "main", 29);
    private static final Place BILLING = new Place("billing.main", "main", 22);

    private Deploys() {}

    static Activity gateway(
            Component gateway, String version, String previous, RetryPolicy policy) {
        return (at, _, tape) -> {
            var extra = Fields.of("version", version);
            tape.log(
                    new LogLine(
                            at.plus(-400_000),
                            gateway,
                            STOP,
                            Grade.INFO,
                            "shutting down, SIGTERM received",
                            Fields.of("version", previous)));
            tape.log(
                    new LogLine(
                            at.plus(9_000),
                            gateway,
                            START,
                            Grade.INFO,
                            "gateway started, version " + version + ", previous " + previous,
                            extra));
            tape.log(
                    new LogLine(
                            at.plus(21_000),
                            gateway,
                            POLICY,
                            Grade.INFO,
                            "extraction retry policy: " + policy.text(),
                            extra));
        };
    }

    static Activity worker(Component worker, String version, String previous) {
        return (at, _, tape) ->
                tape.log(
                        new LogLine(
                                at.plus(9_000),
                                worker,
                                WORKER,
                                Grade.INFO,
                                "worker "
                                        + worker.name()
                                        + " started, version "
                                        + version
                                        + ", previous "
                                        + previous,
                                Fields.of("version", version).with("worker", worker.name())));
    }

    static Activity billing(Component billing, String version, String previous) {
        return (at, _, tape) ->
                tape.log(
                        new LogLine(
                                at.plus(9_000),
                                billing,
                                BILLING,
                                Grade.INFO,
                                "billing consumer started, version "
                                        + version
                                        + ", previous "
                                        + previous,
                                Fields.of("version", version)));
    }
}
