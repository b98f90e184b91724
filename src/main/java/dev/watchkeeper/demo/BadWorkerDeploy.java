package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// One of two workers gets a version that fails on most texts. Its jobs end in the dead-letter
/// queue; what is heard most are the clients who wait for their audio.
record BadWorkerDeploy() implements Fault {

    private static final Raised NO_PITCH =
            new Raised(
                    "AttributeError",
                    "",
                    "'NoneType' object has no attribute 'pitch'",
                    List.of(
                            new Raised.Frame(
                                    new Place("worker.tts", "run_job", 58),
                                    "ssml = build(job.text, job.style)"),
                            new Raised.Frame(
                                    new Place("worker.ssml", "build", 27),
                                    "prosody = Prosody(pitch=style.pitch)")));

    @Override
    public String name() {
        return "bad-worker-deploy";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        Micros deploy = now.plus(-Chance.millis(random, 33 * 60_000, 38 * 60_000));
        var worker = service.workers().get(1);
        String version = service.deployWorker(worker, deploy);
        // Only texts without a style fail, and only there.
        Voice broken =
                (who, at, draws) ->
                        who == worker && !at.isBefore(deploy) && draws.nextDouble() < 0.85
                                ? NO_PITCH
                                : null;
        service.speaking().change(broken);

        Micros gateway = deploy.plus(6 * Micros.MINUTE);
        String bystander = service.deployGateway(gateway, RetryPolicy.BACK_OFF);
        service.once(
                deploy.minus(Duration.ofMinutes(5)),
                "disconnects",
                Background.disconnects(service.gateway()));
        Coincidences.deprecatedVoice(service, now);
        return new DemoTruth(
                name(),
                "version "
                        + version
                        + " of worker tts-2 fails with an AttributeError in ssml.build"
                        + " on texts without a style",
                deploy.instant(),
                deploy.instant(),
                List.of(version, "tts-2", "AttributeError"),
                "not ready after",
                List.of(bystander, "disconnected", "deprecated"));
    }
}
