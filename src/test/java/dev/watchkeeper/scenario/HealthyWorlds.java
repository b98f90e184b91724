package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.List;

/// Worlds in which nothing is wrong.
final class HealthyWorlds {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("viral-spike", 50, HealthyWorlds::viral),
                    new Scenario("weekend", 60, Scenario.SUNDAY, 15, HealthyWorlds::nothing),
                    new Scenario("harmless-deploys", 45, HealthyWorlds::deploys),
                    new Scenario("known-noise", 40, HealthyWorlds::noise),
                    new Scenario("already-over", 250, HealthyWorlds::over),
                    new Scenario("nightly-batch", 30, -1, 2, HealthyWorlds::batch),
                    new Scenario("planned-restart", 40, HealthyWorlds::restart),
                    new Scenario("holiday", 300, HealthyWorlds::holiday),
                    new Scenario("quiet-night", 60, -1, 4, HealthyWorlds::nothing));

    private HealthyWorlds() {}

    private static Truth nothing(Plant plant, long at, Draw draw) {
        return Truth.NOTHING_WRONG;
    }

    /// Many more than ever, all of them served.
    private static Truth viral(Plant plant, long at, Draw draw) {
        plant.knobs.limit = 120;
        double many = draw.between(4.0, 7.0);
        plant.knobs.previews = t -> t > at ? many : 1;
        plant.knobs.requests = t -> t > at ? many : 1;
        plant.knobs.jobs = t -> t > at ? 2.2 : 1;
        return Truth.NOTHING_WRONG;
    }

    private static Truth deploys(Plant plant, long at, Draw draw) {
        plant.deploy(plant.front, at + 5 * Season.MINUTE, "");
        plant.deployWorkers(at + 12 * Season.MINUTE, "");
        plant.deploy(plant.biller, at + 20 * Season.MINUTE, "");
        return Truth.NOTHING_WRONG;
    }

    private static Truth noise(Plant plant, long at, Draw draw) {
        RedHerrings.goneClients(plant, at + 6 * Season.MINUTE);
        for (int i = 0; i < 30; i++) {
            long when = at + draw.between(0, 35 * Season.MINUTE);
            plant.sim.at(
                    when,
                    () ->
                            plant.warn(
                                    when,
                                    plant.front,
                                    "front.db",
                                    "query on "
                                            + plant.words.table()
                                            + " took "
                                            + (1_200 + when % 900)
                                            + " ms",
                                    Plant.values()));
        }
        return Truth.NOTHING_WRONG;
    }

    /// The upstream failed for a while, hours ago.
    private static Truth over(Plant plant, long at, Draw draw) {
        long until = at + 25 * Season.MINUTE;
        plant.knobs.upstream =
                (t, _, d) ->
                        t > at && t < until && d.chance(0.5)
                                ? new Reply(
                                        503,
                                        90,
                                        plant.words.upstream()
                                                + " returned 503 Service Unavailable")
                                : null;
        return Truth.NOTHING_WRONG;
    }

    /// A batch that comes each night at this time.
    private static Truth batch(Plant plant, long at, Draw draw) {
        long begin = Math.floorMod(at - 5 * Season.MINUTE, Season.DAY);
        plant.knobs.jobs =
                t -> {
                    long since = Math.floorMod(t - begin, Season.DAY);
                    return since < 50 * Season.MINUTE ? 6 : 1;
                };
        return Truth.NOTHING_WRONG;
    }

    private static Truth restart(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getLast();
        plant.knobs.alive =
                (t, who) -> !(who.equals(worker) && t > at && t < at + 2 * Season.MINUTE);
        plant.sim.at(
                at + 2 * Season.MINUTE,
                () -> plant.restart(DeployFaults.process(plant, worker), at + 2 * Season.MINUTE));
        return Truth.NOTHING_WRONG;
    }

    private static Truth holiday(Plant plant, long at, Draw draw) {
        long since = at - 8 * Season.HOUR;
        plant.knobs.jobs = t -> t > since ? 0.4 : 1;
        plant.knobs.previews = plant.knobs.jobs;
        plant.knobs.requests = plant.knobs.jobs;
        return Truth.NOTHING_WRONG;
    }
}
