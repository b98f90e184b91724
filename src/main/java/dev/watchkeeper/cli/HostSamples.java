package dev.watchkeeper.cli;

import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.history.Sampling.Group;
import dev.watchkeeper.history.Slowly;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.host.HostSampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is sampled of the host, as tools.yaml wants it.
final class HostSamples {

    private static final Duration WALK_EVERY = Duration.ofMinutes(10);
    private static final Duration LONGEST_WALK = Duration.ofMinutes(5);

    private HostSamples() {}

    /// @param file the tools.yaml
    static List<Group> of(Configuration configuration, Path file) {
        ThisHost host = ThisHost.of(configuration, file);
        var groups = new ArrayList<Group>();
        if (configuration.collect().host()) {
            HostSampler sampler = host.sampler();
            groups.add(new Group("host", sampler::sample));
        }
        List<Path> folders = host.folders();
        if (!folders.isEmpty()) {
            HostSampler sampler = host.sampler();
            var walk =
                    new Slowly(
                            () -> sampler.directories(folders, Deadline.after(LONGEST_WALK)),
                            WALK_EVERY);
            groups.add(new Group("collect.directories", walk));
        }
        return groups;
    }
}
