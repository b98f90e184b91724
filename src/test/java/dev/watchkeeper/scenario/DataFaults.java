package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// What is lost or stuck without much noise.
final class DataFaults {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("poison-message", 60, DataFaults::poison),
                    new Scenario("dead-letters", 45, DataFaults::deadLetters),
                    new Scenario("silent-billing", 70, DataFaults::silentBilling),
                    new Scenario("biller-ended", 60, DataFaults::billerEnded),
                    new Scenario("export-loop-ended", 80, DataFaults::exportEnded),
                    new Scenario("statistics-stale", 80, DataFaults::stale),
                    new Scenario("jobs-lost", 80, DataFaults::lost));

    private DataFaults() {}

    /// One job is tried for ever.
    private static Truth poison(Plant plant, long at, Draw draw) {
        var poisoned = new AtomicReference<String>("");
        String innocent = RedHerrings.deploy(plant, plant.front, at - 19 * Season.MINUTE);
        var trace =
                new Row.Trace(
                        "UnicodeDecodeError",
                        "invalid start byte 0xfe at 512",
                        "worker/parse.py",
                        27,
                        "decode");
        plant.knobs.work =
                (t, _, job, _) -> {
                    if (t > at && poisoned.get().isEmpty()) {
                        poisoned.set(job.id);
                    }
                    if (!poisoned.get().equals(job.id)) {
                        return null;
                    }
                    // It is counted as the first try each time: nothing ever gives up.
                    job.attempt = 1;
                    return new Failure("invalid start byte 0xfe at 512", trace, false, 0);
                };
        return Truth.of(at, at + 2 * Season.MINUTE)
                .within(30)
                .cause(
                        "invalid start byte|one job|same job|single job|poison|job (id"
                                + " )?\"?j[0-9a-f]{10}|j[0-9a-f]{10}")
                .innocent(innocent)
                .changes("invalid start byte", plant.words.retried(), "retries");
    }

    private static Truth deadLetters(Plant plant, long at, Draw draw) {
        double share = draw.between(0.35, 0.6);
        String innocent = RedHerrings.deploy(plant, plant.biller, at - 8 * Season.MINUTE);
        var trace =
                new Row.Trace(
                        "ValueError",
                        "colour profile CMYK16 is not known",
                        "worker/colour.py",
                        64,
                        "convert");
        plant.knobs.work =
                (t, _, job, _) ->
                        job.created > at && Math.floorMod(job.id.hashCode(), 100) < share * 100
                                ? new Failure("colour profile CMYK16 is not known", trace, false, 0)
                                : null;
        return Truth.of(at, at + 2 * Season.MINUTE)
                .cause("CMYK16|colour profile")
                .innocent(innocent)
                .changes("CMYK16", plant.words.dead(), plant.words.retried(), "\\.dead|\\.retries");
    }

    private static Truth silentBilling(Plant plant, long at, Draw draw) {
        plant.knobs.books = t -> t < at;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 27 * Season.MINUTE);
        String warning = RedHerrings.deprecation(plant, at + 2 * Season.MINUTE);
        return Truth.of(at, at)
                .within(50)
                .cause("charge|bill|book|" + plant.words.biller() + "|" + plant.words.charged())
                .innocent(innocent, warning)
                .changes(plant.words.charged(), "charged", plant.words.biller());
    }

    private static Truth billerEnded(Plant plant, long at, Draw draw) {
        plant.knobs.billerLives = t -> t < at;
        plant.sim.at(
                at,
                () ->
                        plant.error(
                                at,
                                plant.biller,
                                "billing.consumer",
                                "consumer ended",
                                Plant.values(),
                                new Row.Trace(
                                        "KeyError",
                                        "'tariff'",
                                        "billing/consumer.py",
                                        71,
                                        "price")));
        String innocent = RedHerrings.deploy(plant, plant.front, at - 27 * Season.MINUTE);
        return Truth.of(at, at)
                .within(50)
                .cause("tariff|consumer ended|" + plant.words.biller() + "|billing|charg")
                .innocent(innocent)
                .changes(
                        plant.words.charged(),
                        "charged",
                        "tariff",
                        "consumer ended",
                        plant.words.biller());
    }

    private static Truth exportEnded(Plant plant, long at, Draw draw) {
        plant.knobs.loops = (t, name) -> !(name.equals("export") && t > at);
        plant.sim.at(
                at + 1_000,
                () ->
                        plant.error(
                                at + 1_000,
                                plant.scheduler,
                                "scheduler.export",
                                "export: warehouse closed the connection, task ended",
                                Plant.values(),
                                new Row.Trace(
                                        "ConnectionResetError",
                                        "[Errno 104] Connection reset by peer",
                                        "scheduler/export.py",
                                        45,
                                        "push")));
        String innocent = RedHerrings.deploy(plant, plant.front, at - 23 * Season.MINUTE);
        return Truth.of(at, at)
                .tolerance(15)
                .within(60)
                .cause("export")
                .innocent(innocent)
                .changes("export", "warehouse");
    }

    private static Truth stale(Plant plant, long at, Draw draw) {
        plant.knobs.loops = (t, name) -> !(name.equals("stats") && t > at);
        String innocent = RedHerrings.deploy(plant, plant.front, at - 29 * Season.MINUTE);
        RedHerrings.goneClients(plant, at + 9 * Season.MINUTE);
        return Truth.of(at, at)
                .tolerance(15)
                .within(45)
                .cause("stats|statistic")
                .innocent(innocent)
                .changes("stats|statistic");
    }

    private static Truth lost(Plant plant, long at, Draw draw) {
        double share = draw.between(0.4, 0.6);
        var chance = new Draw(plant.seed, "lost");
        plant.knobs.kept = t -> t < at || !chance.chance(share);
        plant.knobs.jobs = t -> 1.5;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 35 * Season.MINUTE);
        return Truth.of(at, at)
                .tolerance(20)
                .within(70)
                .cause(
                        "lost|missing|vanish|never|not finished|disappear|fewer|without",
                        plant.words.job() + "|" + plant.words.done() + "|jobs|complet|finish")
                .innocent(innocent)
                .changes(
                        plant.words.done(),
                        plant.words.job() + "\\.completed",
                        plant.words.charged());
    }
}
