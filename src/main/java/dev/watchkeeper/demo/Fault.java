package dev.watchkeeper.demo;

import java.util.random.RandomGenerator;

/// Something that goes wrong in the simulated service; one class each, listed in [Faults].
interface Fault {

    /// The name to choose it by: lower case with hyphens.
    String name();

    /// Changes the service from some moment on, adds innocent coincidences, and tells the truth
    /// about it.
    ///
    /// @param now where the world ends
    DemoTruth strike(Service service, Micros now, RandomGenerator random);
}
