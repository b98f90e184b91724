package dev.watchkeeper.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/// Last week's outage of the speech provider: loud, over after twenty minutes, and long resolved.
record OldBurst(Component worker) implements Activity {

    private static final Place RETRY = new Place("worker.tts", "synthesize", 101);
    private static final Raised UNAVAILABLE =
            new Raised(
                    "ProviderUnavailable",
                    "worker.errors",
                    "inworld returned 503",
                    List.of(
                            new Raised.Frame(
                                    new Place("worker.tts", "synthesize", 96),
                                    "audio = await self.inworld.speak(ssml)"),
                            new Raised.Frame(
                                    new Place("worker.inworld", "speak", 43),
                                    "raise ProviderUnavailable(provider, status)")));

    @Override
    public void happen(Micros at, RandomGenerator random, Tape tape) {
        Micros end = at.plus(20 * Micros.MINUTE);
        Micros next = at;
        while (next.isBefore(end)) {
            Job job = Job.draw(random);
            tape.log(
                    new LogLine(
                            next,
                            worker,
                            RETRY,
                            Grade.ERROR,
                            "attempt 1 failed: inworld returned 503, job put back",
                            Syntheses.bound(job, worker),
                            UNAVAILABLE));
            next = next.plus(Chance.millis(random, 6_000, 22_000));
        }
    }
}
