package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A job that fails at every attempt: three tries, the dead-letter queue, and a client that keeps
/// asking.
record FailedSynthesis(Component gateway, Component worker, Job job, Raised failure) {

    private static final Place FAILED = new Place("worker.tts", "run_job", 63);
    private static final Place DEAD = new Place("worker.queue", "bury", 38);
    private static final Place POLL = new Place("gateway.audio", "audio_of_job", 44);

    void tell(Micros start, RandomGenerator random, Tape tape) {
        Micros at = start;
        for (int attempt = 1; attempt <= 3; attempt++) {
            at = at.plus(Chance.millis(random, 12, 60));
            String text = "synthesis failed, attempt " + attempt + " of 3";
            tape.log(
                    new LogLine(
                            at,
                            worker,
                            FAILED,
                            Grade.ERROR,
                            text,
                            Syntheses.bound(job, worker),
                            failure));
            tape.event(
                    new MetricsEvent(
                            at.plus(500),
                            worker,
                            "synthesis_error",
                            job.user(),
                            job.id()
                                    .with("worker_id", worker.name())
                                    .with("attempt", attempt)
                                    .with("error", failure.type())));
            at = at.plus((4L << attempt) * Micros.SECOND);
        }
        tape.log(
                new LogLine(
                        at,
                        worker,
                        DEAD,
                        Grade.WARNING,
                        "job moved to the dead-letter queue",
                        Syntheses.bound(job, worker)));
        tape.event(new MetricsEvent(at.plus(500), worker, "job_dlq", job.user(), job.id()));
        Micros poll = start.plus(10 * Micros.SECOND);
        while (poll.isBefore(at.plus(30 * Micros.SECOND))) {
            long waited = (poll.value() - start.value()) / Micros.SECOND;
            String text = "audio of " + job.job() + " not ready after " + waited + " s";
            tape.log(new LogLine(poll, gateway, POLL, Grade.WARNING, text, job.bound()));
            poll = poll.plus(Chance.millis(random, 3_000, 6_000));
        }
    }
}
