package dev.watchkeeper.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/// A user has a text spoken: the gateway queues it, a worker speaks it, billing charges for it.
record Syntheses(Component gateway, List<Component> workers, Charges charges, Voice voice)
        implements Activity {

    private static final Place ACCESS = new Place("gateway.access", "log_request", 41);
    private static final Place QUEUED = new Place("gateway.queue", "enqueue", 52);
    private static final Place OVERFLOW = new Place("gateway.queue", "overflow", 77);
    private static final Place START = new Place("worker.tts", "synthesize", 88);
    private static final Place RETRY = new Place("worker.tts", "synthesize", 101);
    private static final Place DONE = new Place("worker.tts", "synthesize", 109);

    @Override
    public void happen(Micros at, RandomGenerator random, Tape tape) {
        Job job = Job.draw(random);
        int characters = 60 + Chance.low(random, 0, 1800);
        int depth = Chance.low(random, 0, (int) (12 * Season.demand(at)));
        boolean overflow = random.nextDouble() < 0.006;
        depth += overflow ? 20 : 0;
        String request = "POST /v1/synthesis 202 in " + random.nextInt(9, 40) + " ms";
        tape.log(new LogLine(at, gateway, ACCESS, Grade.INFO, request, job.bound()));
        tape.log(
                new LogLine(
                        at.plus(1_300),
                        gateway,
                        overflow ? OVERFLOW : QUEUED,
                        Grade.INFO,
                        overflow
                                ? "queue depth " + depth + ", overflow to runpod"
                                : "queued for synthesis, depth " + depth,
                        job.bound()));
        tape.event(
                new MetricsEvent(
                        at.plus(1_500),
                        gateway,
                        overflow ? "job_overflow" : "synthesis_queued",
                        job.user(),
                        job.id()
                                .with("request_id", job.request())
                                .with("queue_depth", depth)
                                .with("characters", characters)));
        long wait = depth * 350_000L + Chance.millis(random, 4, 600);
        Component worker = workers.get(random.nextInt(workers.size()));
        Micros start = at.plus(1_500 + wait);
        String text = "synthesizing " + characters + " characters";
        tape.log(new LogLine(start, worker, START, Grade.INFO, text, bound(job, worker)));
        Raised failure = voice.failure(worker, start, random);
        if (failure != null) {
            new FailedSynthesis(gateway, worker, job, failure).tell(start, random, tape);
        } else {
            spoken(job, worker, start, wait, characters, random, tape);
        }
    }

    private void spoken(
            Job job,
            Component worker,
            Micros start,
            long wait,
            int characters,
            RandomGenerator random,
            Tape tape) {
        Micros from = start;
        double u = random.nextDouble();
        if (u < 0.007) {
            long pause = Chance.millis(random, 900, 2_600);
            Micros failed = start.plus(Chance.millis(random, 30, 20_000));
            String why = u < 0.005 ? "inworld returned 429" : "inworld timed out";
            String text = "attempt 1 failed: " + why + ", retrying in " + Seconds.text(pause);
            tape.log(new LogLine(failed, worker, RETRY, Grade.WARNING, text, bound(job, worker)));
            from = failed.plus(pause);
        }
        Micros end = from.plus(characters * 1_100L + Chance.millis(random, 250, 900));
        long took = end.value() - start.value();
        String text = "synthesized " + characters + " characters in " + Seconds.text(took);
        tape.log(new LogLine(end, worker, DONE, Grade.INFO, text, bound(job, worker)));
        tape.event(
                new MetricsEvent(
                        end.plus(900),
                        worker,
                        "synthesis_complete",
                        job.user(),
                        job.id()
                                .with("worker_id", worker.name())
                                .with("queue_wait_ms", wait / 1000)
                                .with("duration_ms", took / 1000)
                                .with("characters", characters)));
        charges.charge(job, characters, end, random, tape);
    }

    static Fields bound(Job job, Component worker) {
        return job.id().with("worker", worker.name());
    }
}
