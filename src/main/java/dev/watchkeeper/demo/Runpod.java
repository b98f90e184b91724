package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// Serverless workers that take what the queue has no room for. Each starts cold, which takes a
/// while, and runs with a voice model of its own.
record Runpod(Component gateway, Charges charges, RandomGenerator random) {

    /// Its name as a worker.
    static final String NAME = "runpod";

    private static final Place RETURNED = new Place("gateway.runpod", "callback", 48);

    void take(SpeechJob job, Micros at, Tape tape) {
        Micros begin = at.plus(Chance.millis(random, 4_000, 14_000));
        tape.then(
                begin,
                () -> {
                    job.becomes(job.row().begun(begin, NAME), begin, tape);
                    Micros end =
                            begin.plus(
                                    job.characters() * 4_000L + Chance.millis(random, 800, 2_000));
                    tape.then(end, () -> end(job, begin, end, tape));
                });
    }

    private void end(SpeechJob job, Micros begin, Micros at, Tape tape) {
        long took = at.value() - begin.value();
        String text =
                "runpod returned " + job.characters() + " characters in " + Seconds.text(took);
        tape.log(new LogLine(at, gateway, RETURNED, Grade.INFO, text, job.job().bound()));
        job.becomes(job.row().ended(at, JobRow.State.DONE), at, tape);
        tape.event(
                new MetricsEvent(
                        at.plus(900),
                        gateway,
                        "synthesis_complete",
                        job.job().user(),
                        job.job()
                                .id()
                                .with("worker_id", NAME)
                                .with("queue_wait_ms", job.age(begin) / 1000)
                                .with("duration_ms", took / 1000)
                                .with("characters", job.characters())));
        charges.charge(job.job(), job.characters(), at, random, tape);
    }
}
