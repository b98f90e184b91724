package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Failure;
import dev.watchkeeper.scenario.Knobs.Refusal;
import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.List;

/// What somebody changed, and broke.
final class DeployFaults {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("bad-worker-deploy", 50, DeployFaults::badWorker),
                    new Scenario("slow-workers-after-deploy", 80, DeployFaults::slowWorkers),
                    new Scenario("retry-storm-after-deploy", 45, DeployFaults::retryStorm),
                    new Scenario("settings-break-auth", 40, DeployFaults::settings),
                    new Scenario("cold-cache-after-deploy", 45, DeployFaults::coldCache),
                    new Scenario("connection-pool-exhausted", 40, DeployFaults::pool));

    private DeployFaults() {}

    private static Truth badWorker(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getLast();
        String version = plant.deploy(process(plant, worker), at, "");
        String innocent = RedHerrings.deploy(plant, plant.front, at - 26 * Season.MINUTE);
        String warning = RedHerrings.deprecation(plant, at + 3 * Season.MINUTE);
        var trace = new Row.Trace("KeyError", "'layers'", "worker/compose.py", 118, "flatten");
        double share = draw.between(0.6, 0.9);
        plant.knobs.work =
                (t, who, _, d) ->
                        t > at && who.equals(worker) && d.chance(share)
                                ? new Failure("KeyError: 'layers'", trace, false, 0)
                                : null;
        plant.knobs.jobs = t -> 1.5;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(40)
                .cause(worker + "|" + version, "deploy|version|started|build|release|" + version)
                .innocent(innocent, warning)
                .changes(version);
    }

    private static Truth slowWorkers(Plant plant, long at, Draw draw) {
        String version = plant.deployWorkers(at, "");
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 31 * Season.MINUTE);
        RedHerrings.goneClients(plant, at + 10 * Season.MINUTE);
        double slower = draw.between(7.0, 9.0);
        plant.knobs.jobs = t -> 1.3;
        plant.knobs.pace = (t, _) -> t > at ? slower : 1;
        return Truth.of(at, at + 3 * Season.MINUTE)
                .tolerance(15)
                .within(60)
                .cause(version, "deploy|version|started|build|release|slow|" + version)
                .innocent(innocent)
                .changes(version);
    }

    private static Truth retryStorm(Plant plant, long at, Draw draw) {
        plant.knobs.limit = 9;
        String version =
                plant.deploy(plant.front, at, "retry policy: 15 attempts, at once, after 700 ms");
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 12 * Season.MINUTE);
        RedHerrings.goneClients(plant, at - 9 * Season.MINUTE);
        plant.knobs.previews = t -> 1.5;
        plant.knobs.previewRetry =
                (t, attempt) -> t > at ? attempt >= 15 ? -1 : 30 : attempt >= 2 ? -1 : 1_500;
        String upstream = plant.words.upstream();
        plant.knobs.patience =
                (t, reply) ->
                        t > at && reply.status() == 200 && reply.millis() > 700
                                ? new Reply(408, 700, upstream + " did not answer within 700 ms")
                                : reply;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .cause("retr|attempt|at once|" + version, version)
                .innocent(innocent)
                .changes(version);
    }

    private static Truth settings(Plant plant, long at, Draw draw) {
        plant.sim.at(
                at,
                () ->
                        plant.add(
                                new Row.Setting(
                                        at,
                                        plant.front,
                                        "settings read again, changed: auth.audience",
                                        "auth.audience")));
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 17 * Season.MINUTE);
        double share = draw.between(0.7, 0.95);
        plant.knobs.front =
                (t, route, d) ->
                        t > at && route.startsWith("POST") && d.chance(share)
                                ? new Refusal(
                                        401, 6, "token refused: audience does not match", null)
                                : null;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .cause("auth|token|audience", "setting|config|audience")
                .innocent(innocent)
                .changes("auth\\.audience|settings");
    }

    private static Truth coldCache(Plant plant, long at, Draw draw) {
        String version = plant.deploy(plant.front, at, "");
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 20 * Season.MINUTE);
        String warning = RedHerrings.deprecation(plant, at - 30 * Season.MINUTE);
        plant.knobs.cached = t -> t > at ? 0.04 : 0.86;
        plant.knobs.missed = t -> t > at ? 9 : 1;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(30)
                .cause(version + "|cache", version + "|deploy|started|version")
                .innocent(innocent, warning)
                .changes(version, "cache");
    }

    private static Truth pool(Plant plant, long at, Draw draw) {
        String version =
                plant.deploy(plant.front, at, "connection pool: 2 of " + plant.words.store());
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 16 * Season.MINUTE);
        long onset = at + 6 * Season.MINUTE;
        var trace =
                new Row.Trace(
                        "PoolTimeout",
                        "no connection of the pool was free within 5 s",
                        "front/db.py",
                        52,
                        "acquire");
        plant.knobs.front =
                (t, _, d) ->
                        t > onset && d.chance(0.45)
                                ? new Refusal(
                                        500,
                                        5_000,
                                        "no connection of the pool was free within 5 s",
                                        trace)
                                : null;
        return Truth.of(at, onset)
                .cause("pool|connection", version + "|pool")
                .innocent(innocent)
                .changes(version, "pool");
    }

    static ServiceProcess process(Plant plant, String worker) {
        return java.util.Objects.requireNonNull(plant.workers.get(worker));
    }
}
