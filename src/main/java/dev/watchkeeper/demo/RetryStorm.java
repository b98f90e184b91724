package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// A deploy of the gateway takes the waiting out of the retries. Each refused page asks gemini
/// three times within milliseconds, which keeps the service at gemini's limit; the slow fallback
/// then makes clients wait, which is what is heard most.
record RetryStorm() implements Fault {

    @Override
    public String name() {
        return "retry-storm";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        var gateway = service.gateway();
        Micros deploy = now.plus(-Chance.millis(random, 34 * 60_000, 38 * 60_000));
        Micros onset = deploy.plus(Chance.millis(random, 150_000, 240_000));
        String version = service.deployGateway(deploy, RetryPolicy.IMMEDIATE);
        // Some seconds of refusals are nothing to a client that waits. One that does not wait calls
        // so often in them that it is above its own limit from then on.
        service.gemini().crowded(onset, onset.plus(8 * Micros.SECOND));

        var worker = service.workers().get(1);
        String bystander = service.deployWorker(worker, onset.minus(Duration.ofSeconds(50)));
        service.once(
                deploy.minus(Duration.ofMinutes(7)),
                "disconnects",
                Background.disconnects(gateway));
        service.once(
                deploy.minus(Duration.ofMinutes(3)), "purge", Background.purgeFailure(gateway));
        Coincidences.deprecatedVoice(service, now);
        return new DemoTruth(
                name(),
                "since deploy "
                        + version
                        + " of the gateway, failed pages are retried at once,"
                        + " three times each, which multiplies the calls to gemini",
                deploy.instant(),
                onset.instant(),
                List.of(version, "immediate", "429"),
                "not ready after",
                List.of(bystander, "disconnected", "purge_expired_audio", "deprecated"));
    }
}
