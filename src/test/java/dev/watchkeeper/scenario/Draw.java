package dev.watchkeeper.scenario;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random draws that are the same for the same seed on every machine; a stream for each purpose, so
/// that a change in one part of the world leaves the draws of all others alone.
final class Draw {

    private static final String HEX = "0123456789abcdef";

    private final RandomGenerator random;

    Draw(long seed, String purpose) {
        random =
                RandomGeneratorFactory.of("L64X128MixRandom")
                        .create(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
    }

    double between(double from, double until) {
        return random.nextDouble(from, until);
    }

    long between(long from, long until) {
        return random.nextLong(from, until);
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// Around the middle, now and then much more, as durations are.
    double skewed(double middle, double spread) {
        return middle * Math.exp(spread * random.nextGaussian());
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String id(String prefix) {
        return prefix + hex(10);
    }

    /// A short commit hash, which never reads as a word or as a number.
    String version() {
        return "" + (1 + random.nextInt(9)) + hex(2) + HEX.charAt(10 + random.nextInt(6)) + hex(3);
    }

    private String hex(int digits) {
        var text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append(HEX.charAt(random.nextInt(16)));
        }
        return text.toString();
    }
}
