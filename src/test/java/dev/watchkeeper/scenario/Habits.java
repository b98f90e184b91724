package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Refusal;
import dev.watchkeeper.scenario.Knobs.Reply;

/// What the service does all day: its demand, its loops, its housekeeping, and warnings that mean
/// nothing.
final class Habits {

    private final Plant plant;
    private final Words words;
    private final Workshop workshop;

    Habits(Plant plant, Workshop workshop) {
        this.plant = plant;
        this.words = plant.words;
        this.workshop = workshop;
    }

    void begin() {
        Knobs knobs = plant.knobs;
        plant.often("jobs", 720, at -> Season.demand(at) * knobs.jobs.applyAsDouble(at), this::job);
        plant.often(
                "previews",
                900,
                at -> Season.demand(at) * knobs.previews.applyAsDouble(at),
                (at, draw) -> preview(at, draw, 1, tenant(at, draw), draw.id("r")));
        plant.often(
                "requests",
                900,
                at -> Season.demand(at) * knobs.requests.applyAsDouble(at),
                this::request);
        loops();
        noise();
        history();
    }

    private String tenant(long at, Draw draw) {
        String who = plant.knobs.who.at(at, draw);
        return who != null ? who : "t" + (100 + (int) (60 * Math.pow(draw.between(0, 1.0), 2)));
    }

    private void job(long at, Draw draw) {
        String tenant = tenant(at, draw);
        int items = (8 + draw.upTo(14)) * plant.knobs.size.at(at, tenant);
        var job = new Job(draw.id("j"), draw.id("r"), tenant, items, at);
        String route = "POST /" + words.job() + "s";
        if (answered(at, draw, route, job.request, draw.between(18.0, 70.0), 202, "")) {
            workshop.put(at + 20, job);
        }
    }

    private void request(long at, Draw draw) {
        boolean hit = draw.chance(plant.knobs.cached.applyAsDouble(at));
        double millis =
                hit
                        ? draw.skewed(14, 0.4)
                        : draw.skewed(120, 0.4) * plant.knobs.missed.applyAsDouble(at);
        answered(
                at, draw, "GET /" + words.table(), draw.id("r"), millis, 200, hit ? "hit" : "miss");
    }

    private boolean answered(
            long at, Draw draw, String route, String id, double millis, int status, String cache) {
        Refusal refusal = plant.knobs.front.at(at, route, draw);
        int shown = refusal == null ? status : refusal.status();
        double took = refusal == null ? millis : refusal.millis() <= 0 ? millis : refusal.millis();
        long end = at + Math.round(took);
        var extra = Plant.values(words.requestId(), id, "status", shown);
        if (refusal != null && !refusal.text().isEmpty()) {
            plant.error(end, plant.front, "front.handler", refusal.text(), extra, refusal.trace());
        }
        plant.info(
                end,
                plant.front,
                "front.access",
                route + " " + shown + " in " + Math.round(took) + " ms",
                extra);
        var values =
                Plant.values(
                        "route", route, words.status(), shown, words.duration(), Math.round(took));
        values.put(words.requestId(), id);
        if (!cache.isEmpty()) {
            values.put("cache", cache);
        }
        plant.event(end, words.request(), values);
        return shown < 400;
    }

    private void preview(long at, Draw draw, int attempt, String tenant, String id) {
        Reply reply = plant.upstream().call(at, tenant, null, words.front(), attempt);
        long end = at + Math.round(reply.millis());
        var extra = Plant.values(words.requestId(), id, words.tenant(), tenant);
        extra.put(words.attempt(), attempt);
        plant.sim.at(
                end,
                () -> {
                    if (reply.status() == 200) {
                        plant.event(
                                end,
                                words.previewed(),
                                Plant.values(
                                        words.requestId(),
                                        id,
                                        words.tenant(),
                                        tenant,
                                        words.duration(),
                                        end - at));
                        return;
                    }
                    long delay = plant.knobs.previewRetry.after(end, attempt);
                    if (delay < 0) {
                        plant.error(
                                end,
                                plant.front,
                                "front.preview",
                                words.preview() + " failed: " + reply.text(),
                                extra,
                                new Row.Trace(
                                        "UpstreamError",
                                        reply.text(),
                                        "front/preview.py",
                                        77,
                                        "make"));
                        return;
                    }
                    plant.warn(
                            end,
                            plant.front,
                            "front.preview",
                            words.preview() + " attempt " + attempt + " failed: " + reply.text(),
                            extra);
                    plant.sim.at(
                            end + delay, () -> preview(end + delay, draw, attempt + 1, tenant, id));
                });
    }

    private void loops() {
        loop(
                "cleanup",
                15,
                at -> "removed " + (5 + Math.floorMod(at / 1000, 31L)) + " temporary files");
        loop("export", 10, at -> "exported " + (40 + Math.floorMod(at / 1000, 57L)) + " rows");
        loop(
                "stats",
                5,
                at -> "statistics written, " + (3 + Math.floorMod(at / 1000, 9L)) + " s old");
        loop(
                "sync",
                60,
                at ->
                        "synchronised "
                                + (200 + Math.floorMod(at / 1000, 90L))
                                + " "
                                + words.table());
    }

    private void loop(String name, int minutes, java.util.function.LongFunction<String> text) {
        plant.every(
                name,
                minutes * Season.MINUTE,
                7_000L * name.length(),
                (at, draw) -> {
                    if (plant.knobs.loops.at(at, name)) {
                        plant.info(
                                at,
                                plant.scheduler,
                                "scheduler." + name,
                                name + ": " + text.apply(at),
                                Plant.values());
                        plant.event(
                                at + 5,
                                words.loop(name),
                                Plant.values(words.duration(), Math.round(draw.skewed(900, 0.3))));
                    }
                });
    }

    private void noise() {
        plant.often(
                "quota",
                22,
                true,
                (at, draw) ->
                        plant.warn(
                                at,
                                plant.front,
                                "front.quota",
                                "quota of free plan used up, request refused politely",
                                Plant.values(words.requestId(), draw.id("r"))));
        plant.often(
                "slow query",
                18,
                false,
                (at, draw) ->
                        plant.warn(
                                at,
                                plant.front,
                                "front.db",
                                "query on "
                                        + words.table()
                                        + " took "
                                        + draw.between(1_100L, 2_600L)
                                        + " ms",
                                Plant.values(words.requestId(), draw.id("r"))));
        plant.often(
                "gone clients",
                30,
                true,
                (at, draw) ->
                        plant.warn(
                                at,
                                plant.front,
                                "front.access",
                                "client went away before the answer",
                                Plant.values(words.requestId(), draw.id("r"))));
        plant.often(
                "broker",
                6,
                false,
                (at, draw) ->
                        plant.warn(
                                at,
                                java.util.Objects.requireNonNull(
                                        plant.workers.get(words.workers().getFirst())),
                                "worker.broker",
                                "broker connection was reset, connected again after "
                                        + draw.between(100L, 900L)
                                        + " ms",
                                Plant.values()));
    }

    private void history() {
        long end = plant.end;
        for (int hours : new int[] {30, 78, 131}) {
            plant.deploy(plant.front, end - hours * Season.HOUR - 410_000, "");
        }
        for (int hours : new int[] {53, 120}) {
            plant.deployWorkers(end - hours * Season.HOUR - 130_000, "");
        }
        // Trains are nothing new.
        for (int hours : new int[] {21, 49, 75, 102, 140}) {
            RedHerrings.goneClients(plant, end - hours * Season.HOUR);
        }
        plant.deploy(plant.biller, end - 99 * Season.HOUR, "");
        plant.deploy(plant.scheduler, end - 70 * Season.HOUR, "");
    }
}
