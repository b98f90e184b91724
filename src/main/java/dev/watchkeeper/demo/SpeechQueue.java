package dev.watchkeeper.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The queue of texts to be spoken: first come, first served, by workers that take one text at a
/// time. Above a depth the newest goes to runpod, which is never full but costs more.
final class SpeechQueue {

    /// How many may wait before the next goes to runpod.
    static final int FULL = 12;

    private static final Place QUEUED = new Place("gateway.queue", "enqueue", 52);
    private static final Place OVERFLOW = new Place("gateway.queue", "overflow", 77);
    private static final Place POLL = new Place("gateway.audio", "audio_of_job", 44);
    private static final long PATIENCE = 40 * Micros.SECOND;
    private static final long GONE = 180 * Micros.SECOND;

    private final Component gateway;
    private final Runpod runpod;
    private final RandomGenerator random;
    private final List<Worker> workers = new ArrayList<>();
    private final ArrayDeque<SpeechJob> waiting = new ArrayDeque<>();
    private long number;

    SpeechQueue(
            Component gateway, List<Component> workers, Speaking speaking, RandomGenerator random) {
        this.gateway = gateway;
        this.runpod = new Runpod(gateway, speaking.charges(), random);
        this.random = random;
        workers.forEach(worker -> this.workers.add(new Worker(worker, this, speaking, random)));
    }

    /// A text joins the queue.
    void add(Job job, int characters, Micros at, Tape tape) {
        var speech = new SpeechJob(job, characters, ++number, at);
        speech.becomes(speech.row(), at, tape);
        waiting.addLast(speech);
        int depth = waiting.size();
        Fields data =
                job.id()
                        .with("request_id", job.request())
                        .with("queue_depth", depth)
                        .with("characters", characters);
        tape.event(new MetricsEvent(at, gateway, "synthesis_queued", job.user(), data));
        boolean full = depth > FULL;
        String text =
                full
                        ? "queue depth " + depth + ", overflow to runpod"
                        : "queued for synthesis, depth " + depth;
        tape.log(
                new LogLine(
                        at.plus(200),
                        gateway,
                        full ? OVERFLOW : QUEUED,
                        Grade.INFO,
                        text,
                        job.bound()));
        if (full) {
            waiting.removeLast();
            tape.event(new MetricsEvent(at.plus(400), gateway, "job_overflow", job.user(), data));
            runpod.take(speech, at.plus(400), tape);
        } else {
            wake(at, tape);
        }
        poll(speech, at.plus(PATIENCE), tape);
    }

    /// A text is tried again later, behind all others.
    void putBack(SpeechJob job) {
        waiting.addLast(job);
    }

    /// The text that waits longest, or null.
    @Nullable SpeechJob take() {
        return waiting.pollFirst();
    }

    private void wake(Micros at, Tape tape) {
        List<Worker> idle = workers.stream().filter(worker -> worker.idle(at)).toList();
        if (!idle.isEmpty()) {
            idle.get(random.nextInt(idle.size())).wake(at, tape);
        }
    }

    /// The client asks for the audio every few seconds until it is there or the client is gone.
    private void poll(SpeechJob job, Micros at, Tape tape) {
        tape.then(
                at,
                () -> {
                    long age = job.age(at);
                    if (job.row().state() == JobRow.State.DONE || age > GONE) {
                        return;
                    }
                    String text =
                            "audio of "
                                    + job.job().job()
                                    + " not ready after "
                                    + age / Micros.SECOND
                                    + " s";
                    tape.log(
                            new LogLine(at, gateway, POLL, Grade.WARNING, text, job.job().bound()));
                    poll(job, at.plus(Chance.millis(random, 3_000, 6_000)), tape);
                });
    }
}
