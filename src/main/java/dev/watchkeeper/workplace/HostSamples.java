package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.history.Sampled;
import dev.watchkeeper.history.Sampling.Group;
import dev.watchkeeper.history.Slowly;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.host.HostMetric;
import dev.watchkeeper.source.host.HostMetrics;
import dev.watchkeeper.source.host.HostSampler;
import dev.watchkeeper.state.SampleStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is sampled of the host, as tools.yaml wants it.
public final class HostSamples {

    private static final String OOM_KILLS = "host.oom_kills";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WALK_EVERY = Duration.ofMinutes(10);
    private static final Duration LONGEST_WALK = Duration.ofMinutes(5);

    private HostSamples() {}

    /// What is sampled of this machine.
    ///
    /// @param file the tools.yaml
    public static List<Group> of(Configuration configuration, Path file) {
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

    /// What the samples of a host that were ever taken are, as metrics.
    ///
    /// @param every the distance of samples
    static List<Metric> metrics(SampleStore samples, Duration every) {
        return samples.names().stream()
                .sorted()
                .flatMap(name -> HostMetrics.describe(name).stream())
                .map(host -> metric(host, samples, every))
                .toList();
    }

    private static Metric metric(HostMetric host, SampleStore samples, Duration every) {
        Aggregate aggregate = host.counted() ? Aggregate.SUM : Aggregate.AVG;
        return new Metric(
                host.name(),
                aggregate.unit(host.unit()),
                host.direction(),
                aggregate,
                every.compareTo(MINUTE) > 0 ? every : MINUTE,
                null,
                host.name().equals(OOM_KILLS) ? Condition.parse("any") : null,
                host.limit(),
                host.describe(),
                List.of(),
                Origin.HOST,
                new Sampled(samples, host.name()));
    }
}
