package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// The provider that reads pages.
@FunctionalInterface
interface Gemini {

    int OK = 200;
    int TOO_MANY = 429;
    int TIMED_OUT = 504;

    /// On an ordinary day: now and then one refusal or one time-out, and the next attempt succeeds.
    Gemini USUAL =
            (at, attempt, random) -> {
                double u = attempt == 1 ? random.nextDouble() : 1;
                return u < 0.0012 ? TOO_MANY : u < 0.0027 ? TIMED_OUT : OK;
            };

    /// The HTTP status of its answer.
    int status(Micros at, int attempt, RandomGenerator random);
}
