package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// Something that the service does now and then.
@FunctionalInterface
interface Activity {

    /// Does it once, beginning at a moment, and says all that comes of it.
    void happen(Micros at, RandomGenerator random, Tape tape);
}
