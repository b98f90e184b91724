package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Failure;
import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The queue and its workers, one job each at a time.
final class Workshop {

    private final Plant plant;
    private final Words words;
    private final Draw draw;
    private final Biller biller;
    private final ArrayDeque<Job> queue = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Long> downUntil = new HashMap<>();

    Workshop(Plant plant, Biller biller) {
        this.plant = plant;
        this.words = plant.words;
        this.biller = biller;
        this.draw = new Draw(plant.seed, "workshop");
        // A worker that comes back looks for what waits.
        plant.every("idle workers", 30_000, 0, (at, _) -> wake(at));
    }

    int waiting() {
        return queue.size();
    }

    void put(long at, Job job) {
        job.queued = at;
        queue.addLast(job);
        var values =
                Plant.values(
                        words.jobId(),
                        job.id,
                        words.tenant(),
                        job.tenant,
                        words.depth(),
                        queue.size());
        values.put("items", job.items);
        plant.event(at, words.queued(), values);
        wake(at);
    }

    private void wake(long at) {
        var workers = new java.util.ArrayList<>(words.workers());
        java.util.Collections.rotate(workers, draw.upTo(workers.size()));
        for (String worker : workers) {
            if (queue.isEmpty()) {
                return;
            }
            if (lives(at, worker) && busy.add(worker)) {
                long begin = at + draw.between(3L, 30L);
                plant.sim.at(begin, () -> next(begin, worker));
            }
        }
    }

    private boolean lives(long at, String worker) {
        return plant.knobs.alive.at(at, worker) && downUntil.getOrDefault(worker, 0L) <= at;
    }

    private void next(long at, String worker) {
        Job job = lives(at, worker) ? queue.pollFirst() : null;
        if (job == null) {
            busy.remove(worker);
            return;
        }
        plant.info(
                at,
                process(worker),
                "worker.run",
                "started " + words.job() + " of " + job.items + " items",
                Plant.values(words.jobId(), job.id, words.worker(), worker));
        Failure failure = plant.knobs.work.at(at, worker, job, draw);
        if (failure != null) {
            long end = at + draw.between(120L, 900L);
            plant.sim.at(end, () -> broken(end, worker, job, failure));
            return;
        }
        Reply reply = plant.upstream().call(at, job.tenant, job, worker, job.attempt);
        long answered = at + Math.round(reply.millis());
        if (reply.status() != 200) {
            plant.sim.at(
                    answered,
                    () -> {
                        if (plant.knobs.alive.at(answered, worker)) {
                            failed(answered, worker, job, reply.text(), null);
                        }
                        next(answered, worker);
                    });
            return;
        }
        double pace = plant.knobs.pace.at(at, worker);
        long end = answered + Math.round(draw.skewed(1_100, 0.3) * job.items * pace);
        plant.sim.at(end, () -> finished(at, end, worker, job));
    }

    private void finished(long from, long at, String worker, Job job) {
        if (!plant.knobs.alive.at(at, worker)) {
            // It died over it: nobody hears of this job again.
            busy.remove(worker);
            return;
        }
        if (!plant.knobs.kept.test(at)) {
            next(at, worker);
            return;
        }
        long wait = from - job.queued;
        plant.info(
                at,
                process(worker),
                "worker.run",
                words.job() + " finished in " + (at - from) + " ms",
                Plant.values(words.jobId(), job.id, words.worker(), worker));
        var values =
                Plant.values(
                        words.jobId(), job.id, words.tenant(), job.tenant, words.worker(), worker);
        values.put(words.waited(), wait);
        values.put(words.duration(), at - from);
        values.put(words.version(), plant.version(process(worker)));
        plant.event(at, words.done(), values);
        biller.charge(at, job);
        next(at, worker);
    }

    private void broken(long at, String worker, Job job, Failure failure) {
        if (!failure.text().isEmpty()) {
            failed(at, worker, job, failure.text(), failure.trace());
        }
        if (!failure.kills()) {
            next(at, worker);
            return;
        }
        if (failure.text().isEmpty()) {
            plant.sim.at(at + 1_000, () -> requeue(at + 1_000, job));
        }
        if (failure.text().isEmpty()) {
            plant.warn(
                    at + 200,
                    plant.scheduler,
                    "scheduler.supervisor",
                    worker + " ended by signal 9, started again",
                    Plant.values("process", worker));
        }
        busy.remove(worker);
        long back = at + failure.restartMillis();
        downUntil.put(worker, back);
        plant.sim.at(
                back,
                () -> {
                    plant.restart(process(worker), back);
                    wake(back + 50);
                });
    }

    private void failed(
            long at,
            String worker,
            Job job,
            String why,
            Row.@org.jspecify.annotations.Nullable Trace trace) {
        var extra = Plant.values(words.jobId(), job.id, words.worker(), worker);
        extra.put(words.attempt(), job.attempt);
        extra.put(words.tenant(), job.tenant);
        long delay = plant.knobs.retry.after(at, job.attempt);
        if (delay < 0) {
            plant.error(
                    at,
                    process(worker),
                    "worker.run",
                    words.job() + " given up after " + job.attempt + " attempts: " + why,
                    extra,
                    trace == null
                            ? new Row.Trace("JobFailed", why, "worker/run.py", 141, "give_up")
                            : trace);
            var values =
                    Plant.values(
                            words.jobId(),
                            job.id,
                            words.tenant(),
                            job.tenant,
                            words.worker(),
                            worker);
            values.put("reason", why);
            plant.event(at, words.dead(), values);
            return;
        }
        plant.add(
                new Row.Log(
                        at,
                        process(worker),
                        "worker.run",
                        "WARNING",
                        "attempt " + job.attempt + " failed: " + why,
                        extra,
                        trace));
        var values = Plant.values(words.jobId(), job.id, words.worker(), worker, "reason", why);
        values.put(words.attempt(), job.attempt);
        plant.event(at + 1, words.retried(), values);
        job.attempt++;
        plant.sim.at(at + delay, () -> requeue(at + delay, job));
    }

    private void requeue(long at, Job job) {
        job.queued = at;
        queue.addLast(job);
        wake(at);
    }

    private ServiceProcess process(String worker) {
        return java.util.Objects.requireNonNull(plant.workers.get(worker));
    }
}
