package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// How long the gateway waits before it asks gemini again; it asks three times at most.
enum RetryPolicy {
    BACK_OFF("exponential back-off from 2.0 s with jitter, 3 attempts"),
    IMMEDIATE("immediate, 3 attempts");

    static final int ATTEMPTS = 3;

    /// What the gateway says of it when it starts.
    private final String text;

    RetryPolicy(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Microseconds between the end of a failed attempt and the next one.
    long pause(int attempt, RandomGenerator random) {
        return switch (this) {
            case BACK_OFF -> (long) ((1L << attempt) * Micros.SECOND * random.nextDouble(0.9, 1.6));
            case IMMEDIATE -> random.nextLong(300, 900);
        };
    }
}
