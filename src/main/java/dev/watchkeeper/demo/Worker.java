package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// A worker of the queue, which speaks one text at a time.
final class Worker {

    private static final Place START = new Place("worker.tts", "synthesize", 88);
    private static final Place RETRY = new Place("worker.tts", "synthesize", 101);
    private static final Place DONE = new Place("worker.tts", "synthesize", 109);
    private static final Place FAILED = new Place("worker.tts", "run_job", 63);
    private static final Place DEAD = new Place("worker.queue", "bury", 38);
    private static final int ATTEMPTS = 3;

    private final Component process;
    private final SpeechQueue queue;
    private final Speaking speaking;
    private final RandomGenerator random;
    private boolean busy;

    Worker(Component process, SpeechQueue queue, Speaking speaking, RandomGenerator random) {
        this.process = process;
        this.queue = queue;
        this.speaking = speaking;
        this.random = random;
    }

    boolean idle(Micros at) {
        return !busy && process.lives(at);
    }

    /// Hears that something waits; a moment later it takes what waits longest.
    void wake(Micros at, Tape tape) {
        busy = true;
        Micros begin = at.plus(Chance.millis(random, 2, 25));
        tape.then(begin, () -> next(begin, tape));
    }

    private void next(Micros at, Tape tape) {
        SpeechJob job = process.lives(at) ? queue.take() : null;
        if (job == null) {
            busy = false;
            return;
        }
        job.becomes(job.row().begun(at, process.name()), at, tape);
        String text = "synthesizing " + job.characters() + " characters";
        say(at, START, Grade.INFO, text, job, tape);
        attempt(job, 1, at, at, tape);
    }

    private void attempt(SpeechJob job, int attempt, Micros at, Micros begun, Tape tape) {
        if (!process.lives(at)) {
            return;
        }
        Raised failure = speaking.voice().failure(process, at, random);
        if (failure != null) {
            failed(job, attempt, at.plus(Chance.millis(random, 12, 60)), begun, failure, tape);
            return;
        }
        Inworld.Reply reply = speaking.inworld().ask(at, attempt, job.characters(), random);
        Micros end = at.plus(reply.took());
        boolean ok = reply.status() == Inworld.OK;
        event(
                end,
                ok ? "tts_complete" : "tts_error",
                job,
                Fields.of("attempt", attempt)
                        .with("model", Inworld.MODEL)
                        .with("status_code", reply.status())
                        .with("duration_ms", reply.took() / 1000)
                        .with("characters", job.characters()),
                tape);
        if (ok) {
            tape.then(end, () -> spoken(job, end, begun, tape));
        } else if (reply.status() == Inworld.DOWN) {
            tape.then(end, () -> down(job, end, tape));
        } else {
            long pause = Chance.millis(random, 900, 2_600);
            String why =
                    reply.status() == Inworld.TOO_MANY
                            ? "inworld returned 429"
                            : "inworld timed out";
            String text =
                    "attempt "
                            + attempt
                            + " failed: "
                            + why
                            + ", retrying in "
                            + Seconds.text(pause);
            say(end, RETRY, Grade.WARNING, text, job, tape);
            again(job, attempt, end, pause, begun, why, tape);
        }
    }

    private void spoken(SpeechJob job, Micros at, Micros begun, Tape tape) {
        if (!process.lives(at)) {
            return;
        }
        long took = at.value() - begun.value();
        String text = "synthesized " + job.characters() + " characters in " + Seconds.text(took);
        say(at, DONE, Grade.INFO, text, job, tape);
        job.becomes(job.row().ended(at, JobRow.State.DONE), at, tape);
        event(
                at.plus(900),
                "synthesis_complete",
                job,
                Fields.of("queue_wait_ms", job.age(begun) / 1000)
                        .with("duration_ms", took / 1000)
                        .with("characters", job.characters()),
                tape);
        speaking.charges().charge(job.job(), job.characters(), at, random, tape);
        next(at.plus(Chance.millis(random, 2, 25)), at, tape);
    }

    private void next(Micros begin, Micros now, Tape tape) {
        tape.then(begin.isBefore(now) ? now : begin, () -> next(begin, tape));
    }

    /// The provider is down: the text waits again, and the worker with it for a while.
    private void down(SpeechJob job, Micros at, Tape tape) {
        tape.log(
                new LogLine(
                        at,
                        process,
                        RETRY,
                        Grade.ERROR,
                        "attempt 1 failed: inworld returned 503, job put back",
                        bound(job),
                        Speaking.UNAVAILABLE));
        job.becomes(job.row().putBack(), at, tape);
        queue.putBack(job);
        next(at.plus(Chance.millis(random, 15_000, 40_000)), at, tape);
    }

    private void failed(
            SpeechJob job, int attempt, Micros at, Micros begun, Raised failure, Tape tape) {
        String text = "synthesis failed, attempt " + attempt + " of " + ATTEMPTS;
        tape.log(new LogLine(at, process, FAILED, Grade.ERROR, text, bound(job), failure));
        event(
                at.plus(500),
                "synthesis_error",
                job,
                Fields.of("attempt", attempt).with("error", failure.type()),
                tape);
        long pause = (2L << attempt) * Micros.SECOND;
        if (attempt < ATTEMPTS) {
            again(job, attempt, at, pause, begun, failure.type(), tape);
            return;
        }
        Micros end = at.plus(pause);
        String dead = "job moved to the dead-letter queue";
        say(end, DEAD, Grade.WARNING, dead, job, tape);
        event(end.plus(500), "job_dlq", job, Fields.NONE, tape);
        tape.then(
                end,
                () -> {
                    job.becomes(job.row().ended(end, JobRow.State.FAILED), end, tape);
                    next(end.plus(Chance.millis(random, 2, 25)), end, tape);
                });
    }

    private void again(
            SpeechJob job,
            int attempt,
            Micros at,
            long pause,
            Micros begun,
            String error,
            Tape tape) {
        event(
                at.plus(700),
                "job_retry",
                job,
                Fields.of("attempt", attempt + 1)
                        .with("error", error)
                        .with("delay_ms", pause / 1000),
                tape);
        Micros then = at.plus(pause);
        tape.then(then, () -> attempt(job, attempt + 1, then, begun, tape));
    }

    private void say(Micros at, Place place, Grade grade, String text, SpeechJob job, Tape tape) {
        tape.log(new LogLine(at, process, place, grade, text, bound(job)));
    }

    private void event(Micros at, String type, SpeechJob job, Fields data, Tape tape) {
        Fields all = job.job().id().with("worker_id", process.name()).and(data);
        tape.event(new MetricsEvent(at, process, type, job.job().user(), all));
    }

    private Fields bound(SpeechJob job) {
        return job.job().id().with("worker", process.name());
    }
}
