package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Refusal;
import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.List;

/// Worlds that were written when everything else was there, to see how it does with what it was not
/// made for.
final class HeldOut {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("schema-missing-after-deploy", 35, HeldOut::schema),
                    new Scenario("broker-gone", 40, HeldOut::broker),
                    new Scenario("jobs-grow-by-setting", 75, HeldOut::heavier),
                    new Scenario("one-tenant-forbidden", 45, HeldOut::forbidden),
                    new Scenario("charged-twice", 60, HeldOut::twice),
                    new Scenario("previews-stop", 50, HeldOut::stop),
                    new Scenario("canary-worker", 60, HeldOut::canary),
                    new Scenario("new-customer", 70, HeldOut::customer),
                    new Scenario("load-test-of-the-front", 45, HeldOut::loadTest));

    private HeldOut() {}

    private static Truth schema(Plant plant, long at, Draw draw) {
        String version = plant.deploy(plant.front, at, "");
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 9 * Season.MINUTE);
        String column = "no such column: " + plant.words.table() + ".region_code";
        var trace = new Row.Trace("OperationalError", column, "front/db.py", 140, "fetch");
        plant.knobs.front =
                (t, route, d) ->
                        t > at && route.startsWith("GET") && d.chance(0.8)
                                ? new Refusal(500, 11, column, trace)
                                : null;
        return Truth.of(at, at)
                .cause("region_code|column|" + version, version)
                .innocent(innocent)
                .changes(version, "region_code");
    }

    private static Truth broker(Plant plant, long at, Draw draw) {
        plant.knobs.alive = (t, _) -> t < at;
        for (String worker : plant.words.workers()) {
            for (long t = at + draw.between(0, 20_000); t < plant.end; t += 30_000) {
                long when = t;
                plant.sim.at(
                        when,
                        () ->
                                plant.warn(
                                        when,
                                        DeployFaults.process(plant, worker),
                                        "worker.broker",
                                        "broker refused the connection, next try in 30 s",
                                        Plant.values(plant.words.worker(), worker)));
            }
        }
        String innocent = RedHerrings.deploy(plant, plant.front, at - 14 * Season.MINUTE);
        return Truth.of(at, at)
                .cause("broker")
                .innocent(innocent)
                .changes("broker", plant.words.done());
    }

    private static Truth heavier(Plant plant, long at, Draw draw) {
        plant.sim.at(
                at,
                () ->
                        plant.add(
                                new Row.Setting(
                                        at,
                                        plant.front,
                                        "settings read again, changed: quality.default",
                                        "quality.default")));
        double slower = draw.between(8.0, 10.0);
        plant.knobs.jobs = _ -> 1.3;
        plant.knobs.pace = (t, _) -> t > at ? slower : 1;
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 11 * Season.MINUTE);
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(60)
                .tolerance(15)
                .cause("quality|setting")
                .innocent(innocent)
                .changes("quality\\.default|settings");
    }

    private static Truth forbidden(Plant plant, long at, Draw draw) {
        String tenant = "t8" + (10 + draw.upTo(89));
        plant.knobs.who = (_, d) -> d.chance(0.3) ? tenant : null;
        String text = plant.words.upstream() + " returned 403 Forbidden: contract ended";
        plant.knobs.upstream =
                (t, who, d) ->
                        t > at && who.equals(tenant)
                                ? new Reply(403, d.between(12.0, 60), text)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 13 * Season.MINUTE);
        return Truth.of(at, at)
                .cause(tenant + "|contract ended", "403|forbidden|contract")
                .innocent(innocent)
                .changes(tenant, "403|contract ended");
    }

    private static Truth twice(Plant plant, long at, Draw draw) {
        String version = plant.deploy(plant.biller, at, "");
        plant.knobs.bookings = t -> t > at ? 2 : 1;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 24 * Season.MINUTE);
        return Truth.of(at, at)
                .within(50)
                .tolerance(15)
                .cause("charge|bill|book|" + plant.words.charged(), version)
                .innocent(innocent)
                .changes(version, plant.words.charged(), "charged");
    }

    private static Truth stop(Plant plant, long at, Draw draw) {
        plant.knobs.previews = t -> t > at ? 0 : 1;
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 7 * Season.MINUTE);
        return Truth.of(at, at)
                .within(45)
                .tolerance(15)
                .cause(plant.words.preview())
                .innocent(innocent)
                .changes(plant.words.preview(), plant.words.previewed());
    }

    /// A further worker takes its share.
    private static Truth canary(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getLast();
        plant.knobs.alive = (t, who) -> !who.equals(worker) || t > at;
        plant.sim.at(at, () -> plant.restart(DeployFaults.process(plant, worker), at));
        return Truth.NOTHING_WRONG;
    }

    /// Somebody new, who is served like all others.
    private static Truth customer(Plant plant, long at, Draw draw) {
        plant.knobs.jobs = t -> t > at ? 1.5 : 1;
        plant.knobs.requests = t -> t > at ? 1.4 : 1;
        plant.knobs.who = (t, d) -> t > at && d.chance(0.3) ? "t777" : null;
        return Truth.NOTHING_WRONG;
    }

    /// Many requests that the cache answers.
    private static Truth loadTest(Plant plant, long at, Draw draw) {
        plant.knobs.requests = t -> t > at && t < at + 20 * Season.MINUTE ? 25 : 1;
        plant.knobs.cached = t -> t > at && t < at + 20 * Season.MINUTE ? 0.99 : 0.86;
        return Truth.NOTHING_WRONG;
    }
}
