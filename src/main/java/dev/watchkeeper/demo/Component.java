package dev.watchkeeper.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A process of the service, which is started anew at each deploy and writes to one log.
final class Component {

    private final String name;
    private final String log;
    private final RandomGenerator random;
    private final List<Generation> generations = new ArrayList<>();
    private @Nullable Micros death;

    /// @param name its process name, such as `tts-2`
    /// @param log the stem of its log files
    Component(String name, String log, Micros start, RandomGenerator random) {
        this.name = name;
        this.log = log;
        this.random = random;
        deploy(start);
    }

    String name() {
        return name;
    }

    String log() {
        return log;
    }

    /// Starts it with a new version; deploys are made in the order of time.
    Generation deploy(Micros at) {
        var generation =
                new Generation(
                        at,
                        Chance.version(random),
                        random.nextInt(2_000, 60_000),
                        139_000_000_000_000L + random.nextLong(1_000_000_000L) * 64);
        generations.add(generation);
        return generation;
    }

    Generation at(Micros moment) {
        for (int i = generations.size() - 1; i > 0; i--) {
            if (!moment.isBefore(generations.get(i).start())) {
                return generations.get(i);
            }
        }
        return generations.getFirst();
    }

    /// From then on it does nothing, and writes nothing.
    void dies(Micros at) {
        death = at;
    }

    boolean lives(Micros moment) {
        return death == null || moment.isBefore(death);
    }
}
