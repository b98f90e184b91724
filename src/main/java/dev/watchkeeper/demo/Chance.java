package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random draws that are the same for the same seed on every machine.
final class Chance {

    private static final String HEX = "0123456789abcdef";

    private Chance() {}

    /// A stream of its own for every purpose, so that a change in one part of the service leaves
    /// the draws of all others alone.
    static RandomGenerator stream(long seed, String purpose) {
        return RandomGeneratorFactory.of("L64X128MixRandom")
                .create(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
    }

    /// Microseconds between two numbers of milliseconds.
    static long millis(RandomGenerator random, int from, int until) {
        return random.nextLong(from * 1000L, until * 1000L);
    }

    /// A whole number with most of its weight near `from`.
    static int low(RandomGenerator random, int from, int until) {
        double u = random.nextDouble();
        return from + (int) (u * u * (until - from));
    }

    /// An identifier such as `job_3fa94c01bd`.
    static String id(RandomGenerator random, String prefix) {
        return prefix + hex(random, 10);
    }

    /// A short commit hash: begins with a digit and holds a letter, so that it never reads as a
    /// word or as a number.
    static String version(RandomGenerator random) {
        return random.nextInt(1, 10)
                + hex(random, 2)
                + HEX.charAt(random.nextInt(10, 16))
                + hex(random, 3);
    }

    private static String hex(RandomGenerator random, int digits) {
        var text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(HEX.charAt(random.nextInt(16)));
        }
        return text.toString();
    }
}
