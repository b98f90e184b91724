package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Somebody left the log level at DEBUG with yesterday's deploy. Nothing fails yet; the disk is
/// full in a few hours.
record DiskFilling() implements Fault {

    private static final Place CONFIGURE = new Place("gateway.logging", "configure", 28);
    private static final double PER_HOUR = 1.4e9;

    @Override
    public String name() {
        return "disk-filling";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        Micros deploy = now.plus(-Chance.millis(random, 19 * 3_600_000, 20 * 3_600_000));
        Micros onset = deploy.plus(Duration.ofHours(17));
        String version = service.deployGateway(deploy, RetryPolicy.BACK_OFF);
        service.host().logs(new DebugLog(deploy, PER_HOUR));
        service.once(
                deploy.plus(30_000),
                "level",
                (at, _, tape) ->
                        tape.log(
                                new LogLine(
                                        at,
                                        service.gateway(),
                                        CONFIGURE,
                                        Grade.INFO,
                                        "log level DEBUG, written to debug.log",
                                        Fields.of("version", version))));
        String bystander =
                service.deployWorker(service.workers().get(1), now.minus(Duration.ofMinutes(50)));
        Coincidences.deprecatedVoice(service, now);
        return new DemoTruth(
                name(),
                "since deploy "
                        + version
                        + " of the gateway its log level is DEBUG, and the log fills the disk",
                deploy.instant(),
                onset.instant(),
                List.of(version, "DEBUG"),
                "purge_expired_audio",
                List.of(bystander, "deprecated"));
    }
}
