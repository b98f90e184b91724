package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Whether a worker can speak a text.
@FunctionalInterface
interface Voice {

    Voice USUAL = (worker, at, random) -> null;

    /// What goes wrong each time this job is tried there, or null.
    @Nullable Raised failure(Component worker, Micros at, RandomGenerator random);
}
