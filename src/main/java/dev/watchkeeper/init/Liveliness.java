package dev.watchkeeper.init;

import java.time.Duration;
import java.time.Instant;

/// Whether what was written once is still written.
enum Liveliness {
    ALIVE,
    OLD;

    private static final Duration LATELY = Duration.ofDays(7);

    static Liveliness of(Instant newest, Instant now) {
        return newest.isAfter(now.minus(LATELY)) ? ALIVE : OLD;
    }

    boolean alive() {
        return this == ALIVE;
    }
}
