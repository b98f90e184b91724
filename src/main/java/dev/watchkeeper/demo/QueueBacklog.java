package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// A deploy takes the reconnecting out of the workers. When Redis is restarted a little later, both
/// end. Texts wait until the queue is full; from then on everything goes to runpod, which hides the
/// loss and costs more.
record QueueBacklog() implements Fault {

    private static final Place POLICY = new Place("worker.queue", "configure", 19);
    private static final Place LOOP = new Place("worker.queue", "consume", 71);
    private static final Raised CONNECTION_ERROR =
            new Raised(
                    "ConnectionError",
                    "redis.exceptions",
                    "Error 111 connecting to redis:6379. Connection refused.",
                    List.of(
                            new Raised.Frame(
                                    new Place("worker.queue", "consume", 66),
                                    "job = await self.redis.blpop(self.queue)"),
                            new Raised.Frame(
                                    new Place("worker.queue", "connect", 31),
                                    "raise ConnectionError(str(error))")));

    @Override
    public String name() {
        return "queue-backlog";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        Micros deploy = now.plus(-Chance.millis(random, 64 * 60_000, 69 * 60_000));
        Micros onset = deploy.plus(Chance.millis(random, 240_000, 360_000));
        String version = "";
        for (Component worker : service.workers()) {
            Micros start = deploy.plus(version.isEmpty() ? 0 : 75 * Micros.SECOND);
            version = service.deployWorker(worker, start);
            service.once(start.plus(30_000), "policy", policy(worker));
            Micros death = onset.plus(Chance.millis(random, 20, 900));
            service.once(death, "death", death(worker));
            worker.dies(death);
        }
        String bystander =
                service.deployGateway(deploy.minus(Duration.ofMinutes(6)), RetryPolicy.BACK_OFF);
        service.once(
                deploy.minus(Duration.ofMinutes(2)),
                "disconnects",
                Background.disconnects(service.gateway()));
        Coincidences.deprecatedVoice(service, now);
        return new DemoTruth(
                name(),
                "both workers ended with a ConnectionError when Redis was restarted, because since"
                        + " version "
                        + version
                        + " they do not reconnect; everything overflows to runpod",
                deploy.instant(),
                onset.instant(),
                List.of("worker", "queue consumer ended", "ConnectionError"),
                "not ready after",
                List.of(bystander, "disconnected", "deprecated"));
    }

    private static Activity policy(Component worker) {
        return (at, _, tape) ->
                tape.log(
                        new LogLine(
                                at,
                                worker,
                                POLICY,
                                Grade.INFO,
                                "queue reconnect policy: none, end when Redis is gone",
                                Fields.of("worker", worker.name())));
    }

    private static Activity death(Component worker) {
        return (at, _, tape) ->
                tape.log(
                        new LogLine(
                                at.plus(-1_000),
                                worker,
                                LOOP,
                                Grade.ERROR,
                                "queue consumer ended, no more jobs are taken",
                                Fields.of("worker", worker.name()),
                                CONNECTION_ERROR));
    }
}
