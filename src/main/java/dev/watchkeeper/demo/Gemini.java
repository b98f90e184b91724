package dev.watchkeeper.demo;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The provider that reads pages. It allows a thousand calls in any minute, and refused calls count
/// too: who keeps calling above the limit stays refused.
final class Gemini {

    static final int LIMIT = 1_000;
    static final int OK = 200;
    static final int TOO_MANY = 429;
    static final int TIMED_OUT = 504;
    static final String MODEL = "gemini-2.5-flash";

    private final long[] calls = new long[LIMIT];
    private int next;
    private Micros crowdedFrom = new Micros(Long.MAX_VALUE);
    private Micros crowdedUntil = new Micros(Long.MAX_VALUE);

    Gemini() {
        Arrays.fill(calls, Long.MIN_VALUE);
    }

    /// An answer.
    ///
    /// @param status the HTTP status
    /// @param took from the call to the answer, in microseconds
    record Reply(int status, long took, int inputTokens, int outputTokens) {}

    /// For some seconds it refuses everybody, whatever their limits, because too many others call.
    void crowded(Micros from, Micros until) {
        crowdedFrom = from;
        crowdedUntil = until;
    }

    /// Calls come in the order of time. On an ordinary day there is now and then one refusal or one
    /// time-out, and the next attempt succeeds.
    Reply ask(Micros at, int attempt, RandomGenerator random) {
        boolean over = calls[next] > at.value() - Micros.MINUTE;
        calls[next] = at.value();
        next = (next + 1) % LIMIT;
        double u = attempt == 1 ? random.nextDouble() : 1;
        // Its counters lag a little: some calls above the limit are let through.
        boolean refused = over && random.nextDouble() < 0.97;
        boolean crowded = !at.isBefore(crowdedFrom) && at.isBefore(crowdedUntil);
        if (refused || crowded || u < 0.0012) {
            return new Reply(TOO_MANY, Chance.millis(random, 7, 13), 0, 0);
        }
        if (u < 0.0027) {
            return new Reply(TIMED_OUT, Chance.millis(random, 20_000, 20_060), 0, 0);
        }
        return new Reply(
                OK,
                Chance.millis(random, 900, 2_900),
                1_100 + Chance.low(random, 0, 900),
                300 + Chance.low(random, 0, 1_500));
    }
}
