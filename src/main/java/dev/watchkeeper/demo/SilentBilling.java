package dev.watchkeeper.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The billing consumer dies of one job it cannot read. It says so once and falls silent, while
/// everything else goes on; the gateway complains ever more often of charges that do not come.
record SilentBilling() implements Fault {

    private static final Place LOOP = new Place("billing.consumer", "run", 93);
    private static final Place BACKLOG = new Place("gateway.ledger", "watch_queue", 88);
    private static final Raised KEY_ERROR =
            new Raised(
                    "KeyError",
                    "",
                    "'voice_tier'",
                    List.of(
                            new Raised.Frame(
                                    new Place("billing.consumer", "run", 90),
                                    "await self.charge(json.loads(message))"),
                            new Raised.Frame(
                                    new Place("billing.consumer", "charge", 44),
                                    "price = PRICES[job[\"voice_tier\"]]")));

    @Override
    public String name() {
        return "silent-billing";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        Micros death = now.plus(-Chance.millis(random, 34 * 60_000, 39 * 60_000));
        Job job = Job.draw(random);
        service.once(
                death,
                "death",
                (at, _, tape) ->
                        tape.log(
                                new LogLine(
                                        at.plus(-1_000),
                                        service.billing(),
                                        LOOP,
                                        Grade.ERROR,
                                        "consumer loop ended, no more charges are taken",
                                        job.id(),
                                        KEY_ERROR)));
        service.billing().dies(death);
        Micros onset = death.plus(3 * Micros.MINUTE);
        int waiting = 6;
        for (Micros at = onset; at.isBefore(now); at = at.plus(40 * Micros.SECOND)) {
            String text = "billing queue depth " + waiting + ", usually under 5";
            service.once(
                    at,
                    "backlog",
                    (when, _, tape) ->
                            tape.log(
                                    new LogLine(
                                            when,
                                            service.gateway(),
                                            BACKLOG,
                                            Grade.WARNING,
                                            text,
                                            Fields.NONE)));
            waiting += random.nextInt(0, 2);
        }
        Micros deploy = death.minus(Duration.ofMinutes(4));
        String bystander = service.deployWorker(service.workers().getFirst(), deploy);
        service.once(
                death.minus(Duration.ofSeconds(100)),
                "reconnect",
                Background.reconnect(service.workers().get(1)));
        Coincidences.deprecatedVoice(service, now);
        return new DemoTruth(
                name(),
                "the billing consumer ended with a KeyError: 'voice_tier' on one job and was not"
                        + " started again",
                death.instant(),
                onset.instant(),
                List.of("billing", "KeyError", "voice_tier"),
                "billing queue depth",
                List.of(bystander, "Redis", "deprecated"));
    }
}
