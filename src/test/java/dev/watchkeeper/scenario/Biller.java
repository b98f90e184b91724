package dev.watchkeeper.scenario;

/// Charges for each job that was done, a moment later.
final class Biller {

    private final Plant plant;
    private final Draw draw;
    private int waiting;

    Biller(Plant plant) {
        this.plant = plant;
        this.draw = new Draw(plant.seed, "biller");
        plant.every(
                "billing beat",
                5 * Season.MINUTE,
                40_000,
                (at, _) -> {
                    if (plant.knobs.billerLives.test(at)) {
                        plant.info(
                                at,
                                plant.biller,
                                "billing.consumer",
                                "alive, " + waiting + " charges waiting",
                                Plant.values());
                    }
                });
    }

    void charge(long at, Job job) {
        waiting++;
        long when = at + draw.between(400L, 4_000L);
        plant.sim.at(
                when,
                () -> {
                    if (!plant.knobs.billerLives.test(when)) {
                        return;
                    }
                    waiting = Math.max(0, waiting - 1);
                    if (!plant.knobs.books.test(when)) {
                        return;
                    }
                    for (int i = 0; i < plant.knobs.bookings.applyAsDouble(when); i++) {
                        book(when + i * 40L, job);
                    }
                });
    }

    private void book(long at, Job job) {
        Words words = plant.words;
        plant.info(
                at,
                plant.biller,
                "billing.consumer",
                "booked " + job.items + " items for " + words.job(),
                Plant.values(words.jobId(), job.id));
        plant.event(
                at,
                words.charged(),
                Plant.values(
                        words.jobId(),
                        job.id,
                        words.tenant(),
                        job.tenant,
                        "amount",
                        job.items * 2));
    }
}
