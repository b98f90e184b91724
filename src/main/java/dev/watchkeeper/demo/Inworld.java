package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// The provider that speaks texts. Now and then it refuses or times out once, and the second
/// attempt succeeds; some time ago it was down for a while.
final class Inworld {

    static final int OK = 200;
    static final int TOO_MANY = 429;
    static final int DOWN = 503;
    static final int TIMED_OUT = 504;
    static final String MODEL = "inworld-tts-1";

    private final Micros downFrom;
    private final Micros downUntil;

    Inworld(Micros downFrom, Micros downUntil) {
        this.downFrom = downFrom;
        this.downUntil = downUntil;
    }

    /// An answer: its HTTP status, and the microseconds until it came.
    record Reply(int status, long took) {}

    Reply ask(Micros at, int attempt, int characters, RandomGenerator random) {
        if (!at.isBefore(downFrom) && at.isBefore(downUntil)) {
            return new Reply(DOWN, Chance.millis(random, 40, 300));
        }
        double u = attempt == 1 ? random.nextDouble() : 1;
        if (u < 0.005) {
            return new Reply(TOO_MANY, Chance.millis(random, 30, 90));
        }
        if (u < 0.007) {
            return new Reply(TIMED_OUT, Chance.millis(random, 15_000, 15_050));
        }
        return new Reply(OK, characters * 3_500L + Chance.millis(random, 250, 900));
    }
}
