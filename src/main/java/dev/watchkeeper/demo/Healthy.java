package dev.watchkeeper.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/// Nothing goes wrong.
record Healthy() implements Fault {

    @Override
    public String name() {
        return "healthy";
    }

    @Override
    public DemoTruth strike(Service service, Micros now, RandomGenerator random) {
        return new DemoTruth(name(), "nothing is wrong", null, null, List.of(), "", List.of());
    }
}
