package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Failure;
import dev.watchkeeper.scenario.Knobs.Refusal;
import java.util.List;

/// What happens to the processes and to the host under them.
final class WorkerFaults {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("dead-worker", 90, WorkerFaults::dead),
                    new Scenario("crash-loop", 40, WorkerFaults::crashLoop),
                    new Scenario("memory-leak", 150, WorkerFaults::leak),
                    new Scenario("disk-filled-by-temporary-files", 110, WorkerFaults::disk),
                    new Scenario("database-locked", 35, WorkerFaults::locked));

    private WorkerFaults() {}

    private static Truth dead(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getFirst();
        plant.knobs.jobs = t -> 2;
        plant.knobs.alive = (t, who) -> !(t > at && who.equals(worker));
        String innocent = RedHerrings.deploy(plant, plant.front, at - 33 * Season.MINUTE);
        String warning = RedHerrings.deprecation(plant, at + 5 * Season.MINUTE);
        return Truth.of(at, at)
                .within(75)
                .tolerance(15)
                .cause(worker, "silent|dead|stopped|nothing|died|gone|no ")
                .innocent(innocent, warning)
                .changes(worker);
    }

    private static Truth crashLoop(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getLast();
        // With too little to do it may never be its turn, and then it does not crash either.
        plant.knobs.jobs = t -> 2;
        var trace =
                new Row.Trace(
                        "OSError",
                        "libcodec.so.7: cannot open shared object file",
                        "worker/codec.py",
                        9,
                        "load");
        plant.knobs.work =
                (t, who, _, _) ->
                        t > at && who.equals(worker)
                                ? new Failure(
                                        "libcodec.so.7: cannot open shared object file",
                                        trace,
                                        true,
                                        12_000)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 10 * Season.MINUTE);
        return Truth.of(at, at)
                .within(40)
                .cause(worker + "|libcodec", "crash|restart|again|loop|libcodec|started")
                .innocent(innocent)
                .changes(worker, "libcodec");
    }

    private static Truth leak(Plant plant, long at, Draw draw) {
        String worker = plant.words.workers().getFirst();
        String version = plant.deploy(DeployFaults.process(plant, worker), at, "");
        String innocent = RedHerrings.deploy(plant, plant.scheduler, at - 20 * Season.MINUTE);
        long life = 35 * Season.MINUTE;
        plant.knobs.memory = t -> t > at ? 46.0 * Math.floorMod(t - at, life) / life : 0;
        var killed = new long[] {at};
        plant.knobs.work =
                (t, who, _, _) -> {
                    if (who.equals(worker) && t > at && t - killed[0] > life) {
                        killed[0] = at + (t - at) / life * life;
                        return new Failure("", null, true, 15_000);
                    }
                    return null;
                };
        return Truth.of(at, at + 25 * Season.MINUTE)
                .tolerance(25)
                .within(100)
                .cause("memory|oom", worker + "|" + version + "|memory")
                .innocent(innocent)
                .changes(version, "memory");
    }

    private static Truth disk(Plant plant, long at, Draw draw) {
        plant.knobs.loops = (t, name) -> !(name.equals("cleanup") && t > at);
        plant.knobs.diskBytesPerMinute = t -> t > at ? 0.55e9 : 0;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 25 * Season.MINUTE);
        var trace =
                new Row.Trace(
                        "OSError",
                        "[Errno 28] No space left on device",
                        "worker/store.py",
                        33,
                        "write");
        plant.knobs.work =
                (t, _, _, _) ->
                        plant.machine.diskUsedPercent() > 99.5
                                ? new Failure("[Errno 28] No space left on device", trace, false, 0)
                                : null;
        return Truth.of(at, at + 15 * Season.MINUTE)
                .tolerance(85)
                .within(90)
                .cause("disk|space", "full|fill|space|cleanup|temporary|grow")
                .innocent(innocent)
                .changes("disk", "cleanup", "No space");
    }

    private static Truth locked(Plant plant, long at, Draw draw) {
        String innocent = RedHerrings.deploy(plant, plant.front, at - 24 * Season.MINUTE);
        RedHerrings.goneClients(plant, at + 4 * Season.MINUTE);
        var trace =
                new Row.Trace(
                        "OperationalError", "database is locked", "front/db.py", 88, "execute");
        plant.knobs.front =
                (t, route, d) ->
                        t > at && (route.startsWith("POST") || d.chance(0.3))
                                ? new Refusal(500, 5_000, "database is locked", trace)
                                : null;
        return Truth.of(at, at)
                .cause("locked")
                .innocent(innocent)
                .changes("locked", plant.words.request());
    }
}
