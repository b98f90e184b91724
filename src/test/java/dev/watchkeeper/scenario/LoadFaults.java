package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Refusal;
import java.util.List;

/// More than the service can bear.
final class LoadFaults {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("rate-limit-by-demand", 40, LoadFaults::rateLimit),
                    new Scenario("queue-backlog-by-demand", 60, LoadFaults::backlog),
                    new Scenario("one-tenant-floods", 60, LoadFaults::flood),
                    new Scenario("cron-overlaps", 90, LoadFaults::overlap));

    private LoadFaults() {}

    private static double ramp(long t, long at, long length) {
        return Math.clamp((double) (t - at) / length, 0, 1);
    }

    private static Truth rateLimit(Plant plant, long at, Draw draw) {
        double many = draw.between(26.0, 34.0) / Season.demand(at);
        plant.knobs.previews = t -> 1 + ramp(t, at, 4 * Season.MINUTE) * many;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 28 * Season.MINUTE);
        String other = RedHerrings.deploy(plant, plant.biller, at - 6 * Season.MINUTE);
        return Truth.of(at, at + 3 * Season.MINUTE)
                .cause(
                        "429|limit",
                        "demand|traffic|surge|"
                                + plant.words.preview()
                                + "|times (as|the)|more requests")
                .innocent(innocent, other)
                .changes(plant.words.preview(), plant.words.upstream() + "\\.calls", "caller");
    }

    private static Truth backlog(Plant plant, long at, Draw draw) {
        double many =
                draw.between(13.0, 17.0) * plant.words.workers().size() / 2 / Season.demand(at);
        plant.knobs.jobs = t -> 1 + ramp(t, at, 3 * Season.MINUTE) * many;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 22 * Season.MINUTE);
        RedHerrings.goneClients(plant, at + 5 * Season.MINUTE);
        return Truth.of(at, at + 4 * Season.MINUTE)
                .within(40)
                .cause(
                        "demand|surge|"
                                + plant.words.queued()
                                + "|enqueued|arriv|more jobs|more "
                                + plant.words.job(),
                        plant.words.job() + "|queue")
                .innocent(innocent)
                .changes(plant.words.queued(), plant.words.job() + "\\.(depth|enqueued|wait)");
    }

    private static Truth flood(Plant plant, long at, Draw draw) {
        String tenant = "t9" + (10 + draw.upTo(89));
        double many =
                draw.between(13.0, 17.0) * plant.words.workers().size() / 2 / Season.demand(at);
        plant.knobs.jobs = t -> 1 + ramp(t, at, 3 * Season.MINUTE) * many;
        plant.knobs.who = (t, d) -> t > at && d.chance(0.92) ? tenant : null;
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 14 * Season.MINUTE);
        return Truth.of(at, at + 4 * Season.MINUTE)
                .within(40)
                .cause(tenant)
                .innocent(innocent)
                .changes(
                        tenant,
                        plant.words.queued(),
                        plant.words.job() + "\\.(depth|enqueued|wait)");
    }

    private static Truth overlap(Plant plant, long at, Draw draw) {
        Words words = plant.words;
        plant.knobs.loops = (t, name) -> !(name.equals("sync") && t > at);
        String innocent = RedHerrings.deploy(plant, plant.front, at - 40 * Season.MINUTE);
        for (long t = at; t < plant.end; t += 15 * Season.MINUTE) {
            long when = t + draw.between(0, 9_000);
            plant.sim.at(
                    when,
                    () ->
                            plant.warn(
                                    when,
                                    plant.scheduler,
                                    "scheduler.sync",
                                    "sync: begun although the last run is still going",
                                    Plant.values()));
        }
        plant.knobs.missed = t -> t > at ? 14 : 1;
        plant.knobs.front =
                (t, _, d) ->
                        t > at && d.chance(0.3)
                                ? new Refusal(
                                        503,
                                        8_000,
                                        words.store() + " did not answer within 8 s",
                                        new Row.Trace(
                                                "StatementTimeout",
                                                words.store() + " did not answer within 8 s",
                                                "front/db.py",
                                                61,
                                                "query"))
                                : null;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .tolerance(15)
                .cause("sync", "still going|overlap|twice|at the same time|begun")
                .innocent(innocent)
                .changes("sync");
    }
}
