package dev.watchkeeper.cli;

import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.history.Sampling.Group;
import java.util.List;

/// What is sampled of the host.
final class HostSamples {

    private HostSamples() {}

    static List<Group> of(Configuration configuration) {
        return List.of();
    }
}
