package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// The billing consumer takes what was spoken off its queue; the gateway looks whether it did.
record Charges(Component gateway, Component billing) {

    private static final Place CHARGED = new Place("billing.consumer", "charge", 49);
    private static final Place UNCONFIRMED = new Place("gateway.ledger", "confirm", 64);
    private static final long CONFIRMATION = 4 * Micros.MINUTE;

    void charge(Job job, int characters, Micros end, RandomGenerator random, Tape tape) {
        Micros at = end.plus(Chance.millis(random, 40, 900));
        tape.log(
                new LogLine(
                        at,
                        billing,
                        CHARGED,
                        Grade.INFO,
                        "charged " + characters + " characters",
                        job.id().with("user_id", job.user())));
        tape.event(
                new MetricsEvent(
                        at.plus(600),
                        billing,
                        "billing_charge",
                        job.user(),
                        job.id().with("characters", characters)));
        if (!billing.lives(at)) {
            tape.log(
                    new LogLine(
                            at.plus(CONFIRMATION),
                            gateway,
                            UNCONFIRMED,
                            Grade.WARNING,
                            "charge of " + job.job() + " not confirmed after 4 min",
                            job.bound()));
        }
    }
}
